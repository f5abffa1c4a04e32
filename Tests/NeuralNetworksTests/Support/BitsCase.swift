import Computation
import NeuralNetworks
import TestSupport
import Testing

/// A network and a little data for it: whatever runs it, the bits are to be the same.
struct BitsCase: Sendable, CustomTestStringConvertible {
    let name: String
    let network: Network
    let input: Shape
    var count = 23
    var batchSize = 8
    var epochs = 2
    var optimizer: any Optimizer = Adam(learningRate: 0.01)

    var testDescription: String { name }

    /// Trains and gives back the bytes of the model file.
    func train(_ processor: Processor, seed: UInt64 = 1) async throws -> [UInt8] {
        let model = try Model(network, input: input, seed: seed, processor: processor)
        var trainer = Trainer(anyOptimizer: optimizer, anySchedule: OneCycle(), seed: seed)
        trainer.processor = processor
        let examples = try Lesson.pixels(count, shape: input)
        try await trainer.learn(
            model,
            on: examples,
            validation: examples,
            epochs: epochs,
            batchSize: batchSize
        )
        return try model.fileBytes()
    }

    /// Dropout and a ragged last batch, with widths that fill no vector.
    static let small = [
        BitsCase(
            name: "784-16-16-10",
            network: Network {
                Flatten()
                Dense(16, activation: .sigmoid)
                Dense(16, activation: .sigmoid)
                Dense(10)
            },
            input: [28, 28]
        ),
        BitsCase(
            name: "49-17-33-10 with dropout",
            network: Network {
                Flatten()
                Dense(17, activation: .relu)
                Dropout(0.3)
                Dense(33, activation: .gelu)
                Dropout(0.5)
                Dense(10)
            },
            input: [7, 7],
            optimizer: SGD(learningRate: 0.1, momentum: 0.9)
        ),
        BitsCase(
            name: "5-1-10, a single example at the end",
            network: Network {
                Dense(1, activation: .tanh)
                Dense(10)
            },
            input: [5],
            count: 9,
            optimizer: AdamW(learningRate: 0.1)
        ),
        BitsCase(
            name: "every activation",
            network: Network {
                for function in ActivationFunction.allCases { Dense(10, activation: function) }
            },
            input: [11],
            epochs: 1,
            optimizer: SGD(learningRate: 0.1)
        ),
        BitsCase(
            name: "7 rows of 6 channels, normalised in every way",
            network: Network {
                BatchNorm()
                GroupNorm(3)
                LayerNorm()
                Flatten()
                Dense(17)
                BatchNorm()
                Dense(10)
            },
            input: [7, 6]
        ),
        BitsCase(
            name: "sequences of 7 steps, remembered in every way",
            network: Network {
                LSTM(17, returnsSequences: true, direction: .both)
                GRU(9, returnsSequences: true, layers: 2, dropout: 0.3)
                RNN(5)
                Dense(10)
            },
            input: [7, 6]
        ),
        BitsCase(
            name: "8×9 pictures, convolved in every way",
            network: Network {
                Conv2D(5, kernel: 3, padding: .same, activation: .relu)
                BatchNorm()
                MaxPooling2D(window: 2)
                SpatialDropout(0.3)
                Residual { Conv2D(5, kernel: [2, 3], padding: .same, dilation: 2, groups: 5) }
                TransposedConv2D(6, kernel: 3, stride: 2, padding: .same, activation: .gelu)
                Conv2D(4, kernel: 3, stride: 2, groups: 2)
                Reshape([-1, 4])
                Conv1D(7, kernel: 2, stride: 2, activation: .tanh)
                Flatten()
                Dropout(0.2)
                Dense(10)
            },
            input: [8, 9]
        ),
    ]

    /// Heads side by side, shared or not.
    private static let sequences = BitsCase(
        name: "40 steps of 48 numbers, which look at each other",
        network: Network {
            Dense(48)
            SinusoidalPosition()
            TransformerBlock(heads: 4, dropout: 0.1, causal: true)
            TransformerBlock(heads: 4, groups: 2, rotary: true, normalization: .rms)
            PositionEmbedding(40)
            Flatten()
            Dense(10)
        },
        input: [40, 5],
        count: 40,
        batchSize: 16,
        epochs: 1
    )

    /// Drawn faster than the usual one, where there are many weights.
    private static let quick = Initializer.uniform(limit: 0.06)

    /// Enough work in a step that several threads share it.
    static let wide = [
        sequences,
        BitsCase(
            name: "784-16-16-10 in batches of 128, each thread its own rows",
            network: Network {
                Flatten()
                Dense(16, activation: .sigmoid)
                Dense(16, activation: .relu)
                Dense(10)
            },
            input: [28, 28],
            count: 300,
            batchSize: 128
        ),
        BitsCase(
            name: "784-512-512-10 with dropout",
            network: Network {
                Flatten()
                Dense(512, activation: .relu, initializer: quick)
                Dropout(0.2)
                Dense(512, activation: .relu, initializer: quick)
                Dense(10)
            },
            input: [28, 28],
            count: 22,
            batchSize: 17,
            epochs: 1
        ),
        BitsCase(
            name: "pooled pictures, each thread its own",
            network: Network {
                Dense(5, activation: .tanh)
                MaxPooling2D(window: 3, stride: 2, padding: .same)
                AveragePooling2D(window: 2)
                Flatten()
                Dense(10)
            },
            input: [28, 28, 1],
            count: 40,
            batchSize: 17,
            epochs: 1
        ),
        BitsCase(
            name: "large pooled pictures, few examples",
            network: Network {
                Dense(4, activation: .tanh)
                AveragePooling2D(window: 3, stride: 2)
                MaxPooling2D(window: 2)
                Flatten()
                Dense(10, initializer: quick)
            },
            input: [120, 120, 1],
            count: 5,
            batchSize: 2,
            epochs: 1
        ),
        BitsCase(
            name: "sequences of 9 steps, each thread its own",
            network: Network {
                LSTM(65, returnsSequences: true)
                GRU(70, direction: .backward)
                Dense(10)
            },
            input: [9, 11],
            count: 30,
            batchSize: 17
        ),
        BitsCase(
            name: "333-257-10",
            network: Network {
                Dense(257, activation: .elu)
                Dense(10)
            },
            input: [333],
            count: 65,
            batchSize: 33
        ),
        BitsCase(
            name: "56 rows of 56 channels, normalised in every way",
            network: Network {
                BatchNorm()
                GroupNorm(7)
                LayerNorm()
                Activation(.relu)
                Flatten()
                Dense(10)
            },
            input: [56, 56],
            count: 70,
            batchSize: 64,
            epochs: 1
        ),
        BitsCase(
            name: "28×28 pictures, convolved and normalised",
            network: Network {
                Conv2D(8, kernel: 3, padding: .same, usesBias: false)
                BatchNorm()
                Activation(.relu)
                MaxPooling2D(window: 2)
                Dropout(0.2)
                Conv2D(12, kernel: 3, stride: 2, activation: .relu)
                Flatten()
                Dense(10)
            },
            input: [28, 28],
            count: 41,
            batchSize: 32,
            epochs: 1
        ),
    ]
}
