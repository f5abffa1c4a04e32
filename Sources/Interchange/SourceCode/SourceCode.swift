import Computation
public import NeuralNetworks

/// A trained model as one plain function, in the source code of a programming language.
///
/// ```swift
/// let text = try SourceCode(of: model).text(in: .c)
/// ```
///
/// The function takes one example as a list of numbers, row by row, and returns what
/// `Model.predict(_:)` does. It agrees with it to about six digits and not to the bit: the text adds
/// one product after another, the model in segments and with fused steps, and each language has an
/// exponential function of its own. Where a sum lies as near as that to the threshold of `step`, the
/// two may differ by all of it.
public struct SourceCode: Hashable, Sendable {
    /// One layer of the function: sums of products, a function of each, or both.
    public struct Step: Hashable, Sendable {
        /// Where it stands in the network, such as `layers.1`; for readers.
        public let path: String
        /// How many numbers come in.
        public let inputs: Int
        /// How many numbers go out.
        public let units: Int
        /// For each neuron the weight of every input; nil where the numbers are taken as they come.
        public let weights: [[Float]]?
        /// The bias of each neuron; nil where there is none.
        public let biases: [Float]?
        /// What is made of the sums.
        public internal(set) var function: ActivationFunction
    }

    /// The steps in order, at least one; the last gives the outputs.
    public let steps: [Step]
    /// The shape of one example, whose numbers are taken row by row.
    public let inputShape: [Int]
    /// What the outputs mean.
    public let information: ModelInformation

    /// How many numbers the function takes.
    public var inputCount: Int { steps.first?.inputs ?? 0 }
    /// How many numbers the function returns.
    public var outputCount: Int { steps.last?.units ?? 0 }

    /// Every function that some step applies, in the order of the cases.
    public var functions: [ActivationFunction] {
        let used = Set(steps.map(\.function))
        return ActivationFunction.allCases.filter(used.contains)
    }

    /// Whether some function is more than arithmetic.
    var needsMathematics: Bool {
        !Set(functions).isSubset(of: [.identity, .relu, .leakyReLU, .step])
    }

    /// The functions that the steps call, each below its formula.
    func definitions(
        _ comment: String,
        emptyLines: Int = 1,
        _ definition: (ActivationFunction) -> String?
    ) -> String {
        functions.compactMap { function in
            definition(function).map { text in
                String(repeating: "\n", count: emptyLines)
                    + SourceCode.commentLine(comment, function.formula) + text + "\n"
            }
        }.joined()
    }

    /// Reads a model, so that it can be written.
    ///
    /// - Parameter model: The model; while it learns, the weights of one of its steps are taken.
    /// - Throws: ``SourceCodeError`` where a layer is of a kind, or in a place, that cannot be
    ///   written, or a weight is no number.
    public init(of model: Model) throws(SourceCodeError) {
        information = model.information
        inputShape = model.inputShape.sizes
        var reading = NetworkReading(inputShape, model.tensors)
        try reading.read(model.network, at: "")
        switch information.interpretation {
        case .values: break
        case .classLogits: try reading.apply(.softmax, at: "the outputs", "softmax")
        case .independentLogits: try reading.apply(.sigmoid, at: "the outputs", "sigmoid")
        }
        // A network that changes nothing is still a function.
        if reading.steps.isEmpty { try reading.apply(.identity, at: "the outputs", "identity") }
        steps = reading.steps
    }

    /// The whole file: what it is, the function, and the weights.
    public func text(in language: some SourceLanguage) -> String { language.text(of: self) }
}

extension ActivationFunction {
    /// The text of the function of one sum z; softmax comes after the loop over all sums.
    ///
    /// - Parameter tanh: What the language calls its hyperbolic tangent.
    /// - Returns: An expression.
    func text(tanh: String) -> String {
        switch self {
        case .identity, .softmax: "z"
        case .tanh: "\(tanh)(z)"
        default: "\(rawValue)(z)"
        }
    }
}

/// A model that cannot be written as source code.
public enum SourceCodeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no text for this kind of layer.
    case unknownLayer(path: String, layer: String)
    /// The layer works on something else than one list of numbers.
    case notOneList(path: String, layer: String, shape: [Int])
    /// A weight is no finite number.
    case notFinite(name: String, index: Int)

    /// One line: which layer, what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .unknownLayer(let path, let layer):
            "\(path) \(layer): this kind of layer cannot be written as source code; "
                + NetworkReading.kinds.joined(separator: ", ") + " can be"
        case .notOneList(let path, let layer, let shape):
            "\(path) \(layer): works on the shape \(shape), and source code is written for one "
                + "list of numbers; put Flatten() before it"
        case .notFinite(let name, let index):
            "the weights \(name) have a value at place \(index) that is no finite number; "
                + "the training went wrong, train again"
        }
    }
}
