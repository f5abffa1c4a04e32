public import Computation

/// Long short-term memory: units with a cell, which three gates write, keep and show.
///
/// With x the input of a step and h the state before it: i, f, o = σ(W·x + U·h + b), g = tanh(W·x + U·h + b),
/// each with weights of its own; the cell becomes c = f⊙c + i⊙g, the state h = o⊙tanh(c).
///
/// Shapes: input `[batch, length, channels]`, output `[batch, units]`, or `[batch, length, units]` for
/// sequences, twice as wide in both directions; `weight_ih_l0` `[4·units, channels]`, `weight_hh_l0`
/// `[4·units, units]`, `bias_ih_l0` and `bias_hh_l0` `[4·units]`, for further layers `l1` and so on,
/// backward with `_reverse`: as PyTorch has them. Steps beyond ``Scope/lengths`` change nothing, and are zeros
/// in sequences. Where sequences go on from run to run, so does the state.
///
/// Sources: Hochreiter and Schmidhuber, 1997; Gers, Schmidhuber and Cummins, 2000.
public struct LSTM: Layer {
    /// The name in files.
    public static let name = "LSTM"
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

    /// A layer of `units` units with a cell each.
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
        settings(.lstm, input, in: scope)
    }

    /// Reads a layer with memory.
    public init(from decoder: any Decoder) throws {
        settings = try RecurrentSettings(from: decoder, of: Self.self)
    }

    /// Writes the settings.
    public func encode(to encoder: any Encoder) throws { try settings.encode(to: encoder) }

    /// As it is declared: `LSTM(64, returnsSequences: true)`.
    public var description: String { settings.declared(as: Self.name) }
}
