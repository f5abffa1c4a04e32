public import Computation

/// A simple recurrent layer: what each unit gives goes into all of them at the next step.
///
/// With x the input of a step and h the state before it, the state becomes h = f(W·x + b + U·h + b′).
///
/// Shapes: input `[batch, length, channels]`, output `[batch, units]`, or `[batch, length, units]` for
/// sequences, twice as wide in both directions; `weight_ih_l0` `[units, channels]`, `weight_hh_l0`
/// `[units, units]`, `bias_ih_l0` and `bias_hh_l0` `[units]`, for further layers `l1` and so on,
/// backward with `_reverse`: as PyTorch has them. Steps beyond ``Scope/lengths`` change nothing, and are zeros
/// in sequences. Where sequences go on from run to run, so does the state.
///
/// Source: Elman, "Finding structure in time", 1990.
public struct RNN: Layer {
    /// The name in files.
    public static let name = "RNN"
    private let settings: RecurrentSettings

    /// The function f: the hyperbolic tangent, or ReLU.
    public let activation: ActivationFunction
    /// The number of units, whose outputs are the state.
    public var units: Int { settings.units }
    /// Whether the state after every step goes out, and not only the last one.
    public var returnsSequences: Bool { settings.returnsSequences }
    /// In which direction it takes the steps.
    public var direction: RecurrentDirection { settings.direction }
    /// How many such layers there are one above the other.
    public var layers: Int { settings.layers }
    /// The probability of dropping a number between two of these layers while learning.
    public var dropout: Float { settings.dropout }

    /// A layer of `units` units that see what all of them gave at the step before.
    ///
    /// - Parameters:
    ///   - units: The number of units.
    ///   - activation: The function f, `.tanh` or `.relu`.
    ///   - returnsSequences: Whether the state after every step goes out, `[batch, length, units]`, and not
    ///     only that after the last step, `[batch, units]`.
    ///   - direction: In which direction the steps are taken.
    ///   - layers: How many such layers there are, each fed with the states of the one below it.
    ///   - dropout: The probability of dropping a number between two of these layers while learning.
    public init(
        _ units: Int,
        activation: ActivationFunction = .tanh,
        returnsSequences: Bool = false,
        direction: RecurrentDirection = .forward,
        layers: Int = 1,
        dropout: Float = 0
    ) {
        self.activation = activation
        settings = RecurrentSettings(
            units: units,
            returnsSequences: returnsSequences,
            direction: direction,
            layers: layers,
            dropout: dropout
        )
    }

    /// Writes all steps as one operation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard activation == .tanh || activation == .relu else {
            scope.fail(
                "its activation is tanh or relu, not \(activation.rawValue)",
                remedy: "other functions let states grow or vanish; GRU and LSTM have gates"
            )
            return input
        }
        return settings(activation == .tanh ? .tanh : .relu, input, in: scope)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case units, activation, returnsSequences, direction, layers, dropout
    }

    /// Reads a simple recurrent layer.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.units),
            activation: fields[.activation] ?? .tanh,
            returnsSequences: fields[.returnsSequences] ?? false,
            direction: fields[.direction] ?? .forward,
            layers: fields[.layers] ?? 1,
            dropout: fields[.dropout] ?? 0
        )
    }

    /// Writes the settings and the activation.
    public func encode(to encoder: any Encoder) throws {
        try settings.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(activation, forKey: .activation)
    }

    /// As it is declared: `RNN(64, returnsSequences: true)`.
    public var description: String {
        settings.declared(
            as: Self.name,
            activation == .tanh ? "" : ", activation: .\(activation.rawValue)"
        )
    }
}
