import Computation
import Testing

/// What does not fit is said in words, before anything runs.
@Suite struct ShapeErrorTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let message: String
        let write: @Sendable (GraphBuilder) -> Symbol
        var testDescription: String { message }
    }

    private static func floats(_ builder: GraphBuilder, _ shape: Shape) -> Symbol {
        builder.input("x", TensorType(.float32, shape))
    }

    static let mistakes = [
        Mistake(
            message: "add cannot pair [4, 5] with [4]; "
                + "sizes, compared from the last, must be equal or 1"
        ) { floats($0, [4, 5]) + floats($0, [4]) },
        Mistake(
            message: "matrix product of [4, 5] and [4, 5]: the inner sizes 5 and 4 differ"
        ) { floats($0, [4, 5]).matmul(floats($0, [4, 5])) },
        Mistake(
            message:
                "matrix product of [4, 5] and [4, 6] transposed: the inner sizes 5 and 6 differ"
        ) { floats($0, [4, 5]).matmul(floats($0, [4, 6]), transposingSecond: true) },
        Mistake(message: "matrix product takes two stacks of matrices, not [5] and [5, 2]") {
            floats($0, [5]).matmul(floats($0, [5, 2]))
        },
        Mistake(message: "[4, 5] has 20 elements and cannot become [3, 7], which has 21") {
            floats($0, [4, 5]).reshaped(to: [3, 7])
        },
        Mistake(message: "sigmoid takes float32, not uint8 [3]; convert it first with asFloats()") {
            $0.input("pixels", TensorType(.uint8, [3])).sigmoid()
        },
        Mistake(message: "slice 2..<9 of dimension 1 lies outside [4, 5]") {
            floats($0, [4, 5]).slice(1, 2..<9)
        },
        Mistake(message: "[0, 0] is not an order of the dimensions of [4, 5]") {
            floats($0, [4, 5]).transposed([0, 0])
        },
        Mistake(
            message: "cannot concatenate along dimension 1 [4, 5], [3, 5]; "
                + "all other sizes must be equal"
        ) { floats($0, [4, 5]).concatenated(with: [floats($0, [3, 5])], along: 1) },
        Mistake(message: "[4, 5] cannot be repeated to [4, 6]") {
            floats($0, [4, 5]).broadcast(to: [4, 6])
        },
        Mistake(
            message: "cross-entropy takes logits [batch, classes] and int32 labels [batch], "
                + "not float32 [4, 28, 10] and int32 [4]; "
                + "end the network with Flatten() and Dense(classes)"
        ) { floats($0, [4, 28, 10]).crossEntropy(with: $0.input("y", TensorType(.int32, [4]))) },
        Mistake(
            message: "a dropout rate must be at least 0 and less than 1, not 1.0; "
                + "0.5 drops every second activation"
        ) {
            floats($0, [4, 5]).dropout(
                rate: 1,
                stream: 0,
                key: $0.input("key", TensorType(.int32, [4]))
            )
        },
        Mistake(
            message: "a loss must be a single number, but this one is [4]; "
                + "take its mean or its sum"
        ) {
            let x = floats($0, [4])
            return $0.gradients(of: x * x, withRespectTo: [x])[0]
        },
        Mistake(message: "gradient of sigmoid has no gradient, but the loss depends on it") {
            let x = floats($0, [4])
            let once = $0.gradients(of: x.sigmoid().sum(), withRespectTo: [x])[0]
            return $0.gradients(of: once.sum(), withRespectTo: [x])[0]
        },
        Mistake(
            message: "the weights w are [2] in one place and [3] in another; "
                + "give one of the layers another name"
        ) {
            _ = $0.parameter(Parameter(name: "w", shape: [2], initializer: .zeros))
            return $0.parameter(Parameter(name: "w", shape: [3], initializer: .zeros))
        },
        Mistake(message: "max pooling takes pictures [batch, height, width, channels], not [4, 5]")
        {
            floats($0, [4, 5]).maxPooled(PoolingWindows(rows: .one, columns: .one))
        },
        Mistake(
            message: "average pooling of [2, 4, 1, 3]: not every window looks at the picture"
        ) {
            let rows = PoolingWindows.Line(window: 2, stride: 2, before: 0, count: 3)
            return floats($0, [2, 4, 1, 3]).averagePooled(
                PoolingWindows(rows: rows, columns: .one)
            )
        },
        Mistake(message: "a value of shape [1048576, 1048576] is too large to compute with") {
            floats($0, [1 << 20, 1]).matmul(floats($0, [1, 1 << 20]))
        },
    ]

    @Test func tooManyDimensionsAreSaid() {
        let builder = GraphBuilder()
        _ = builder.input("x", TensorType(.float32, [1, 1, 1, 1, 1, 1, 2])).transposed()
        #expect(
            builder.failure?.description
                == "a value of shape [1, 1, 1, 1, 1, 1, 2] has more than 6 dimensions"
        )
    }

    @Test(arguments: mistakes)
    func isSaidInOneLine(_ mistake: Mistake) {
        let builder = GraphBuilder()
        let result = mistake.write(builder)
        #expect(builder.failure?.description == mistake.message)
        // What follows is only a consequence, and does not trap.
        _ = (result + result).sum()
        #expect(builder.failure?.description == mistake.message)
    }

    @Test func theVerifierNamesTheBrokenNode() {
        let input = Graph.Node(source: .input(name: "x"), type: TensorType(.float32, [2]))
        let reshaped = Graph.Node(
            source: .operation(Reshape(shape: [3]), inputs: [0]),
            type: TensorType(.float32, [3])
        )
        #expect(throws: ShapeError("[2] has 2 elements and cannot become [3], which has 3")) {
            try Graph(nodes: [input, reshaped]).verify()
        }
        #expect(throws: ShapeError("node 0, reshape to [3]: reads a later node: [0]")) {
            try Graph(nodes: [reshaped]).verify()
        }
    }
}
