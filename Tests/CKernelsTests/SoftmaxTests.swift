import CKernels
import Foundation
import Testing

@Suite struct SoftmaxTests {
    static let shapes = [
        (1, 1), (32, 10), (5, 16), (3, 17), (7, 131), (2, 1000), (0, 10), (100, 3),
    ]

    /// Runs a kernel for every split, expects the same bits, and returns the result.
    private func result(
        _ set: InstructionSet,
        _ kernel: Kernel,
        count: Int,
        _ inputs: [GuardedMemory],
        _ shape: (rows: Int, columns: Int)
    ) -> [Float] {
        let results = splits.map { parts in
            let out = GuardedMemory([Float](repeating: .nan, count: count))
            run(set, kernel, [out] + inputs, sizes: [shape.rows, shape.columns], parts: parts)
            return out.floats
        }
        #expect(results.allSatisfy { bits($0) == bits(results[0]) })
        return results[0]
    }

    private func logits(_ shape: (rows: Int, columns: Int), seed: Int = 1) -> [Float] {
        var numbers = Numbers(seed: seed)
        return numbers.floats(shape.rows * shape.columns, in: -10...10)
    }

    private func rows(_ values: [Float], _ columns: Int) -> [[Double]] {
        stride(from: 0, to: values.count, by: columns).map {
            values[$0..<$0 + columns].map(Double.init)
        }
    }

    private func logSoftmax(_ row: [Double]) -> [Double] {
        let largest = row.max() ?? 0
        let sum = row.reduce(0) { $0 + exp($1 - largest) }
        return row.map { $0 - largest - log(sum) }
    }

    private func expectNear(_ found: [Float], _ exact: [Double], _ bound: Double = 1e-6) {
        #expect(found.count == exact.count)
        for (x, y) in zip(found, exact) { #expect(abs(Double(x) - y) <= bound * max(1, abs(y))) }
    }

    @Test("probabilities and their logarithms", arguments: InstructionSet.supported, shapes)
    func forward(set: InstructionSet, shape: (rows: Int, columns: Int)) {
        let logits = logits(shape), count = logits.count
        let exact = rows(logits, shape.columns).flatMap(logSoftmax)
        let input = GuardedMemory(logits)
        expectNear(result(set, .softmax, count: count, [input], shape), exact.map { exp($0) })
        expectNear(result(set, .logSoftmax, count: count, [input], shape), exact)
        let expected = result(set, .softmax, count: count, [input], shape)
        run(set, .softmax, [input, input], sizes: [shape.rows, shape.columns])
        #expect(bits(input.floats) == bits(expected), "in place")
    }

    @Test("cross-entropy and its gradient", arguments: InstructionSet.supported, shapes)
    func crossEntropy(set: InstructionSet, shape: (rows: Int, columns: Int)) {
        var numbers = Numbers(seed: 3)
        let logits = logits(shape), upstream = numbers.floats(shape.rows)
        var labels = numbers.labels(shape.rows, below: Int32(shape.columns))
        let logs = rows(logits, shape.columns).map(logSoftmax)
        let inputs = [GuardedMemory(logits), GuardedMemory(labels)]
        let losses = result(set, .crossEntropy, count: shape.rows, inputs, shape)
        expectNear(losses, zip(logs, labels).map { -$0[Int($1)] })

        let exact = (0..<shape.rows).flatMap { row in
            logs[row].enumerated().map {
                Double(upstream[row]) * (exp($1) - ($0 == Int(labels[row]) ? 1 : 0))
            }
        }
        let gradients = result(
            set,
            .gradientCrossEntropy,
            count: logits.count,
            [GuardedMemory(upstream)] + inputs,
            shape
        )
        expectNear(gradients, exact)

        guard shape.rows > 1 else { return }
        (labels[0], labels[1]) = (-1, Int32(shape.columns))
        let outside = [inputs[0], GuardedMemory(labels)]
        let some = result(set, .crossEntropy, count: shape.rows, outside, shape)
        #expect(
            some[0].isNaN && some[1].isNaN
                && bits(Array(some.dropFirst(2))) == bits(Array(losses.dropFirst(2)))
        )
    }

    @Test("has the same bits on every instruction set", arguments: shapes)
    func sameBits(shape: (rows: Int, columns: Int)) {
        let input = GuardedMemory(logits(shape))
        for kernel in [Kernel.softmax, .logSoftmax] {
            let results = InstructionSet.supported.map {
                bits(result($0, kernel, count: shape.rows * shape.columns, [input], shape))
            }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }

    @Test("survives large and infinite logits", arguments: InstructionSet.supported)
    func extremes(set: InstructionSet) {
        let logits: [Float] = [1e38, -1e38, 0, -.infinity, 3, 3, .nan, 0, 0]
        let found = result(set, .softmax, count: 9, [GuardedMemory(logits)], (rows: 3, columns: 3))
        #expect(bits(found) == bits([1, 0, 0, 0, 0.5, 0.5, .nan, .nan, .nan]))
    }

    @Test("counts the first largest score", arguments: InstructionSet.supported, [10, 16, 17, 40])
    func counting(set: InstructionSet, columns: Int) {
        var numbers = Numbers(seed: columns)
        var scores = (0..<50 * columns).map { _ in Float(Int.random(in: 0..<5, using: &numbers)) }
        scores[3 * columns] = .nan
        var labels = numbers.labels(50, below: Int32(columns))
        for row in 0..<40 {
            labels[row] = Int32(firstLargest(scores[row * columns..<(row + 1) * columns]))
        }
        labels[5] = Int32(columns)
        let expected = (0..<50).filter { row in
            let row = (scores[row * columns..<(row + 1) * columns], labels[row])
            return !row.0.contains { $0.isNaN } && firstLargest(row.0) == Int(row.1)
        }
        let out = GuardedMemory([Float.nan])
        run(
            set,
            .countCorrect,
            [out, GuardedMemory(scores), GuardedMemory(labels)],
            sizes: [50, columns],
            parts: 3
        )
        #expect(out.floats == [Float(expected.count)])
    }

    private func firstLargest(_ row: ArraySlice<Float>) -> Int {
        (row.firstIndex(of: row.max() ?? 0) ?? row.startIndex) - row.startIndex
    }
}
