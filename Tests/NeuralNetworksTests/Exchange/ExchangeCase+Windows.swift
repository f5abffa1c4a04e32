import NeuralNetworks

extension ExchangeCase {
    private static let uneven = Padding.explicit(top: 1, bottom: 2, left: 0, right: 1)

    /// Filters over pictures and sequences, forth and back.
    static let convolutions: [ExchangeCase] = [
        ExchangeCase("conv1d", [7, 3]) { Conv1D(4, kernel: 3) },
        ExchangeCase("conv1d-one-channel", [7]) { Conv1D(2, kernel: 2, activation: .softplus) },
        ExchangeCase("conv1d-stride-same", [9, 2]) {
            Conv1D(3, kernel: 4, stride: 2, padding: .same)
        },
        ExchangeCase("conv1d-explicit-dilation", [9, 2]) {
            Conv1D(3, kernel: 3, padding: uneven, dilation: 2, usesBias: false)
        },
        ExchangeCase("conv1d-groups", [6, 4]) { Conv1D(6, kernel: 3, padding: .same, groups: 2) },
        ExchangeCase("conv2d", [5, 6, 3]) { Conv2D(4, kernel: 3) },
        ExchangeCase("conv2d-one-channel", [5, 6]) { Conv2D(3, kernel: [2, 3], activation: .elu) },
        ExchangeCase("conv2d-same", [5, 4, 2]) { Conv2D(3, kernel: [4, 3], padding: .same) },
        ExchangeCase("conv2d-stride-same", [7, 6, 2]) {
            Conv2D(3, kernel: 3, stride: 2, padding: .same)
        },
        ExchangeCase("conv2d-strides", [8, 9, 2]) { Conv2D(3, kernel: [3, 2], stride: [3, 2]) },
        ExchangeCase("conv2d-wide-stride", [7, 7, 2]) {
            Conv2D(3, kernel: 1, stride: 3, padding: .same)
        },
        ExchangeCase("conv2d-explicit", [4, 5, 2]) { Conv2D(3, kernel: 3, padding: uneven) },
        ExchangeCase("conv2d-dilation", [7, 9, 2]) {
            Conv2D(3, kernel: 3, padding: .same, dilation: [2, 3])
        },
        ExchangeCase("conv2d-groups", [5, 5, 4]) {
            Conv2D(6, kernel: 3, groups: 2, usesBias: false)
        },
        ExchangeCase("conv2d-depthwise", [5, 5, 3]) {
            Conv2D(6, kernel: 3, stride: 2, padding: uneven, groups: 3, activation: .tanh)
        },
        ExchangeCase("conv2d-many-channels", [4, 4, 40]) {
            Conv2D(33, kernel: 3, padding: .same)
        },
        ExchangeCase("transposed", [3, 4, 2]) { TransposedConv2D(3, kernel: 3) },
        ExchangeCase("transposed-stride", [3, 4, 2]) { TransposedConv2D(3, kernel: 3, stride: 2) },
        ExchangeCase("transposed-same", [3, 4, 2]) {
            TransposedConv2D(3, kernel: 4, stride: 2, padding: .same, activation: .relu)
        },
        ExchangeCase("transposed-same-odd", [3, 4, 2]) {
            TransposedConv2D(3, kernel: [3, 2], stride: [2, 1], padding: .same)
        },
        ExchangeCase("transposed-same-wide-stride", [3, 2, 2]) {
            TransposedConv2D(3, kernel: 2, stride: 3, padding: .same)
        },
        ExchangeCase("transposed-explicit-groups", [3, 4, 4]) {
            TransposedConv2D(6, kernel: 4, stride: 2, padding: uneven, groups: 2, usesBias: false)
        },
        ExchangeCase("transposed-dilation", [3, 4]) {
            TransposedConv2D(2, kernel: 2, stride: 2, dilation: 3)
        },
    ]

    /// Windows over pictures and sequences.
    static let poolings: [ExchangeCase] =
        [
            ExchangeCase("max-pooling-1d", [7, 3]) { MaxPooling1D(window: 2) },
            ExchangeCase("max-pooling-1d-same", [7]) {
                MaxPooling1D(window: 3, stride: 2, padding: .same)
            },
            ExchangeCase("max-pooling-2d", [5, 6, 3]) { MaxPooling2D(window: 2) },
            ExchangeCase("max-pooling-2d-same", [5, 6]) {
                MaxPooling2D(window: [3, 2], stride: [2, 1], padding: .same)
            },
            ExchangeCase("max-pooling-2d-explicit", [4, 5, 2]) {
                MaxPooling2D(window: 3, stride: 2, padding: uneven)
            },
        ]
        + [false, true].flatMap { countsPadding in
            [
                ExchangeCase("average-pooling-1d-\(countsPadding)", [7, 3]) {
                    AveragePooling1D(
                        window: 3,
                        stride: 2,
                        padding: .same,
                        countsPadding: countsPadding
                    )
                },
                ExchangeCase("average-pooling-2d-\(countsPadding)", [5, 6, 3]) {
                    AveragePooling2D(window: [3, 2], countsPadding: countsPadding)
                },
                ExchangeCase("average-pooling-2d-explicit-\(countsPadding)", [4, 5, 2]) {
                    AveragePooling2D(
                        window: 3,
                        stride: 2,
                        padding: uneven,
                        countsPadding: countsPadding
                    )
                },
            ]
        }
}
