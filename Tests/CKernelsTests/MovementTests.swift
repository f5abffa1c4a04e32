import CKernels
import Testing

/// A copy by strides: sizes, strides of out, strides of in.
struct StridedCopy: Sendable, CustomTestStringConvertible {
    let name: String
    let sizes, out, into: [Int]
    var testDescription: String { name }

    init(_ name: String, _ sizes: [Int], out: [Int], in into: [Int]) {
        (self.name, self.sizes, self.out, self.into) = (name, sizes, out, into)
    }
    private func padded(_ values: [Int]) -> [Int] {
        values + [Int](repeating: 1, count: Int(CK_MAX_RANK) - values.count)
    }
    var arguments: [Int] { [sizes.count] + padded(sizes) + padded(out) + padded(into) }

    /// Offsets of all elements in out and in.
    var offsets: [(out: Int, into: Int)] {
        var all = [(out: 0, into: 0)]
        for d in sizes.indices {
            all = all.flatMap { base in
                (0..<sizes[d]).map { (base.out + $0 * out[d], base.into + $0 * into[d]) }
            }
        }
        return all
    }
}

@Suite struct MovementTests {
    static let copies = [
        StridedCopy("run", [100], out: [1], in: [1]), StridedCopy("one", [1], out: [1], in: [1]),
        StridedCopy("scalar", [], out: [], in: []),
        StridedCopy("empty", [3, 0], out: [0, 1], in: [0, 1]),
        StridedCopy("transpose", [33, 47], out: [47, 1], in: [1, 33]),
        StridedCopy("slice", [5, 7], out: [7, 1], in: [20, 1]),
        StridedCopy("repeat", [6, 35], out: [35, 1], in: [0, 1]),
        StridedCopy("spread", [6, 35], out: [35, 1], in: [1, 0]),
        StridedCopy("every third", [17], out: [1], in: [3]),
        StridedCopy("scattered", [9, 4], out: [12, 3], in: [4, 1]),
        StridedCopy("batch of transposes", [3, 18, 5], out: [90, 5, 1], in: [90, 1, 18]),
        StridedCopy("permutation", [4, 3, 5, 2], out: [30, 10, 2, 1], in: [2, 40, 8, 1]),
        StridedCopy(
            "six",
            [2, 3, 2, 3, 2, 3],
            out: [108, 36, 18, 6, 3, 1],
            in: [1, 2, 6, 12, 36, 72]
        ),
    ]

    @Test("copies by strides", arguments: InstructionSet.supported, copies)
    func strided(set: InstructionSet, copy: StridedCopy) {
        let offsets = copy.offsets
        let input = (0...(offsets.map(\.into).max() ?? 0)).map { Float($0 + 1) }
        let start = [Float](repeating: -1, count: 1 + (offsets.map(\.out).max() ?? 0))
        var expected = start
        for offset in offsets { expected[offset.out] = input[offset.into] }
        for parts in splits {
            let out = GuardedMemory(start)
            run(
                set,
                .copyStrided,
                [out, GuardedMemory(input)],
                sizes: copy.arguments,
                parts: parts
            )
            #expect(out.floats == expected, "\(parts) parts")
        }
    }

    @Test("gathers rows", arguments: InstructionSet.supported, [1, 4, 13, 256])
    func gather(set: InstructionSet, length: Int) {
        let table = (0..<7 * length).map { UInt8(truncatingIfNeeded: $0 * 37 + 1) }
        let indices: [Int32] = [6, 0, -1, 3, 7, 3, 1, 2, 5]
        let expected = indices.flatMap { index in
            (0..<length).map { (0..<7).contains(index) ? table[Int(index) * length + $0] : 0 }
        }
        for parts in splits {
            let out = GuardedMemory([UInt8](repeating: 9, count: indices.count * length))
            run(
                set,
                .gatherRows,
                [out, GuardedMemory(table), GuardedMemory(indices)],
                sizes: [indices.count, length, 7],
                parts: parts
            )
            #expect(out.values(UInt8.self) == expected)
        }
    }

    @Test(
        "adds rows where they came from, in order",
        arguments: InstructionSet.supported,
        awkwardSizes
    )
    func scatter(set: InstructionSet, columns: Int) {
        var numbers = Numbers(seed: columns)
        let indices = numbers.labels(40, below: 9).map { $0 - 1 }  // -1 and 7 lie outside
        let upstream = numbers.floats(indices.count * columns)
        var expected = [Float](repeating: 0, count: 7 * columns)
        for (i, index) in indices.enumerated() where (0..<7).contains(index) {
            for j in 0..<columns { expected[Int(index) * columns + j] += upstream[i * columns + j] }
        }
        for parts in splits {
            let out = GuardedMemory([Float](repeating: .nan, count: 7 * columns))
            run(
                set,
                .scatterAddRows,
                [out, GuardedMemory(upstream), GuardedMemory(indices)],
                sizes: [indices.count, columns, 7],
                parts: parts
            )
            #expect(bits(out.floats) == bits(expected))
        }
    }
}
