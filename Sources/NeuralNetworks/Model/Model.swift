public import Computation
import Synchronization

/// A network with weights: what learns, predicts, is looked into and is saved.
///
/// ```swift
/// let model = try Model(network, input: [28, 28], seed: 1)
/// let probabilities = try model.predict(image)
/// ```
///
/// A model may be used from any number of threads, also while it is being trained: readers see the
/// weights as they were published last, at the end of some training step.
public final class Model: Sendable {
    /// The network as it was declared.
    public let network: Network
    /// The shape of one example.
    public let inputShape: Shape
    /// The shape of the network's output for one example.
    public let outputShape: Shape
    /// The named inputs that one example consists of; nil where the network begins without ``Inputs``.
    public let inputParts: NamedParts?
    /// The named outputs; nil where the network ends without ``Outputs``.
    public let outputParts: NamedParts?
    /// Where each tensor of weights lies.
    public let layout: ParameterLayout
    /// What part of the processor predictions may use.
    public let processor: Processor

    struct State: Sendable {
        var weights: Weights
        var information: ModelInformation
        /// Whether a training is going on.
        var isLearning = false
    }

    /// How many examples are computed at once; more are taken in turn, with the same bits.
    let chunk: Int
    let state: Mutex<State>
    /// Raised by readers while the model is being trained; the trainer then publishes.
    let isPublicationWanted = Atomic<Bool>(false)
    let executions = ExecutionCache()

    /// A model with fresh weights.
    ///
    /// - Parameters:
    ///   - network: What to compute.
    ///   - inputShape: The shape of one example; where examples are bytes, they count as pixels and
    ///     are scaled from 0…255 to 0…1.
    ///   - seed: The same seed draws the same weights, on every machine.
    ///   - information: What the outputs mean.
    ///   - processor: What part of the processor predictions may use.
    /// - Throws: ``ShapeError`` where the network does not fit together.
    public convenience init(
        _ network: Network,
        input inputShape: Shape,
        seed: UInt64 = 0,
        information: ModelInformation = ModelInformation(),
        processor: Processor = Processor()
    ) throws(ShapeError) {
        try self.init(
            network,
            input: inputShape,
            information: information,
            processor: processor
        ) { Weights(layout: $0, seed: seed) }
    }

    init(
        _ network: Network,
        input inputShape: Shape,
        information: ModelInformation,
        processor: Processor,
        weights: (ParameterLayout) -> Weights
    ) throws(ShapeError) {
        let built = try BuiltNetwork(
            network,
            input: TensorType(.float32, Shape([2] + inputShape.sizes)),
            mode: .predicting
        )
        self.network = network
        self.inputShape = inputShape
        self.processor = processor
        outputShape = Shape(Array(built.output.shape.sizes.dropFirst()))
        inputParts = built.record.inputs?.parts
        outputParts = built.record.outputs?.parts
        layout = ParameterLayout(built.builder.graph.parameters)
        chunk = Model.chunk(of: built)
        try layout.checkMemory()
        state = Mutex(State(weights: weights(layout), information: information))
    }

    /// How many weights and biases there are.
    public var parameterCount: Int { layout.parameterCount }

    /// What the outputs mean, and where the model comes from.
    public var information: ModelInformation {
        get { state.withLock { $0.information } }
        set { state.withLock { $0.information = newValue } }
    }

    /// The weights as they were published last.
    var weights: Weights {
        isPublicationWanted.store(true, ordering: .relaxed)
        return state.withLock { $0.weights }
    }

    /// The names of all tensors of weights.
    public var parameterNames: [String] { layout.segments.map(\.parameter.name) }

    /// Every tensor of weights by its name, all as one step of learning left them.
    package var tensors: [String: Tensor] { weights.tensors }

    /// One tensor of weights by its name, such as `layers.1.weight`; nil where there is none.
    public subscript(parameter name: String) -> Tensor? {
        guard let segment = layout.segments.first(where: { $0.parameter.name == name }) else {
            return nil
        }
        return Tensor(weights[segment], shape: segment.parameter.shape)
    }

    /// Gives one tensor of weights new values.
    ///
    /// - Parameters:
    ///   - name: Its name, such as `layers.1.weight`.
    ///   - tensor: The values, of the shape that the layer takes.
    /// - Throws: ``ParameterError`` where there is no such tensor, it has another shape, or the
    ///   model is learning and would overwrite it.
    public func setParameter(_ name: String, to tensor: Tensor) throws(ParameterError) {
        let segment = try layout.segment(name)
        guard tensor.shape == segment.parameter.shape else {
            throw .wrongShape(name, expected: segment.parameter.shape, found: tensor.shape)
        }
        try change { $0[segment] = tensor.floats }
    }

    /// Gives one weight or bias another value.
    ///
    /// While the model learns, its ``StepwiseTraining`` or ``PacedTraining`` turns weights.
    ///
    /// - Parameters:
    ///   - name: The tensor's name, such as `layers.1.weight`.
    ///   - index: The place in the tensor, row after row.
    ///   - value: The new value.
    /// - Returns: The value that it had.
    /// - Throws: ``ParameterError`` where there is no such weight, the value is no finite number, or the
    ///   model is learning.
    @discardableResult
    public func turn(
        _ name: String,
        at index: Int,
        to value: Float
    ) throws(ParameterError) -> Float {
        try change { weights throws(ParameterError) in
            try weights.turn(name, at: index, to: value)
        }
    }

    /// Takes over all weights of another model of the same network.
    ///
    /// - Throws: ``ParameterError`` where the networks differ or the model is learning.
    public func takeWeights(of other: Model) throws(ParameterError) {
        guard other.layout == layout else { throw .otherNetwork }
        let source = other.weights
        try change { $0.copy(from: source) }
    }

    /// Changes a copy of the weights, which readers see from then on.
    private func change<Result>(
        _ body: (Weights) throws(ParameterError) -> Result
    ) throws(ParameterError) -> Result {
        try state.withLock { state throws(ParameterError) in
            guard !state.isLearning else { throw .learning }
            let weights = Weights(layout: layout)
            weights.copy(from: state.weights)
            let result = try body(weights)
            state.weights = weights
            return result
        }
    }
}

/// Weights that a model cannot take.
public enum ParameterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no tensor of this name.
    case unknown(String, known: [String])
    /// The model is learning, and its next step would overwrite what is given.
    case learning
    /// The tensor has another shape.
    case wrongShape(String, expected: Shape, found: Shape)
    /// The tensor has fewer numbers.
    case noSuchPlace(String, index: Int, count: Int)
    /// The value is no finite number.
    case notFinite(String, value: String)
    /// The weights are those of another network.
    case otherNetwork

    /// One line: what was wrong, and what there is.
    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "there are no weights \"\(name)\"; there are " + known.joined(separator: ", ")
        case .learning:
            "the model is learning and would overwrite the weights; wait until the training has ended"
        case .wrongShape(let name, let expected, let found):
            "the weights \(name) are \(expected), not \(found)"
        case .noSuchPlace(let name, let index, let count):
            "the weights \(name) are \(count) numbers, at the places 0 to \(count - 1); there is no "
                + "place \(index)"
        case .notFinite(let name, let value):
            "the weights \(name) take finite numbers, not \(value)"
        case .otherNetwork:
            "the weights are those of another network; both must have the same layers"
        }
    }
}

/// What a model's outputs mean, and what belongs to it besides weights.
public struct ModelInformation: Hashable, Sendable, Codable {
    /// What to make of the network's outputs.
    public var interpretation: Interpretation
    /// The same for each named output of a network that ends with ``Outputs``; nil for others.
    public var interpretations: [String: Interpretation]?
    /// The name of each class, in the order of the outputs; empty where outputs are no classes.
    public var labels: [String]
    /// How raw files become inputs, in words that the reader of the file understands.
    public var preparation: [String: String]

    /// Information about a model.
    public init(
        interpretation: Interpretation = .values,
        labels: [String] = [],
        preparation: [String: String] = [:]
    ) {
        self.interpretation = interpretation
        self.labels = labels
        self.preparation = preparation
    }
}

/// What to make of a network's outputs.
public enum Interpretation: String, Hashable, Sendable, Codable {
    /// They are what was asked for.
    case values
    /// They are logits: softmax makes probabilities of them, of which one class is true.
    case classLogits
    /// They are logits of independent questions: sigmoid makes a probability of each.
    case independentLogits

    func callAsFunction(_ outputs: Symbol) -> Symbol {
        switch self {
        case .values: outputs
        case .classLogits: outputs.softmax()
        case .independentLogits: outputs.sigmoid()
        }
    }
}
