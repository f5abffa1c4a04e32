public import Computation

/// A part of a network: a value that says how an output is computed from an input.
///
/// A layer holds no weights and no shapes. When a network meets an input shape, each layer writes
/// its formula into the graph; gradients follow by themselves. A layer of one's own is a small
/// struct:
///
/// ```swift
/// struct Scaled: Layer {
///     static let name = "Scaled"
///     var factor: Float
///
///     func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
///         input * scope.parameter("weight", [input.shape[-1]], .constant(factor))
///     }
/// }
/// ```
public protocol Layer: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name by which files and the layer catalogue know this kind of layer.
    static var name: String { get }

    /// Writes the layer's formula.
    ///
    /// What does not fit is reported by ``Scope/fail(_:remedy:)``, which ends the building of the
    /// graph with an error that names this layer.
    ///
    /// - Parameters:
    ///   - input: The value that comes in, `[batch, …]`.
    ///   - scope: Where the layer gets its weights from.
    /// - Returns: The value that goes out, `[batch, …]`.
    func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol
}

extension Layer {
    /// As it is declared, if the layer does not say better: its name.
    public var description: String { "\(Self.name)()" }
}

/// What a network is built for.
public enum Mode: Hashable, Sendable {
    /// Learning: dropout drops.
    case training
    /// Use: nothing is random.
    case predicting
}

/// The place of a layer in its network, from which it gets its weights.
public struct Scope {
    /// The builder of the graph.
    public let builder: GraphBuilder
    /// The layer's path, such as `layers.1`.
    public let path: String
    /// Whether the network is built to learn or to be used.
    public let mode: Mode
    /// The key of random numbers, `int32 [4]`, where the network is built to learn.
    let key: Symbol?
    let record: Record
    /// Whether the layer's weights stay as they are while the network learns.
    public private(set) var isFrozen = false
    /// Whether the layer may have the weights of another place.
    private(set) var isShared = false

    init(builder: GraphBuilder, mode: Mode, key: Symbol?, record: Record) {
        self.builder = builder
        path = ""
        self.mode = mode
        self.key = key
        self.record = record
    }

    private init(_ parent: Scope, path: String) {
        builder = parent.builder
        self.path = path
        mode = parent.mode
        key = parent.key
        record = parent.record
        isFrozen = parent.isFrozen
        isShared = parent.isShared
    }

    /// The scope of a layer within this one.
    public func child(_ name: String) -> Scope { Scope(self, path: full(name)) }

    /// The same place, with weights that stay as they are.
    func frozen() -> Scope {
        var scope = self
        scope.isFrozen = true
        return scope
    }

    /// The same place, which may have the weights of another.
    func shared() -> Scope {
        var scope = self
        scope.isShared = true
        return scope
    }

    /// The place of the whole network.
    func outermost() -> Scope { Scope(self, path: "") }

    func full(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    /// A tensor of weights that belongs to the layer.
    ///
    /// - Parameters:
    ///   - name: Its name within the layer, such as `weight`.
    ///   - shape: Its shape; for weights between neurons `[outputs, inputs]`.
    ///   - initializer: How its first values are drawn.
    ///   - memoryOrder: The dimensions of `shape` as they lie in memory, if not as they are.
    /// - Returns: The weights as a value of the graph, its dimensions as they lie in memory.
    public func parameter(
        _ name: String,
        _ shape: Shape,
        _ initializer: Initializer,
        memoryOrder: [Int]? = nil
    ) -> Symbol {
        builder.parameter(
            Parameter(
                name: full(name),
                shape: shape,
                initializer: initializer,
                memoryOrder: memoryOrder,
                role: isFrozen ? .frozen : .learned
            )
        )
    }

    /// Numbers that belong to the layer and change while the network learns, but by no gradient: the
    /// running mean of batch normalisation.
    ///
    /// They are saved with the weights.
    ///
    /// - Parameters:
    ///   - name: Its name within the layer, such as `running_mean`.
    ///   - shape: Its shape.
    ///   - initializer: How its first values are drawn.
    /// - Returns: The numbers as the last run that learned left them, or an earlier use of the same state
    ///   in this run.
    public func state(_ name: String, _ shape: Shape, _ initializer: Initializer) -> Symbol {
        let name = full(name)
        let old = builder.parameter(
            Parameter(name: name, shape: shape, initializer: initializer, role: .state)
        )
        return record.updates.first { $0.name == name }?.value ?? old
    }

    /// Says what becomes of ``state(_:_:_:)`` at the end of a run that learns; nothing where the layer is
    /// frozen.
    ///
    /// In a run that learns, only the new value may be computed from the old one.
    ///
    /// - Parameters:
    ///   - name: The name under which the layer has asked for the state.
    ///   - value: The new numbers, of the state's shape.
    public func updateState(_ name: String, to value: Symbol) {
        guard mode == .training, !isFrozen, builder.failure == nil else { return }
        let name = full(name)
        let state = builder.graph.parameters.first { $0.name == name && $0.role == .state }
        guard let state, value.type == TensorType(.float32, state.shape) else {
            fail(
                "there is no state \(name) of \(value.type) to be changed",
                remedy: "ask for it by state(_:_:_:), and give it numbers of the same shape"
            )
            return
        }
        record.updates.removeAll { $0.name == name }
        record.updates.append((name, value))
    }

    /// The weights between neurons, ready to be multiplied by: `input.matmul(weights)`.
    ///
    /// In files and wherever they are shown they have the shape `[outputs, inputs]`, as is usual.
    ///
    /// - Parameters:
    ///   - name: Its name within the layer, such as `weight`.
    ///   - inputs: How many numbers come in.
    ///   - outputs: How many go out.
    ///   - initializer: How its first values are drawn.
    /// - Returns: The weights as a value of the graph, `[inputs, outputs]`.
    public func weights(
        _ name: String,
        from inputs: Int,
        to outputs: Int,
        _ initializer: Initializer
    ) -> Symbol {
        parameter(name, [outputs, inputs], initializer, memoryOrder: [1, 0])
    }

    /// Reports that something does not fit.
    public func fail(_ problem: String, remedy: String? = nil) {
        builder.fail(ShapeError(problem, remedy: remedy))
    }

    /// Notes the values before and after a layer's activation function, so that they can be looked
    /// at by ``Model/trace(_:)`` and explained.
    ///
    /// - Parameters:
    ///   - input: What the weighted sums are over, `[batch, inputs]`.
    ///   - preactivation: The weighted sums, `[batch, units]`.
    ///   - activation: What the activation function made of them, `[batch, units]`.
    ///   - function: The activation function.
    public func recordNeurons(
        input: Symbol,
        preactivation: Symbol,
        activation: Symbol,
        function: ActivationFunction
    ) {
        recordNeurons(
            input: input,
            preactivation: preactivation,
            activation: activation,
            function: function,
            convolution: nil
        )
    }

    /// The same, for neurons that slide over pictures.
    func recordNeurons(
        input: Symbol,
        preactivation: Symbol,
        activation: Symbol,
        function: ActivationFunction,
        convolution: ConvolutionGeometry?
    ) {
        record.neurons.append(
            Record.Neurons(
                path: path,
                input: input,
                preactivation: preactivation,
                activation: activation,
                function: function,
                convolution: convolution
            )
        )
    }

    /// A number that tells the random layers of one network apart.
    func nextStream() -> Int {
        record.streams += 1
        return record.streams
    }
}

/// What is noted while a network is built.
final class Record {
    /// One layer of a network, for the summary.
    struct Row {
        let path: String
        let layer: String
        let output: Shape
        let value: Symbol
        let parameters: Set<Int>

        /// The node of the graph that has the layer's output.
        var node: Int { value.node }
    }

    /// One layer of neurons.
    struct Neurons {
        let path: String
        let input: Symbol
        let preactivation: Symbol
        let activation: Symbol
        let function: ActivationFunction
        /// What each neuron sees of the input, where it does not see all of it.
        let convolution: ConvolutionGeometry?
    }

    /// One layer of attention.
    struct Attention {
        let path: String
        /// Queries, keys and values, or all of them packed.
        let sources: [Symbol]
        let heads: AttentionHeads
        let lengths: Symbol?
    }

    /// One recurrence over a sequence.
    struct Recurrence {
        let path: String
        /// Which of the recurrences one above the other, from 0.
        let level: Int
        let sequence: RecurrentSequence
    }

    /// The new value of each state, by its name.
    var updates: [(name: String, value: Symbol)] = []
    var rows: [Row] = []
    /// The paths at which there are layers, and whether they may have weights in common.
    var places: [String: Bool] = [:]
    var neurons: [Neurons] = []
    var attentions: [Attention] = []
    var recurrences: [Recurrence] = []
    var streams = 0
    /// How many steps of each sequence are real, where some are padding.
    var lengths: Symbol?
    /// The network's input as numbers.
    var input: Symbol?
    /// The named parts of which it consists, and the rows that hold them.
    var inputs: (parts: NamedParts, rows: Symbol)?
    /// The named outputs, and the rows that hold them.
    var outputs: (parts: NamedParts, value: Symbol)?
    /// What goes from run to run, where sequences do.
    var continuation: Continuation?
}
