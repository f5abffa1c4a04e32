public import Computation

/// A part of a network: a value that says how an output is computed from an input.
///
/// A layer holds no weights and no shapes. When a network meets an input shape, each layer writes
/// its formula into the graph; gradients follow by themselves. A layer of one's own is a small
/// struct:
///
/// ```swift
/// struct Residual: Layer {
///     static let name = "Residual"
///     var units: Int
///
///     func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
///         input + Dense(units, activation: .relu)(input, in: scope.child("inner"))
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

    /// The scope of a layer within this one.
    public func child(_ name: String) -> Scope {
        Scope(
            builder: builder,
            path: path.isEmpty ? name : path + "." + name,
            mode: mode,
            key: key,
            record: record
        )
    }

    /// A tensor of weights that belongs to the layer.
    ///
    /// - Parameters:
    ///   - name: Its name within the layer, such as `weight`.
    ///   - shape: Its shape; for weights between neurons `[outputs, inputs]`.
    ///   - initializer: How its first values are drawn.
    /// - Returns: The weights as a value of the graph.
    public func parameter(_ name: String, _ shape: Shape, _ initializer: Initializer) -> Symbol {
        builder.parameter(
            Parameter(
                name: path.isEmpty ? name : path + "." + name,
                shape: shape,
                initializer: initializer
            )
        )
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
        builder.parameter(
            Parameter(
                name: path.isEmpty ? name : path + "." + name,
                shape: [outputs, inputs],
                initializer: initializer,
                liesTransposed: true
            )
        )
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
        record.neurons.append(
            Record.Neurons(
                path: path,
                input: input,
                preactivation: preactivation,
                activation: activation,
                function: function
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
        let parameters: Range<Int>
    }

    /// One layer of neurons.
    struct Neurons {
        let path: String
        let input: Symbol
        let preactivation: Symbol
        let activation: Symbol
        let function: ActivationFunction
    }

    var rows: [Row] = []
    var neurons: [Neurons] = []
    var streams = 0
}
