import NeuralNetworks

extension ExchangeCase {
    /// Every layer, in the ways in which it can be declared.
    ///
    /// Graphs hold their constants in single precision. Where one is 1/n, for a mean of n numbers, n is a
    /// power of two here, so that a difference to PyTorch's mean in double precision is a mistake.
    static let layers: [ExchangeCase] =
        [
            ExchangeCase("dense", [5]) { Dense(3, activation: .tanh) },
            ExchangeCase("dense-without-bias", [3, 5]) { Dense(4, usesBias: false) },
            ExchangeCase("flatten", [2, 3, 2]) { Flatten() },
            ExchangeCase("reshape", [2, 6]) { Reshape([3, -1, 2]) },
            ExchangeCase("permute", [2, 3, 4]) { Permute([3, 1, 2]) },
            ExchangeCase("pad", [3, 2, 2]) { Pad(top: 1, left: 2, right: 3) },
            ExchangeCase("crop", [5, 6, 2]) { Crop(top: 1, bottom: 2, right: 3) },
            ExchangeCase("unit-length", [3, 5]) { UnitLength() },
            ExchangeCase("unit-length-bounded", [7]) { UnitLength(epsilon: 2) },
            ExchangeCase("piecewise-linear", [3]) {
                PiecewiseLinear([[-1, -0.25, 0.5, 1.25], [-0.5, 0.75], [0, 0.125, 2]])
            },
            ExchangeCase("upsampling", [2, 3, 2]) { Upsampling(2) },
            ExchangeCase("upsampling-sequence", [3, 2]) { Upsampling(3) },
            ExchangeCase("dropout", [5]) { Dropout(0.5) },
            ExchangeCase("spatial-dropout", [2, 3, 2]) { SpatialDropout(0.5) },
            ExchangeCase("prelu", [7]) { PReLU() },
            ExchangeCase("prelu-picture", [3, 2, 4]) { PReLU() },
            ExchangeCase("global-average-pooling", [2, 4, 3]) { GlobalAveragePooling() },
            ExchangeCase("global-average-pooling-sequence", [8, 3]) { GlobalAveragePooling() },
            ExchangeCase("global-max-pooling", [3, 5, 3]) { GlobalMaxPooling() },
            ExchangeCase("global-max-pooling-sequence", [7, 3]) { GlobalMaxPooling() },
            ExchangeCase("inputs-and-outputs", [11]) {
                Inputs(["row": [5], "picture": [2, 3]])
                Parallel(.concatenate) {
                    Network {
                        Input("picture")
                        Dense(2, activation: .tanh)
                        Flatten()
                    }
                    Input("row")
                }
                Outputs {
                    Dense(1).named("slant")
                    Dense(3).named("digit")
                    Input("picture").named("copy")
                }
            },
            ExchangeCase("network", [4]) {
                Network { Dense(3, activation: .relu) }
                Dense(2).named("last")
            },
            ExchangeCase("frozen", [4]) {
                Dense(3, activation: .tanh).named("kept").frozen()
                Dense(2)
            },
            ExchangeCase("shared", [4]) {
                Dense(4, activation: .tanh).shared("twice")
                Dense(4, activation: .sigmoid).shared("twice")
            },
            ExchangeCase("residual", [5]) {
                Residual {
                    Dense(4, activation: .tanh)
                    Dense(5)
                }
            },
            ExchangeCase("residual-projection", [5]) {
                Residual {
                    Dense(3, activation: .tanh)
                } projection: {
                    Dense(3, usesBias: false)
                }
            },
            ExchangeCase("repeat", [3]) { Repeat(3) { Dense(3, activation: .tanh) } },
            ExchangeCase("repeat-sharing", [3]) {
                Repeat(3, sharing: true) { Dense(3, activation: .tanh) }
            },
        ]
        + Parallel.Combination.allCases.map { combination in
            ExchangeCase("parallel-\(combination)", [2, 3]) {
                Parallel(combination) {
                    Dense(3, activation: .tanh)
                    Dense(3, activation: .sigmoid).named("second")
                    Activation(.identity)
                }
            }
        }
        + ActivationFunction.allCases.map { function in
            ExchangeCase("activation-\(function)", [3, 5]) { Activation(function) }
        }

    /// What normalises, as it learns and as it is used.
    static let normalizations: [ExchangeCase] = [
        ExchangeCase("layer-norm", [3, 5]) { LayerNorm() },
        ExchangeCase("layer-norm-without-weights", [7]) {
            LayerNorm(epsilon: 1 / 64, scales: false, centers: false)
        },
        ExchangeCase("group-norm", [2, 4, 6]) { GroupNorm(3) },
        ExchangeCase("group-norm-of-one", [2, 4, 4]) { GroupNorm(1, epsilon: 1 / 64) },
        ExchangeCase("group-norm-of-each", [8, 3]) { GroupNorm(3, centers: false) },
        ExchangeCase("batch-norm-in-use", [3, 5]) { BatchNorm() },
        ExchangeCase("batch-norm-in-use-without-weights", [5]) {
            BatchNorm(scales: false, centers: false)
        },
        ExchangeCase("batch-norm-learning", [2, 4, 5], mode: .training) {
            BatchNorm(momentum: 0.25)
        },
        ExchangeCase("batch-norm-learning-rows", [5], mode: .training) {
            BatchNorm(momentum: 0.5, epsilon: 1 / 64, centers: false)
        },
        ExchangeCase("batch-norm-learning-frozen", [2, 3], mode: .training) {
            BatchNorm().frozen()
            Dense(3)
        },
    ]

    /// Layers one after another, as pictures and sounds meet them.
    static let whole: [ExchangeCase] = [Mode.predicting, .training].map { mode in
        ExchangeCase("convolutional-network-\(mode)", [8, 8], mode: mode) {
            Conv2D(4, kernel: 3, padding: .same, usesBias: false)
            BatchNorm(momentum: 0.25)
            Activation(.relu)
            MaxPooling2D(window: 2)
            Residual {
                Conv2D(4, kernel: 3, padding: .same, groups: 4, activation: .gelu)
                Conv2D(4, kernel: 1)
            }
            Parallel(.concatenate) {
                AveragePooling2D(window: 3, stride: 1, padding: .same)
                Conv2D(2, kernel: 3, padding: .same, dilation: 2, activation: .silu)
            }
            GroupNorm(3)
            // Without it the mean would take away again what the normalisation has added.
            Activation(.relu)
            GlobalAveragePooling()
            Dense(5)
        }
    }

    /// What looks along sequences.
    static let attention: [ExchangeCase] = [
        ExchangeCase("embedding", [6]) { Embedding(3, width: 4) },
        ExchangeCase("position-embedding", [5, 4]) { PositionEmbedding(7) },
        ExchangeCase("sinusoidal-position", [5, 6]) { SinusoidalPosition() },
        ExchangeCase("rms-norm", [3, 8]) { RMSNorm() },
        ExchangeCase("rms-norm-without-weights", [4]) { RMSNorm(epsilon: 1 / 64, scales: false) },
        ExchangeCase("attention", [5, 8]) { MultiHeadAttention(2) },
        ExchangeCase("attention-causal", [5, 12]) { MultiHeadAttention(3, causal: true) },
        ExchangeCase("attention-grouped", [5, 24]) {
            MultiHeadAttention(4, groups: 2, causal: true, usesBias: false)
        },
        ExchangeCase("attention-rotary", [5, 12]) { MultiHeadAttention(2, rotary: true) },
        ExchangeCase("attention-padded", [6]) {
            Embedding(3, width: 8)
            MultiHeadAttention(2)
        },
        ExchangeCase("transformer-block", [5, 8]) { TransformerBlock(heads: 2, causal: true) },
        ExchangeCase("transformer-block-rms", [5, 8]) {
            TransformerBlock(heads: 2, groups: 1, rotary: true, normalization: .rms)
        },
        ExchangeCase("transformer-block-first-paper", [5, 8]) {
            TransformerBlock(heads: 4, feedForward: 6, activation: .relu, normalizesFirst: false)
        },
    ]

    static let all =
        attention + layers + recurrent + normalizations + convolutions + poolings + whole + losses
}
