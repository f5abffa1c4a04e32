import CKernels
import Testing

/// The contract of Winograd's convolutions, number by number: what kernels must give to the bit.
private struct Winograd {
    let shape: ConvolutionShape
    /// Whether outputs are given to the images, instead of the other way round.
    let isTransposed: Bool

    var lines: Int { shape.kernel.0 }
    var side: Int { 7 - lines }
    var channels: Int { isTransposed ? shape.filters : shape.channels }
    var filters: Int { isTransposed ? shape.channels : shape.filters }
    var image: (Int, Int) { isTransposed ? shape.positions : shape.image }
    var positions: (Int, Int) { isTransposed ? shape.image : shape.positions }
    var before: (Int, Int) {
        isTransposed
            ? (lines - 1 - shape.before.0, lines - 1 - shape.before.1) : shape.before
    }

    static func fused(_ a: Float, _ b: Float, _ c: Float) -> Float { c.addingProduct(a, b) }

    static func pixels(_ d: [Float]) -> [Float] {
        let (even, odd) = (fused(-4, d[2], d[4]), fused(-4, d[1], d[3]))
        let (even2, odd2) = (d[4] - d[2], (d[3] - d[1]) * 2)
        return [
            fused(4, d[0], fused(-5, d[2], d[4])), even + odd, even - odd, even2 + odd2,
            even2 - odd2, fused(4, d[1], fused(-5, d[3], d[5])),
        ]
    }

    static func weights(_ g: [Float]) -> [Float] {
        var (even, odd) = (g[0] + g[2], g[1])
        var (even2, odd2) = (fused(4, g[2], g[0]), g[1] * 2)
        if g.count == 5 {
            even += g[4]
            odd += g[3]
            even2 = fused(16, g[4], even2)
            odd2 = fused(8, g[3], odd2)
        }
        return [
            g[0] * 0.25, (even + odd) * (-1 / 6), (even - odd) * (-1 / 6),
            (even2 + odd2) * (1 / 24),
            (even2 - odd2) * (1 / 24), g[g.count - 1],
        ]
    }

    func outputs(_ m: [Float]) -> [Float] {
        let (even, odd, even2, odd2) = (m[1] + m[2], m[1] - m[2], m[3] + m[4], m[3] - m[4])
        let first = m[0] + even + even2
        if side == 2 { return [first, Winograd.fused(2, odd2, odd) + m[5]] }
        return [
            first, Winograd.fused(2, odd2, odd), Winograd.fused(4, even2, even),
            Winograd.fused(8, odd2, odd) + m[5],
        ]
    }

    /// Along columns of a square first, then along its rows.
    static func both(_ square: [[Float]], _ transform: ([Float]) -> [Float]) -> [[Float]] {
        let columns = square[0].indices.map { x in transform(square.map { $0[x] }) }
        return columns[0].indices.map { i in transform(columns.map { $0[i] }) }
    }

    /// All outputs, in the order of the kernel's.
    func callAsFunction(_ numbers: [Float], _ weights: [Float]) -> [Float] {
        let area = positions.0 * positions.1
        var result = [Float](repeating: 0, count: shape.count * area * filters)
        let points = evaluatedWeights(weights)
        for item in 0..<shape.count {
            for top in stride(from: 0, to: positions.0, by: side) {
                for left in stride(from: 0, to: positions.1, by: side) {
                    let seen = (0..<channels).map { channel in
                        let square = (0..<6).map { i in
                            (0..<6).map { j in
                                let (y, x) = (top - before.0 + i, left - before.1 + j)
                                guard (0..<image.0).contains(y), (0..<image.1).contains(x) else {
                                    return Float(0)
                                }
                                let pixel = (item * image.0 + y) * image.1 + x
                                return numbers[pixel * channels + channel]
                            }
                        }
                        return Winograd.both(square, Winograd.pixels)
                    }
                    for filter in 0..<filters {
                        let sums = (0..<6).map { i in
                            (0..<6).map { j in
                                (0..<channels).reduce(Float(0)) { sum, channel in
                                    let weight = points[filter * channels + channel][i][j]
                                    return sum.addingProduct(seen[channel][i][j], weight)
                                }
                            }
                        }
                        let outputs = Winograd.both(sums, self.outputs)
                        for i in 0..<min(side, positions.0 - top) {
                            for j in 0..<min(side, positions.1 - left) {
                                let place = item * area + (top + i) * positions.1 + left + j
                                result[place * filters + filter] = outputs[i][j]
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    private func evaluatedWeights(_ weights: [Float]) -> [[[Float]]] {
        (0..<filters * channels).map { index in
            let (filter, channel) = (index / channels, index % channels)
            let square = (0..<lines).map { y in
                (0..<lines).map { x in
                    isTransposed
                        ? weights[shape.weight(lines - 1 - y, lines - 1 - x, filter, channel)]
                        : weights[shape.weight(y, x, channel, filter)]
                }
            }
            return Winograd.both(square, Winograd.weights)
        }
    }
}

extension ConvolutionShape {
    /// Shapes of which Winograd's convolutions are made, in both directions.
    static let forWinograd = [
        ConvolutionShape(
            count: 3,
            image: (6, 6),
            channels: 33,
            kernel: (3, 3),
            filters: 37,
            positions: (6, 6),
            before: (1, 1)
        ),
        // Tiles that stick out, and more of them than are taken at once.
        ConvolutionShape(
            count: 2,
            image: (13, 23),
            channels: 17,
            kernel: (3, 3),
            filters: 16,
            positions: (11, 21)
        ),
        ConvolutionShape(
            count: 2,
            image: (12, 11),
            channels: 19,
            kernel: (5, 5),
            filters: 50,
            positions: (12, 12),
            before: (2, 3)
        ),
        // Filters in several panels and several passes.
        ConvolutionShape(
            image: (7, 8),
            channels: 70,
            kernel: (3, 3),
            filters: 200,
            positions: (7, 8),
            before: (1, 1)
        ),
    ]
}

@Suite("Winograd's convolutions")
struct WinogradTests {
    @Test(
        "are what the contract says, to the bit, in any number of parts",
        arguments: ConvolutionShape.forWinograd,
        [false, true]
    )
    func bitsOfContract(shape: ConvolutionShape, isTransposed: Bool) {
        var numbers = Numbers(seed: shape.imageCount + shape.outputCount)
        let images = numbers.floats(isTransposed ? shape.outputCount : shape.imageCount)
        let weights = numbers.floats(shape.weightCount)
        let expected = Winograd(shape: shape, isTransposed: isTransposed)(images, weights)
        let operands = [GuardedMemory(images), GuardedMemory(weights)]
        for set in InstructionSet.supported {
            for parts in splits {
                let result = GuardedMemory([Float](repeating: .nan, count: expected.count))
                run(
                    set,
                    isTransposed ? .convolutionTransposed : .convolution,
                    [result] + operands,
                    sizes: shape.sizes,
                    parts: parts
                )
                let isSame = bits(result.floats) == bits(expected)
                #expect(isSame, "\(set), \(shape), \(parts) parts")
            }
        }
    }

    @Test("are convolutions", arguments: ConvolutionShape.forWinograd)
    func convolve(shape: ConvolutionShape) {
        var numbers = Numbers(seed: shape.outputCount)
        let (images, weights) = (
            numbers.floats(shape.imageCount), numbers.floats(shape.weightCount)
        )
        let result = GuardedMemory([Float](repeating: .nan, count: shape.outputCount))
        run(
            InstructionSet.supported[0],
            .convolution,
            [result, GuardedMemory(images), GuardedMemory(weights)],
            sizes: shape.sizes
        )
        var (error, norm) = (0.0, 0.0)
        for (index, output) in result.floats.enumerated() {
            let (position, filter) = (index / shape.filters, index % shape.filters)
            let (y, x) = (
                position / shape.positions.1 % shape.positions.0, position % shape.positions.1
            )
            let item = position / (shape.positions.0 * shape.positions.1)
            var sum = 0.0
            for line in 0..<shape.kernel.0 {
                for column in 0..<shape.kernel.1 {
                    for channel in 0..<shape.channels {
                        guard let place = shape.seen(item, y, x, line, column, channel) else {
                            continue
                        }
                        let weight = weights[shape.weight(line, column, channel, filter)]
                        sum += Double(images[place]) * Double(weight)
                    }
                }
            }
            error += (Double(output) - sum) * (Double(output) - sum)
            norm += sum * sum
        }
        #expect((error / norm).squareRoot() < 4e-6)
    }
}
