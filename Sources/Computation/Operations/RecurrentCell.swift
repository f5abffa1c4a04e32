/// What a recurrent layer computes at each step from the inputs' sums x, the state before and its sums w, which
/// are the state times the recurrent weights.
///
/// Sources: Elman, 1990, "Finding structure in time"; Hochreiter and Schmidhuber, 1997, "Long short-term
/// memory", with the forget gate of Gers, Schmidhuber and Cummins, 2000; Cho et al., 2014, "Learning phrase
/// representations using RNN encoder-decoder", in the variant that applies the reset gate to the sums.
package enum RecurrentCell: Int, Sendable {
    /// h = tanh(x + w).
    case tanh = 0
    /// h = max(x + w, 0).
    case relu = 1
    /// c = f·c + i·g and h = o·tanh(c); i, f and o are sigmoids of their sums, g is a tanh.
    case lstm = 2
    /// h = n + z·(h − n) with n = tanh(x + r·(w + b)); r and z are sigmoids of their sums and b.
    case gru = 3

    /// How many sums each unit has: of i, f, g and o, or of r, z and n.
    package var gateCount: Int {
        switch self {
        case .tanh, .relu: 1
        case .lstm: 4
        case .gru: 3
        }
    }

    /// How many numbers are kept of each unit at each step: its state; its cell, i, f, g and o; or r, z, n and
    /// w + b of n.
    package var keptCount: Int {
        switch self {
        case .tanh, .relu: 1
        case .lstm: 6
        case .gru: 5
        }
    }

    /// For how many sums of each unit there is a gradient: of a GRU for w + b and for x of n.
    package var gradientCount: Int { self == .gru ? 4 : gateCount }

    /// How many inputs a recurrence has besides lengths: of an LSTM the first cells come last, of a GRU the
    /// recurrent bias.
    var inputCount: Int { gateCount == 1 ? 3 : 4 }
}

extension RecurrentCell {
    /// One unit's step: from its sums over the input and over the states before (with the bias, where it has
    /// one there) to the new state, the new cell, and what else is kept.
    func next(
        _ sums: [(input: Double, recurrent: Double)],
        state: Double,
        cell: Double
    ) -> (state: Double, cell: Double, gates: [Double]) {
        func both(_ gate: Int, _ function: UnaryFunction) -> Double {
            function.row.value(sums[gate].input + sums[gate].recurrent, 0)
        }
        switch self {
        case .tanh: return (both(0, .tanh), 0, [])
        case .relu: return (both(0, .relu), 0, [])
        case .lstm:
            let (i, f, g, o) = (
                both(0, .sigmoid), both(1, .sigmoid), both(2, .tanh), both(3, .sigmoid)
            )
            let new = f * cell + i * g
            return (o * UnaryFunction.tanh.row.value(new, 0), new, [i, f, g, o])
        case .gru:
            let (r, z) = (both(0, .sigmoid), both(1, .sigmoid))
            let n = UnaryFunction.tanh.row.value(sums[2].input + r * sums[2].recurrent, 0)
            return (n + z * (state - n), 0, [r, z, n, sums[2].recurrent])
        }
    }
}

/// Which steps of which sequences a recurrence takes, and where what it keeps lies.
struct RecurrentSteps {
    let length: Int
    let hidden: Int
    /// How many numbers of one kind are kept.
    let plane: Int
    private let isBackward: Bool
    private let lengths: ReferenceArray?

    init(_ recurrence: Recurrence, _ kept: Shape, lengths: ReferenceArray?) {
        length = kept[2] - 1
        hidden = kept[3]
        plane = kept.strides[0]
        isBackward = recurrence.isBackward
        self.lengths = lengths
    }

    /// The steps in the order in which they are taken.
    var times: [Int] { isBackward ? (0..<length).reversed() : Array(0..<length) }
    /// The position of the first state.
    var first: Int { isBackward ? length : 0 }
    /// The position of the state before a step.
    func before(_ time: Int) -> Int { isBackward ? time + 1 : time }
    /// The position of the state after a step.
    func after(_ time: Int) -> Int { isBackward ? time : time + 1 }

    func isReal(_ row: Int, _ time: Int) -> Bool {
        lengths.map { Double(time) < $0.values[row] } ?? true
    }

    /// Where the first unit's number of a kind, row and position lies.
    func place(_ kind: Int, _ row: Int, _ position: Int) -> Int {
        kind * plane + (row * (length + 1) + position) * hidden
    }
}
