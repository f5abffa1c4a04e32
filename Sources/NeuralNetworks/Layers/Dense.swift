public import Computation

/// A layer of neurons, each connected to every input: a = f(x·Wᵀ + b).
///
/// Shapes: input `[batch, …, inputs]`, `weight` `[units, inputs]`, `bias` `[units]`, output
/// `[batch, …, units]`.
public struct Dense: Layer {
    /// The name in files.
    public static let name = "Dense"

    /// The number of neurons.
    public let units: Int
    /// The activation function f.
    public let activation: ActivationFunction
    /// Whether each neuron has a bias.
    public let usesBias: Bool
    /// How the first weights are drawn; biases begin at zero.
    public let initializer: Initializer

    /// A layer of `units` neurons.
    ///
    /// - Parameters:
    ///   - units: The number of neurons.
    ///   - activation: The activation function.
    ///   - usesBias: Whether each neuron has a bias.
    ///   - initializer: How the first weights are drawn. By default as suits the activation:
    ///     ``Initializer/he`` for the family of ReLU, ``Initializer/glorot`` otherwise.
    public init(
        _ units: Int,
        activation: ActivationFunction = .identity,
        usesBias: Bool = true,
        initializer: Initializer? = nil
    ) {
        self.units = units
        self.activation = activation
        self.usesBias = usesBias
        self.initializer = initializer ?? activation.usualInitializer
    }

    /// Writes f(x·Wᵀ + b).
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard units > 0 else {
            scope.fail("a layer needs at least one neuron, not \(units)")
            return input
        }
        guard input.shape.rank >= 2 else {
            scope.fail(
                "takes a list of numbers for each example, but gets a single number",
                remedy: "declare the input as [1]"
            )
            return input
        }
        let weights = scope.weights("weight", from: input.shape[-1], to: units, initializer)
        var sums = input.matmul(weights)
        if usesBias { sums = sums + scope.parameter("bias", [units], .zeros) }
        let output = activation(sums)
        scope.recordNeurons(
            input: input,
            preactivation: sums,
            activation: output,
            function: activation
        )
        return output
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case units, activation, usesBias, initializer
    }

    /// Reads a layer of neurons.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.units),
            activation: fields[.activation] ?? .identity,
            usesBias: fields[.usesBias] ?? true,
            initializer: fields[.initializer]
        )
    }

    /// As it is declared: `Dense(16, activation: .sigmoid)`.
    public var description: String {
        "Dense(\(units)"
            + (activation == .identity ? "" : ", activation: .\(activation.rawValue)")
            + (usesBias ? "" : ", usesBias: false") + ")"
    }
}
