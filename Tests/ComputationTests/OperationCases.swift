import Computation

extension OperationCase {
    /// The examples of every operation.
    static let all: [OperationCase] =
        unary + binary + products + convolutions + reductions + movement + classes + pooling
        + normalizations + sequences + recurrences + attention

    static let unary: [OperationCase] = UnaryFunction.allCases.map { function in
        let needsPositive = [.squareRoot, .logarithm, .reciprocal].contains(function)
        let shape: Shape = [3, 11]
        return OperationCase(
            "\(function)",
            [needsPositive ? .positive(shape) : .numbers(shape)],
            shape
        ) { $0[0].builder.apply(Unary(function: function, constant: 0.7), to: [$0[0]]) }
    }

    static let binary: [OperationCase] = [
        OperationCase("a + b", [.numbers([4, 5]), .numbers([4, 5])], [4, 5]) { $0[0] + $0[1] },
        OperationCase("matrix + row", [.numbers([4, 5]), .numbers([5])], [4, 5]) { $0[0] + $0[1] },
        OperationCase("row − matrix", [.numbers([5]), .numbers([4, 5])], [4, 5]) { $0[0] - $0[1] },
        OperationCase("matrix · column", [.numbers([4, 5]), .numbers([4, 1])], [4, 5]) {
            $0[0] * $0[1]
        },
        OperationCase("column / row", [.numbers([4, 1]), .positive([1, 5])], [4, 5]) {
            $0[0] / $0[1]
        },
        OperationCase("matrix / scalar", [.numbers([4, 5]), .positive([])], [4, 5]) {
            $0[0] / $0[1]
        },
        OperationCase("stack · middle", [.numbers([2, 3, 4]), .numbers([2, 1, 4])], [2, 3, 4]) {
            $0[0] * $0[1]
        },
        OperationCase("stack − plane", [.numbers([2, 3, 4]), .numbers([3, 4])], [2, 3, 4]) {
            $0[0] - $0[1]
        },
        OperationCase("plane + column", [.numbers([5, 3]), .numbers([4, 5, 1])], [4, 5, 3]) {
            $0[0] + $0[1]
        },
        OperationCase("column · plane", [.numbers([4, 1, 1]), .numbers([5, 3])], [4, 5, 3]) {
            $0[0] * $0[1]
        },
        OperationCase("maximum", [.numbers([3, 7]), .numbers([3, 7])], [3, 7]) {
            $0[0].maximum($0[1] * 0.7 + 0.011)
        },
        OperationCase("minimum", [.numbers([3, 7]), .numbers([7])], [3, 7]) {
            $0[0].minimum($0[1] * 0.7 + 0.011)
        },
        OperationCase(
            "greater",
            [.numbers([3, 7]), .numbers([3, 7])],
            [3, 7],
            isDifferentiable: false
        ) { $0[0].greater(than: $0[1]) },
        OperationCase("one-hot", [.integers([6], below: 4)], [6, 4], isDifferentiable: false) {
            $0[0].oneHot(4)
        },
        OperationCase("bytes", [.bytes([3, 9])], [3, 9]) { $0[0].asFloats(scaledBy: 1 / 255) },
        OperationCase("same twice", [.numbers([3, 4])], [3, 4]) { $0[0] * $0[0] + $0[0] },
    ]

    static let products: [OperationCase] =
        [(false, false), (false, true), (true, false), (true, true)]
        .map { first, second in
            OperationCase(
                "product, transposed \(first) \(second)",
                [.numbers(first ? [5, 3] : [3, 5]), .numbers(second ? [4, 5] : [5, 4])],
                [3, 4]
            ) { $0[0].matmul($0[1], transposingFirst: first, transposingSecond: second) }
        } + [
            OperationCase("products", [.numbers([2, 3, 5]), .numbers([2, 5, 4])], [2, 3, 4]) {
                $0[0].matmul($0[1])
            },
            OperationCase(
                "products, transposed",
                [.numbers([2, 5, 3]), .numbers([2, 4, 5])],
                [2, 3, 4]
            ) { $0[0].matmul($0[1], transposingFirst: true, transposingSecond: true) },
            OperationCase("stack · one", [.numbers([2, 3, 5]), .numbers([4, 5])], [2, 3, 4]) {
                $0[0].matmul($0[1], transposingSecond: true)
            },
            OperationCase(
                "neurons",
                [.numbers([6, 17]), .numbers([10, 17]), .numbers([10])],
                [6, 10]
            ) { ($0[0].matmul($0[1], transposingSecond: true) + $0[2]).sigmoid() },
        ]

    static let convolutions: [OperationCase] = {
        let plain = ConvolutionGeometry(
            image: [5, 6],
            kernel: [3, 3],
            positions: [5, 6],
            before: [1, 1]
        )
        let wide = ConvolutionGeometry(
            image: [7, 8],
            kernel: [3, 2],
            positions: [4, 3],
            stride: [2, 3],
            before: [2, 1],
            dilation: [2, 1],
            groups: 2
        )
        return [
            OperationCase(
                "convolution",
                [.numbers([3, 5, 6, 2]), .numbers([3, 3, 2, 4])],
                [3, 5, 6, 4]
            ) { $0[0].convolved(with: $0[1], plain) },
            OperationCase(
                "filters",
                [.numbers([2, 5, 6, 3]), .numbers([3, 3, 3, 18]), .numbers([18])],
                [2, 5, 6, 18]
            ) { ($0[0].convolved(with: $0[1], plain) + $0[2]).tanh() },
            OperationCase(
                "strided, dilated, grouped convolution",
                [.numbers([2, 7, 8, 4]), .numbers([3, 2, 2, 6])],
                [2, 4, 3, 6]
            ) { $0[0].convolved(with: $0[1], wide) },
            OperationCase(
                "transposed convolution",
                [.numbers([2, 4, 3, 6]), .numbers([3, 2, 2, 6]), .numbers([4])],
                [2, 7, 8, 4]
            ) { $0[0].convolvedBack(with: $0[1], wide) + $0[2] },
        ]
    }()

    static let reductions: [OperationCase] = [
        OperationCase("sum of all", [.numbers([3, 4])], []) { $0[0].sum() },
        OperationCase("mean of all", [.positive([3, 40])], []) { $0[0].mean() },
        OperationCase("sum over rows", [.numbers([37, 5])], [5]) { $0[0].sum(over: 0..<1) },
        OperationCase("sum over columns", [.numbers([5, 37])], [5]) { $0[0].sum(over: 1..<2) },
        OperationCase("sum in the middle", [.numbers([2, 19, 3])], [2, 3]) {
            $0[0].sum(over: 1..<2)
        },
        OperationCase("mean over two", [.numbers([2, 3, 4])], [2]) { $0[0].mean(over: 1..<3) },
        OperationCase("largest over columns", [.numbers([4, 23])], [4]) {
            $0[0].largest(over: 1..<2)
        },
        OperationCase("largest over rows", [.numbers([23, 4])], [4]) {
            $0[0].largest(over: 0..<1)
        },
    ]

    static let movement: [OperationCase] = [
        OperationCase("reshape", [.numbers([3, 4])], [2, 6]) { $0[0].reshaped(to: [2, 6]) * 2 },
        OperationCase("transpose", [.numbers([3, 4])], [4, 3]) { $0[0].transposed() },
        OperationCase("transpose four", [.numbers([2, 3, 4, 5])], [4, 2, 5, 3]) {
            $0[0].transposed([2, 0, 3, 1])
        },
        OperationCase("broadcast", [.numbers([3, 1, 2])], [2, 3, 4, 2]) {
            $0[0].broadcast(to: [2, 3, 4, 2])
        },
        OperationCase("slice", [.numbers([3, 7, 2])], [3, 4, 2]) { $0[0].slice(1, 2..<6) },
        OperationCase("pad", [.numbers([3, 2])], [3, 7]) { $0[0].padded(1, before: 4, after: 1) },
        OperationCase(
            "concatenate",
            [.numbers([2, 3]), .numbers([2, 1]), .numbers([2, 4])],
            [2, 8]
        ) { $0[0].concatenated(with: [$0[1], $0[2]], along: 1) },
        OperationCase("gather", [.numbers([5, 3]), .integers([2, 4], below: 5)], [2, 4, 3]) {
            $0[0].gather($0[1])
        },
        OperationCase("dropout", [.numbers([6, 10]), .exactly([7, 0, 3, 2])], [6, 10]) {
            $0[0].dropout(rate: 0.4, stream: 5, key: $0[1])
        },
    ]

    /// Examples, rows, channels and groups of what is normalised.
    static let normalizations: [OperationCase] =
        [
            ([1, 9, 5], nil), ([1, 258, 1], nil), ([1, 7, 18], nil), ([2, 6, 4], nil),
            ([2, 5, 6], 3), ([3, 4, 4], 1),
        ].map { (shape: Shape, groups: Int?) in
            OperationCase(
                "\(shape) normalised in \(groups.map(String.init) ?? "all") groups",
                [.numbers(shape), .numbers([shape[2]]), .numbers([shape[2]])],
                shape
            ) {
                $0[0].normalized(
                    by: $0[0].moments(),
                    groups: groups,
                    scale: $0[1],
                    shift: $0[2],
                    epsilon: 0.01
                )
            }
        }
        + [[4, 18], [258, 2], [5, 7]].map { (shape: Shape) in
            OperationCase(
                "\(shape) normalised by rows",
                [.numbers(shape), .numbers([shape[1]]), .numbers([shape[1]])],
                shape
            ) { $0[0].normalizedRows(scale: $0[1], shift: $0[2], epsilon: 0.01) }
        }

    static let classes: [OperationCase] = [
        OperationCase("softmax", [.numbers([4, 10])], [4, 10]) { $0[0].softmax() },
        OperationCase("log-softmax", [.numbers([2, 3, 17])], [2, 3, 17]) { $0[0].logSoftmax() },
        OperationCase("cross-entropy", [.numbers([5, 10]), .integers([5], below: 10)], [5]) {
            $0[0].crossEntropy(with: $0[1])
        },
        OperationCase(
            "binary cross-entropy",
            [.numbers([5, 3]), .positive([5, 3])],
            [5, 3]
        ) { $0[0].softplus() - $0[0] * $0[1] },
        OperationCase(
            "count correct",
            [.numbers([9, 4]), .integers([9], below: 4)],
            [],
            isDifferentiable: false
        ) { $0[0].countCorrect($0[1]) },
    ]
}
