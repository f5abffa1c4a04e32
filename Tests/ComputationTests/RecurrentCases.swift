import Computation

extension OperationCase {
    /// Every cell, forwards and backwards, with lengths and without, of one sequence and of several.
    static let recurrences: [OperationCase] =
        [
            recurrence("tanh", .tanh, batch: 2, length: 3, hidden: 3),
            recurrence("relu, lengths", .relu, [2, 0, 3], length: 3, hidden: 2),
            recurrence("LSTM", .lstm, batch: 2, length: 2, hidden: 3),
            recurrence("LSTM, lengths", .lstm, [2, 0, 3], length: 3, hidden: 2),
            recurrence("GRU", .gru, batch: 2, length: 2, hidden: 3),
            recurrence("GRU, lengths", .gru, [1, 3], length: 3, hidden: 2),
            recurrence("GRU of one unit and step", .gru, batch: 1, length: 1, hidden: 1),
        ].flatMap(\.self) + [
            OperationCase("leading", [.numbers([3, 4])], [5]) { $0[0].leading([5]) * 2 },
            OperationCase(
                "last cell",
                [.numbers([2, 3, 16]), .numbers([4, 16]), .numbers([2, 4])],
                [2, 4],
                isDifferentiable: false
            ) { $0[0].recurrent(.lstm, weights: $0[1], state: $0[2], other: $0[2]).lastCell },
        ]

    private static func recurrence(
        _ name: String,
        _ cell: RecurrentCell,
        _ lengths: [Int32] = [],
        batch: Int = 0,
        length: Int,
        hidden: Int
    ) -> [OperationCase] {
        let batch = lengths.isEmpty ? batch : lengths.count
        let columns = cell.gateCount * hidden
        var inputs: [OperationCase.Input] = [
            .numbers([batch, length, columns]), .numbers([hidden, columns]),
            .numbers([batch, hidden]),
        ]
        if cell == .lstm { inputs.append(.numbers([batch, hidden])) }
        if cell == .gru { inputs.append(.numbers([columns])) }
        if !lengths.isEmpty { inputs.append(.exactly(lengths)) }
        @Sendable func write(_ symbols: [Symbol], isBackward: Bool) -> RecurrentSequence {
            // Small weights: what is to be told apart must not end in saturated gates.
            symbols[0].recurrent(
                cell,
                weights: symbols[1] * 0.3,
                state: symbols[2],
                other: cell.gateCount > 1 ? symbols[3] : nil,
                lengths: lengths.isEmpty ? nil : symbols.last,
                isBackward: isBackward
            )
        }
        return [false, true].map { isBackward in
            let name = "\(name), \(isBackward ? "backward" : "forward")"
            return OperationCase(name, inputs, [batch, length + 1, hidden]) {
                let run = write($0, isBackward: isBackward)
                let last = run.lastState.reshaped(to: [batch, 1, hidden])
                return run.states.concatenated(with: [last], along: 1)
            }
        }
    }
}
