import CKernels
import Testing

@Suite struct NormalizationTests {
    static let shapes = [
        (1, 1, 1), (1, 2, 16), (2, 17, 3), (1, 255, 15), (1, 256, 16), (3, 257, 17), (1, 1000, 1),
        (1, 600, 32), (2, 531, 40), (1, 5000, 7), (5, 1, 33), (0, 4, 4),
    ]

    typealias Sizes = (outer: Int, rows: Int, channels: Int)

    /// The rows of each block.
    private func blocks(_ rows: Int) -> [Range<Int>] {
        stride(from: 0, to: rows, by: Int(CK_BLOCK_ROWS)).map {
            $0..<min($0 + Int(CK_BLOCK_ROWS), rows)
        }
    }

    /// Two results for each block and channel, `[outer, blocks, 2, channels]`.
    private func results(
        _ sizes: Sizes,
        _ body: (_ places: [Int], _ outer: Int, _ channel: Int) -> (Float, Float)
    ) -> [Float] {
        (0..<sizes.outer).flatMap { outer in
            blocks(sizes.rows).flatMap { block in
                let pairs = (0..<sizes.channels).map { channel in
                    let places = block.map {
                        (outer * sizes.rows + $0) * sizes.channels + channel
                    }
                    return body(places, outer, channel)
                }
                return pairs.map(\.0) + pairs.map(\.1)
            }
        }
    }

    private func expect(
        _ set: InstructionSet,
        _ kernel: Kernel,
        _ inputs: [[Float]],
        _ sizes: Sizes,
        give expected: [Float]
    ) {
        for parts in splits {
            let out = GuardedMemory([Float](repeating: .nan, count: expected.count))
            run(
                set,
                kernel,
                [out] + inputs.map { GuardedMemory($0) },
                sizes: [sizes.outer, sizes.rows, sizes.channels],
                parts: parts
            )
            #expect(bits(out.floats) == bits(expected), "\(kernel), \(parts) parts")
        }
    }

    private func blockMoments(_ values: [Float], _ sizes: Sizes) -> [Float] {
        results(sizes) { places, _, _ in
            let sum = orderedSum(places.map { values[$0] })
            let mean = sum / Float(places.count)
            return (sum, orderedSum(places.map { (values[$0] - mean) * (values[$0] - mean) }))
        }
    }

    @Test("sums and squares block by block", arguments: InstructionSet.supported, shapes)
    func blocks(set: InstructionSet, sizes: Sizes) {
        var numbers = Numbers(seed: sizes.rows)
        let values = numbers.floats(sizes.outer * sizes.rows * sizes.channels, in: 3...5)
        let expected = blockMoments(values, sizes)
        expect(set, .blockMoments, [values], sizes, give: expected)
    }

    @Test(
        "moments of all blocks in the promised order",
        arguments: InstructionSet.supported,
        shapes
    )
    func merging(set: InstructionSet, sizes: Sizes) {
        var numbers = Numbers(seed: sizes.rows)
        let (blocks, channels) = (blocks(sizes.rows), sizes.channels)
        let input = numbers.floats(sizes.outer * blocks.count * 2 * channels, in: 1...300)
        let expected = (0..<sizes.outer).flatMap { outer -> [Float] in
            let moments = (0..<channels).map { channel -> (Float, Float) in
                let places = blocks.indices.map {
                    (outer * blocks.count + $0) * 2 * channels + channel
                }
                let mean = orderedSum(places.map { input[$0] }) / Float(sizes.rows)
                let terms = zip(places, blocks).map { place, block -> Float in
                    let distance = input[place] / Float(block.count) - mean
                    return input[place + channels] + distance * distance * Float(block.count)
                }
                return (mean, orderedSum(terms) / Float(sizes.rows))
            }
            return moments.map(\.0) + moments.map(\.1)
        }
        expect(set, .mergeMoments, [input], sizes, give: expected)
    }

    @Test("sums for the gradient block by block", arguments: InstructionSet.supported, shapes)
    func gradients(set: InstructionSet, sizes: Sizes) {
        var numbers = Numbers(seed: sizes.rows + 1)
        let count = sizes.outer * sizes.rows * sizes.channels
        let (upstream, values) = (numbers.floats(count), numbers.floats(count, in: 3...5))
        let means = numbers.floats(sizes.outer * sizes.channels, in: 3...5)
        let expected = results(sizes) { places, outer, channel in
            let mean = means[outer * sizes.channels + channel]
            return (
                orderedSum(places.map { upstream[$0] }),
                orderedSum(places.map { upstream[$0] * (values[$0] - mean) })
            )
        }
        expect(set, .blockGradientSums, [upstream, values, means], sizes, give: expected)
    }

    /// A mean of squares less the square of the mean would have no correct digit left here.
    @Test("a variance keeps its digits far from zero", arguments: InstructionSet.supported)
    func accuracy(set: InstructionSet) {
        let rows = 10_000
        var numbers = Numbers(seed: 2)
        let values = numbers.floats(rows, in: 4095...4097)
        let exactMean = values.reduce(0.0) { $0 + Double($1) } / Double(rows)
        let exact = values.reduce(0.0) { $0 + (Double($1) - exactMean) * (Double($1) - exactMean) }
        let blocks = GuardedMemory([Float](repeating: .nan, count: blocks(rows).count * 2))
        let out = GuardedMemory([Float.nan, .nan])
        run(set, .blockMoments, [blocks, GuardedMemory(values)], sizes: [1, rows, 1])
        run(set, .mergeMoments, [out, blocks], sizes: [1, rows, 1])
        #expect(abs(Double(out.floats[0]) - exactMean) < 1e-6 * exactMean)
        #expect(abs(Double(out.floats[1]) * Double(rows) - exact) < 1e-5 * exact)
    }

    static let rowShapes = [
        (1, 1), (32, 10), (5, 16), (3, 17), (7, 131), (300, 33), (600, 3), (0, 10), (257, 64),
    ]

    @Test("moments and gradients of rows", arguments: InstructionSet.supported, rowShapes)
    func rows(set: InstructionSet, shape: (rows: Int, columns: Int)) {
        let (rows, columns) = shape
        var numbers = Numbers(seed: rows)
        let (g, x) = (numbers.floats(rows * columns), numbers.floats(rows * columns, in: 3...5))
        let (means, inverses) = (numbers.floats(rows, in: 3...5), numbers.floats(rows, in: 1...2))
        let scale = numbers.floats(columns)
        func row(_ values: [Float], _ index: Int) -> ArraySlice<Float> {
            values[index * columns..<(index + 1) * columns]
        }
        func expect(_ kernel: Kernel, _ inputs: [[Float]], _ sizes: [Int], give expected: [Float]) {
            for parts in splits {
                let out = GuardedMemory([Float](repeating: .nan, count: expected.count))
                let operands = [out] + inputs.map { GuardedMemory($0) }
                run(set, kernel, operands, sizes: sizes, parts: parts)
                #expect(bits(out.floats) == bits(expected), "\(kernel), \(parts) parts")
            }
        }

        let count = Float(columns)
        let moments = (0..<rows).map { index -> (Float, Float) in
            let mean = orderedSum(Array(row(x, index))) / count
            return (mean, orderedSum(row(x, index).map { ($0 - mean) * ($0 - mean) }) / count)
        }
        expect(.rowMoments, [x], [rows, columns], give: moments.map(\.0) + moments.map(\.1))

        let gradients = (0..<rows).flatMap { index -> [Float] in
            let scaled: [Float] = zip(row(g, index), scale).map { $0 * $1 }
            let distances: [Float] = row(x, index).map { $0 - means[index] }
            let a = orderedSum(scaled) / count
            let products: [Float] = zip(scaled, distances).map { $0 * $1 }
            let b = orderedSum(products) / count * (inverses[index] * inverses[index])
            return (0..<columns).map { (scaled[$0] - a - distances[$0] * b) * inverses[index] }
        }
        expect(
            .gradientNormalizedRows,
            [g, x, means, inverses, scale],
            [rows, columns],
            give: gradients
        )

        let sums = results((1, rows, columns)) { places, _, _ in
            let products = places.map { place -> Float in
                let row = place / columns
                return g[place] * ((x[place] - means[row]) * inverses[row])
            }
            return (orderedSum(places.map { g[$0] }), orderedSum(products))
        }
        expect(.blockRowSums, [g, x, means, inverses], [1, rows, columns], give: sums)
    }
}
