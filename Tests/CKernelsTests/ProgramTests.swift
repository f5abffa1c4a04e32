import CKernels
import Testing

@Suite struct ProgramTests {
    static let regions = [
        (1, 1), (1, 10), (32, 16), (32, 10), (7, 33), (100, 5), (3, 513), (2, 1030), (600, 1),
        (1, 2000),
        (0, 4), (4, 0), (51, 10), (103, 10),
    ]

    /// Element (row, column) of an operand.
    private func index(
        _ extent: Extent,
        _ row: Int,
        _ column: Int,
        _ columns: Int,
        period: Int
    ) -> Int {
        switch extent {
        case .full: row * columns + column
        case .row: column
        case .column: row
        case .scalar: 0
        case .group: row / period * columns + column
        }
    }

    @Test(
        "repeats operands by rows, columns or both, for any split",
        arguments: InstructionSet.supported,
        regions
    )
    func extents(set: InstructionSet, region: (rows: Int, columns: Int)) {
        let (rows, columns) = region
        let period = Extent.period(rows: rows)
        var numbers = Numbers(seed: rows * 7 + columns)
        for first in Extent.allCases {
            for second in Extent.allCases {
                let a = numbers.floats(first.count(rows: rows, columns: columns))
                let b = numbers.floats(second.count(rows: rows, columns: columns))
                let program = Program(
                    instructions: [
                        Instruction(function: "subtract", target: 3, first: 1, second: 2),
                        Instruction(function: "multiply", target: 4, first: 1, second: 2),
                        Instruction(function: "add", target: 4, first: 4, second: 3),
                        Instruction(function: "add_constant", target: 0, first: 4, constant: 2),
                    ],
                    extents: [.full, first, second],
                    temporaries: 2,
                    period: period
                )
                let expected = (0..<rows).flatMap { row in
                    (0..<columns).map { column in
                        let x = a[index(first, row, column, columns, period: period)]
                        let y = b[index(second, row, column, columns, period: period)]
                        return x * y + (x - y) + 2
                    }
                }
                for parts in splits {
                    let out = GuardedMemory([Float](repeating: .nan, count: rows * columns))
                    run(
                        set,
                        .elementwise,
                        [out, GuardedMemory(a), GuardedMemory(b)],
                        sizes: [rows, columns],
                        program: program,
                        parts: parts
                    )
                    #expect(
                        bits(out.floats) == bits(expected),
                        "\(first) - \(second), \(parts) parts"
                    )
                }
            }
        }
    }

    @Test("works in place", arguments: InstructionSet.supported, awkwardSizes)
    func inPlace(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let values = numbers.floats(count)
        let memory = GuardedMemory(values)
        let program = Program(
            instructions: [
                Instruction(function: "negate", target: 0, first: 0),
                Instruction(function: "add", target: 0, first: 0, second: 0),
            ],
            extents: [.full]
        )
        run(set, .elementwise, [memory], sizes: [count, 1], program: program, parts: 2)
        #expect(memory.floats == values.map { -2 * $0 })
    }

    @Test("reads bytes and integers", arguments: InstructionSet.supported, Extent.allCases)
    func conversions(set: InstructionSet, extent: Extent) {
        for (rows, columns) in [(3, 37), (2, 700), (1, 5), (40, 1)] {
            let count = extent.count(rows: rows, columns: columns)
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 89) }
            let integers = (0..<count).map { Int32($0 * 1_000_003 - 16_777_217) }
            let program = Program(
                instructions: [
                    Instruction(function: "from_uint8", target: 0, first: 2, constant: 1 / 255),
                    Instruction(function: "from_int32", target: 1, first: 3),
                ],
                extents: [.full, .full, extent, extent],
                period: Extent.period(rows: rows)
            )
            let outs = (0..<2).map { _ in
                GuardedMemory([Float](repeating: .nan, count: rows * columns))
            }
            run(
                set,
                .elementwise,
                outs + [GuardedMemory(bytes), GuardedMemory(integers)],
                sizes: [rows, columns],
                program: program,
                parts: 3
            )
            let indices = (0..<rows).flatMap { row in
                (0..<columns).map {
                    index(extent, row, $0, columns, period: Extent.period(rows: rows))
                }
            }
            #expect(outs[0].floats == indices.map { Float(bytes[$0]) * (1 / 255) })
            #expect(outs[1].floats == indices.map { Float(integers[$0]) })
        }
    }
}
