import CKernels
import Testing

@Suite struct ReductionTests {
    static let shapes = [
        (1, 32, 16), (1, 32, 10), (5, 1, 3), (3, 15, 17), (2, 33, 131), (1, 100, 784), (32, 10, 1),
        (7, 16, 1), (19, 131, 1), (1, 1, 1), (4, 0, 3), (4, 0, 1), (0, 3, 3),
    ]

    private func values(_ shape: (outer: Int, k: Int, inner: Int)) -> [Float] {
        var numbers = Numbers(seed: shape.outer + shape.k * 5 + shape.inner)
        return numbers.floats(shape.outer * shape.k * shape.inner)
    }

    private func terms(_ values: [Float], _ shape: (outer: Int, k: Int, inner: Int)) -> [[Float]] {
        (0..<shape.outer).flatMap { o in
            (0..<shape.inner).map { i in
                (0..<shape.k).map { values[(o * shape.k + $0) * shape.inner + i] }
            }
        }
    }

    @Test("sums in the promised order", arguments: InstructionSet.supported, shapes)
    func sums(set: InstructionSet, shape: (outer: Int, k: Int, inner: Int)) {
        let values = values(shape)
        let expected = terms(values, shape).map { orderedSum($0) * 0.25 }
        for parts in splits {
            let out = GuardedMemory([Float](repeating: .nan, count: shape.outer * shape.inner))
            run(
                set,
                .reduceSum,
                [out, GuardedMemory(values)],
                sizes: [shape.outer, shape.k, shape.inner],
                scalars: [0.25],
                parts: parts
            )
            #expect(bits(out.floats) == bits(expected), "\(parts) parts")
        }
    }

    @Test("the promised order is near the exact sum")
    func accuracy() {
        var numbers = Numbers(seed: 1)
        let terms = numbers.floats(1000)
        let exact = terms.reduce(0.0) { $0 + Double($1) }
        let bound = terms.reduce(0.0) { $0 + abs(Double($1)) } * (1000 / 16 + 4) * 0x1p-24
        #expect(abs(Double(orderedSum(terms)) - exact) <= bound)
    }

    @Test("finds the largest", arguments: InstructionSet.supported, shapes.filter { $0.1 > 0 })
    func maxima(set: InstructionSet, shape: (outer: Int, k: Int, inner: Int)) {
        for special: Float in [0, .nan, .infinity, -.infinity] {
            var values = values(shape)
            if special != 0, !values.isEmpty { values[values.count / 2] = special }
            let expected = terms(values, shape).map { terms in
                terms.contains { $0.isNaN } ? .nan : terms.max() ?? 0
            }
            for parts in splits {
                let out = GuardedMemory([Float](repeating: .nan, count: shape.outer * shape.inner))
                run(
                    set,
                    .reduceMax,
                    [out, GuardedMemory(values)],
                    sizes: [shape.outer, shape.k, shape.inner],
                    parts: parts
                )
                #expect(bits(out.floats) == bits(expected), "\(parts) parts")
            }
        }
    }
}
