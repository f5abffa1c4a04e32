import CKernels
import Testing

/// A convolution's sizes, down and across.
struct ConvolutionShape: Sendable, CustomTestStringConvertible {
    var count = 1
    let image: (Int, Int)
    let channels: Int
    let kernel: (Int, Int)
    let filters: Int
    let positions: (Int, Int)
    var stride = (1, 1)
    var before = (0, 0)
    var dilation = (1, 1)
    var groups = 1

    var testDescription: String {
        "\(count)x\(image)x\(channels) by \(kernel) to \(positions)x\(filters), stride \(stride), "
            + "before \(before), dilation \(dilation), groups \(groups)"
    }
    var sizes: [Int] {
        [count, image.0, image.1, channels, kernel.0, kernel.1, filters, positions.0, positions.1]
            + [stride.0, stride.1, before.0, before.1, dilation.0, dilation.1, groups]
    }
    var perGroup: Int { channels / groups }
    var filtersPerGroup: Int { filters / groups }
    var imageCount: Int { count * image.0 * image.1 * channels }
    var outputCount: Int { count * positions.0 * positions.1 * filters }
    var weightCount: Int { kernel.0 * kernel.1 * perGroup * filters }

    /// The number that the kernel sees at a place, or nil outside of the image.
    func seen(_ item: Int, _ y: Int, _ x: Int, _ line: Int, _ column: Int, _ channel: Int) -> Int? {
        let down = y * stride.0 - before.0 + line * dilation.0
        let across = x * stride.1 - before.1 + column * dilation.1
        guard (0..<image.0).contains(down), (0..<image.1).contains(across) else { return nil }
        return ((item * image.0 + down) * image.1 + across) * channels + channel
    }

    func weight(_ line: Int, _ column: Int, _ channel: Int, _ filter: Int) -> Int {
        ((line * kernel.1 + column) * perGroup + channel) * filters + filter
    }

    static let all = [
        ConvolutionShape(image: (1, 1), channels: 1, kernel: (1, 1), filters: 1, positions: (1, 1)),
        ConvolutionShape(
            count: 2,
            image: (9, 7),
            channels: 1,
            kernel: (5, 5),
            filters: 32,
            positions: (9, 7),
            before: (2, 2)
        ),
        ConvolutionShape(
            count: 3,
            image: (6, 6),
            channels: 13,
            kernel: (3, 3),
            filters: 37,
            positions: (6, 6),
            before: (1, 1)
        ),
        ConvolutionShape(
            count: 2,
            image: (11, 8),
            channels: 3,
            kernel: (3, 2),
            filters: 9,
            positions: (5, 4),
            stride: (2, 2),
            before: (0, 1)
        ),
        ConvolutionShape(
            image: (12, 13),
            channels: 5,
            kernel: (3, 3),
            filters: 17,
            positions: (4, 3),
            stride: (2, 3),
            before: (1, 0),
            dilation: (2, 3)
        ),
        ConvolutionShape(
            count: 2,
            image: (5, 6),
            channels: 6,
            kernel: (3, 3),
            filters: 9,
            positions: (5, 6),
            before: (1, 1),
            groups: 3
        ),
        ConvolutionShape(
            image: (7, 7),
            channels: 20,
            kernel: (3, 3),
            filters: 20,
            positions: (4, 4),
            stride: (2, 2),
            before: (1, 1),
            groups: 20
        ),
        ConvolutionShape(
            count: 3,
            image: (9, 6),
            channels: 83,
            kernel: (3, 2),
            filters: 83,
            positions: (9, 6),
            before: (1, 1),
            groups: 83
        ),
        // More zeros before than the kernel is wide, and fewer than none.
        ConvolutionShape(
            image: (4, 4),
            channels: 2,
            kernel: (2, 2),
            filters: 3,
            positions: (9, 2),
            before: (4, -1)
        ),
        // Several panels, several passes over the weights, one line.
        ConvolutionShape(
            image: (1, 40),
            channels: 70,
            kernel: (1, 9),
            filters: 300,
            positions: (1, 40),
            before: (0, 4)
        ),
    ]
}

@Suite struct ConvolutionTests {
    struct Numbers3 {
        let images, outputs, weights: [Float]

        init(_ shape: ConvolutionShape) {
            var numbers = Numbers(seed: shape.imageCount + shape.outputCount)
            images = numbers.floats(shape.imageCount)
            outputs = numbers.floats(shape.outputCount)
            weights = numbers.floats(shape.weightCount)
        }
    }

    /// Runs a kernel for every split and compares bits.
    private func compare(
        _ set: InstructionSet,
        _ kernel: Kernel,
        _ shape: ConvolutionShape,
        _ first: [Float],
        _ second: [Float],
        _ expected: [Float]
    ) {
        for parts in splits {
            let result = GuardedMemory([Float](repeating: .nan, count: expected.count))
            run(
                set,
                kernel,
                [result, GuardedMemory(first), GuardedMemory(second)],
                sizes: shape.sizes,
                parts: parts
            )
            #expect(bits(result.floats) == bits(expected), "\(shape), \(parts) parts")
        }
    }

    @Test(
        "sums what the kernel sees in the promised order",
        arguments: InstructionSet.supported,
        ConvolutionShape.all
    )
    func convolution(set: InstructionSet, shape: ConvolutionShape) {
        let numbers = Numbers3(shape)
        let patch = shape.kernel.0 * shape.kernel.1 * shape.perGroup
        var expected: [Float] = []
        for item in 0..<shape.count {
            for y in 0..<shape.positions.0 {
                for x in 0..<shape.positions.1 {
                    for filter in 0..<shape.filters {
                        let first = filter / shape.filtersPerGroup * shape.perGroup
                        var terms: [(Float, Float)] = []
                        forEachPlace(shape) { line, column, channel in
                            let place = shape.seen(item, y, x, line, column, first + channel)
                            terms.append(
                                (
                                    place.map { numbers.images[$0] } ?? 0,
                                    numbers.weights[shape.weight(line, column, channel, filter)]
                                )
                            )
                        }
                        #expect(terms.count == patch)
                        expected.append(sum(terms))
                    }
                }
            }
        }
        compare(set, .convolution, shape, numbers.images, numbers.weights, expected)
    }

    @Test(
        "gives each pixel what sees it, backwards",
        arguments: InstructionSet.supported,
        ConvolutionShape.all
    )
    func transposed(set: InstructionSet, shape: ConvolutionShape) {
        let numbers = Numbers3(shape)
        var expected: [Float] = []
        for item in 0..<shape.count {
            for down in 0..<shape.image.0 {
                for across in 0..<shape.image.1 {
                    for channel in 0..<shape.channels {
                        let group = channel / shape.perGroup
                        var terms: [(Float, Float)] = []
                        for line in (0..<shape.kernel.0).reversed() {
                            for column in (0..<shape.kernel.1).reversed() {
                                let y = down + shape.before.0 - line * shape.dilation.0
                                let x = across + shape.before.1 - column * shape.dilation.1
                                let isSeen =
                                    y >= 0 && y % shape.stride.0 == 0
                                    && y / shape.stride.0 < shape.positions.0
                                    && x >= 0 && x % shape.stride.1 == 0
                                    && x / shape.stride.1 < shape.positions.1
                                for number in 0..<shape.filtersPerGroup {
                                    let filter = group * shape.filtersPerGroup + number
                                    let position =
                                        (item * shape.positions.0 + y / shape.stride.0)
                                        * shape.positions.1 + x / shape.stride.1
                                    terms.append(
                                        (
                                            isSeen
                                                ? numbers.outputs[position * shape.filters + filter]
                                                : 0,
                                            numbers.weights[
                                                shape.weight(
                                                    line,
                                                    column,
                                                    channel % shape.perGroup,
                                                    filter
                                                )
                                            ]
                                        )
                                    )
                                }
                            }
                        }
                        expected.append(sum(terms))
                    }
                }
            }
        }
        compare(set, .convolutionTransposed, shape, numbers.outputs, numbers.weights, expected)
    }

    @Test(
        "multiplies what is seen by what is put out, position by position",
        arguments: InstructionSet.supported,
        ConvolutionShape.all + ConvolutionShape.forWinograd
    )
    func weights(set: InstructionSet, shape: ConvolutionShape) {
        let numbers = Numbers3(shape)
        var expected: [Float] = []
        forEachPlace(shape) { line, column, channel in
            for filter in 0..<shape.filters {
                let first = filter / shape.filtersPerGroup * shape.perGroup
                var terms: [(Float, Float)] = []
                for item in 0..<shape.count {
                    for y in 0..<shape.positions.0 {
                        for x in 0..<shape.positions.1 {
                            let place = shape.seen(item, y, x, line, column, first + channel)
                            let position = (item * shape.positions.0 + y) * shape.positions.1 + x
                            terms.append(
                                (
                                    place.map { numbers.images[$0] } ?? 0,
                                    numbers.outputs[position * shape.filters + filter]
                                )
                            )
                        }
                    }
                }
                expected.append(sum(terms))
            }
        }
        compare(set, .convolutionWeights, shape, numbers.images, numbers.outputs, expected)
    }

    @Test(
        "runs a program on the finished outputs",
        arguments: InstructionSet.supported,
        ConvolutionShape.all + ConvolutionShape.forWinograd
    )
    func epilogue(set: InstructionSet, shape: ConvolutionShape) {
        let numbers = Numbers3(shape)
        let bias = GuardedMemory(
            Array(numbers.images.prefix(1)) + [Float](repeating: 0.25, count: shape.filters - 1)
        )
        var program = Program(
            instructions: [
                Instruction(function: "add", target: 0, first: 0, second: 1),
                Instruction(function: "relu", target: 0, first: 0),
            ],
            extents: [.full, .row]
        )
        let operands = [GuardedMemory(numbers.images), GuardedMemory(numbers.weights)]
        let apart = GuardedMemory([Float](repeating: .nan, count: shape.outputCount))
        run(set, .convolution, [apart] + operands, sizes: shape.sizes)
        run(
            set,
            .elementwise,
            [apart, bias],
            sizes: [shape.outputCount / shape.filters, shape.filters],
            program: program
        )
        program.firstPointer = 3
        for parts in splits {
            let together = GuardedMemory([Float](repeating: .nan, count: shape.outputCount))
            run(
                set,
                .convolution,
                [together] + operands + [together, bias],
                sizes: shape.sizes,
                program: program,
                parts: parts
            )
            #expect(bits(together.floats) == bits(apart.floats), "\(shape), \(parts) parts")
        }
    }

    private func forEachPlace(_ shape: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
        for line in 0..<shape.kernel.0 {
            for column in 0..<shape.kernel.1 {
                for channel in 0..<shape.perGroup { body(line, column, channel) }
            }
        }
    }

    /// The contract's order: segments of fused chains, added in order.
    private func sum(_ terms: [(Float, Float)]) -> Float {
        emulatedProduct(
            ProductShape(m: 1, n: 1, k: terms.count),
            terms.map { $0.0 },
            terms.map { $0.1 }
        )[0]
    }
}
