public import Computation

/// Gated recurrent units: an update gate mixes the state with a fresh one, a reset gate says how much of the
/// old one goes into that.
///
/// With x the input of a step and h the state before it: r, z = σ(W·x + U·h + b), each with weights of its own;
/// n = tanh(W·x + b + r⊙(U·h + b′)); the state becomes h = (1 − z)⊙n + z⊙h.
///
/// Shapes: input `[batch, length, channels]`, output `[batch, units]`, or `[batch, length, units]` for
/// sequences, twice as wide in both directions; `weight_ih_l0` `[3·units, channels]`, `weight_hh_l0`
/// `[3·units, units]`, `bias_ih_l0` and `bias_hh_l0` `[3·units]`, for further layers `l1` and so on,
/// backward with `_reverse`: as PyTorch has them. Steps beyond ``Scope/lengths`` change nothing, and are zeros
/// in sequences. Where sequences go on from run to run, so does the state.
///
/// Source: Cho and others, 2014, in the variant of Chung and others and of PyTorch, where the reset gate acts
/// on the sums.
public struct GRU: Layer {
    /// The name in files.
    public static let name = "GRU"
    private let settings: RecurrentSettings

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

    /// A layer of `units` gated units.
    ///
    /// - Parameters:
    ///   - units: The number of units.
    ///   - returnsSequences: Whether the state after every step goes out, `[batch, length, units]`, and not
    ///     only that after the last step, `[batch, units]`.
    ///   - direction: In which direction the steps are taken.
    ///   - layers: How many such layers there are, each fed with the states of the one below it.
    ///   - dropout: The probability of dropping a number between two of these layers while learning.
    public init(
        _ units: Int,
        returnsSequences: Bool = false,
        direction: RecurrentDirection = .forward,
        layers: Int = 1,
        dropout: Float = 0
    ) {
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
        settings(.gru, input, in: scope)
    }

    /// Reads a layer with memory.
    public init(from decoder: any Decoder) throws {
        settings = try RecurrentSettings(from: decoder, of: Self.self)
    }

    /// Writes the settings.
    public func encode(to encoder: any Encoder) throws { try settings.encode(to: encoder) }

    /// As it is declared: `GRU(64, returnsSequences: true)`.
    public var description: String { settings.declared(as: Self.name) }
}
