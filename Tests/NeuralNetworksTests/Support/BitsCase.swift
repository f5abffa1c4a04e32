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
    ]

    /// Drawn faster than the usual one, where there are many weights.
    private static let quick = Initializer.uniform(limit: 0.06)

    /// Enough work in a step that several threads share it.
    static let wide = [
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
            name: "333-257-10",
            network: Network {
                Dense(257, activation: .elu)
                Dense(10)
            },
            input: [333],
            count: 65,
            batchSize: 33
        ),
    ]
}
