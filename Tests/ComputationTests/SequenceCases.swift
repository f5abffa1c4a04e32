import Computation

extension OperationCase {
    /// What belongs to sequences.
    static let sequences: [OperationCase] = [
        OperationCase("whole numbers", [.numbers([3, 7])], [3, 7], isDifferentiable: false) {
            ($0[0] * 3).asWholeNumbers().asFloats()
        },
        OperationCase("sequence lengths", [.numbers([40, 3])], [40], isDifferentiable: false) {
            ($0[0] * 3).asWholeNumbers().sequenceLengths().asFloats()
        },
        OperationCase(
            "insert",
            [.numbers([3, 5, 4]), .numbers([3, 2, 4]), .integers([3], below: 6)],
            [3, 5, 4],
            isDifferentiable: false
        ) { $0[0].inserting($0[1], at: $0[2]) },
    ]
}
