import CKernels
import Testing

@Suite struct PoolingTests {
    /// Numbers of which many are alike, zeros of both signs and what is no number among them.
    private func input(_ shape: PoolingShape, seed: Int) -> [Float] {
        var numbers = Numbers(seed: seed)
        let choices: [Float] = [-2, -1, -0.0, 0, 1, 2, 0.5, -.infinity, .infinity, .nan]
        return (0..<shape.inCount).map { _ in
            let isPlain = Int.random(in: 0..<40, using: &numbers) > 0
            return choices[Int.random(in: 0..<(isPlain ? 7 : 10), using: &numbers)]
        }
    }

    private func expect(
        _ expected: [Float],
        _ kernel: Kernel,
        _ operands: [[Float]],
        _ shape: PoolingShape,
        _ place: SourceLocation = #_sourceLocation
    ) {
        let inputs = operands.map { GuardedMemory($0) }
        let expectedBits = bits(expected)
        for set in InstructionSet.supported {
            for parts in [1, 3] {
                let out = GuardedMemory([Float](repeating: .nan, count: expected.count))
                run(set, kernel, [out] + inputs, sizes: shape.sizes, parts: parts)
                let isRight = bits(out.floats) == expectedBits
                #expect(isRight, "\(set.name), \(parts) parts", sourceLocation: place)
            }
        }
    }

    @Test("finds the largest", arguments: PoolingShape.all)
    func maxima(shape: PoolingShape) {
        let input = input(shape, seed: 1)
        expect(shape.maxima(input), .maxPool, [input], shape)
        let low = [Float](repeating: -.infinity, count: shape.inCount)
        expect(shape.maxima(low), .maxPool, [low], shape)
    }

    @Test("takes means in order", arguments: PoolingShape.all)
    func means(shape: PoolingShape) {
        var numbers = Numbers(seed: 2)
        let input = numbers.floats(shape.inCount)
        expect(shape.means(input), .averagePool, [input], shape)
    }

    @Test("gives to the first of the largest", arguments: PoolingShape.all)
    func gradientOfMaxima(shape: PoolingShape) {
        var numbers = Numbers(seed: 3)
        var upstream = numbers.floats(shape.outCount)
        upstream[0] = -0.0
        let low = [Float](repeating: -.infinity, count: shape.inCount)
        for input in [input(shape, seed: 4), low] {
            expect(
                shape.gradientOfMaxima(input, upstream),
                .gradientMaxPool,
                [input, shape.maxima(input), upstream],
                shape
            )
        }
    }

    @Test("shares out what a mean gets", arguments: PoolingShape.all)
    func gradientOfMeans(shape: PoolingShape) {
        var numbers = Numbers(seed: 5)
        var upstream = numbers.floats(shape.outCount)
        upstream[0] = -0.0
        expect(
            shape.gradientOfMeans(upstream),
            .gradientAveragePool,
            [upstream],
            shape
        )
    }
}
