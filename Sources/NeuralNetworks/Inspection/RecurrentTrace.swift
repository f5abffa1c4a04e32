public import Computation

/// What one recurrent layer did at each step of a sequence.
///
/// A layer of several, one above the other or in both directions, has a trace for each.
public struct RecurrentTrace: Hashable, Sendable {
    /// What a gate decides.
    public enum GateKind: String, Hashable, Sendable, Codable, CaseIterable {
        /// i of an LSTM: how much of the candidate comes into the cell.
        case input
        /// f of an LSTM: how much of the cell stays.
        case forget
        /// g of an LSTM, n of a GRU: what might come in, −1…1.
        case candidate
        /// o of an LSTM: how much of the cell is shown.
        case output
        /// r of a GRU: how much of the state before the candidate sees.
        case reset
        /// z of a GRU: how much of the state before stays.
        case update
    }

    /// One gate at each step.
    public struct Gate: Hashable, Sendable {
        /// What it decides.
        public let kind: GateKind
        /// Its values, `[length, units]`: 0…1, those of a candidate −1…1.
        public let values: Tensor
    }

    /// The layer's path, such as `layers.1`, which also begins the names of its weights.
    public let path: String
    /// Which of the layers one above the other, from 0: the number in `weight_ih_l0`.
    public let level: Int
    /// Whether it takes the sequence from its last step to its first.
    public let isBackward: Bool
    /// The gates: input, forget, candidate and output of an LSTM; reset, update and candidate of a GRU; none of an
    /// RNN.
    public let gates: [Gate]
    /// The states h after each step, `[length, units]`: what the layer hands on.
    public let states: Tensor
    /// The cells c after each step, `[length, units]`, of an LSTM.
    public let cells: Tensor?
}

extension Model {
    /// What the gates of each recurrent layer did, for a sequence of tokens.
    ///
    /// They are those with which the model computes: of an LSTM c = f·c + i·g and h = o·tanh(c), of a GRU
    /// h = n + z·(h − n), to the rounding of single precision. Steps that are padding have zeros.
    ///
    /// - Parameter tokens: A sequence of any length that the network takes; −1 at its end is padding.
    /// - Returns: The recurrent layers in order, of both directions the forward one first; none where the network
    ///   has none.
    /// - Throws: ``InspectionError`` where the network does not take the sequence.
    public func gates(on tokens: [Int32]) throws(InspectionError) -> [RecurrentTrace] {
        try gates(on: Tensor(tokens))
    }

    /// The same for a sequence as a tensor.
    ///
    /// - Parameter input: One sequence, `[length]` tokens or `[length, channels]` numbers.
    /// - Returns: The recurrent layers in order, of both directions the forward one first; none where the network
    ///   has none.
    /// - Throws: ``InspectionError`` where the network does not take the sequence.
    public func gates(on input: Tensor) throws(InspectionError) -> [RecurrentTrace] {
        let sequence = try InspectedSequence(input, for: self)
        let built = try sequence.built(self)
        let layers = built.record.recurrences
        let symbols = layers.flatMap(\.symbols)
        var rest = try sequence.values(symbols, of: built, self)
            .map(sequence.withoutPadding)[...]
        return layers.map { layer in
            let gates = layer.gateKinds.map {
                RecurrentTrace.Gate(kind: $0, values: rest.removeFirst())
            }
            return RecurrentTrace(
                path: layer.path,
                level: layer.level,
                isBackward: layer.sequence.isBackward,
                gates: gates,
                states: rest.removeFirst(),
                cells: layer.hasCells ? rest.removeFirst() : nil
            )
        }
    }
}

extension Record.Recurrence {
    fileprivate var gateKinds: [RecurrentTrace.GateKind] {
        switch sequence.cell {
        case .tanh, .relu: []
        case .lstm: [.input, .forget, .candidate, .output]
        case .gru: [.reset, .update, .candidate]
        }
    }

    fileprivate var hasCells: Bool { sequence.cell == .lstm }

    /// Gates, states and cells.
    fileprivate var symbols: [Symbol] {
        sequence.gates + [sequence.states] + (hasCells ? [sequence.cells] : [])
    }
}
