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

@Suite("The same bits")
struct DeterminismTests {
    @Test("With any number of threads", arguments: BitsCase.small + BitsCase.wide)
    func threads(_ task: BitsCase) async throws {
        let expected = try await task.train(Processor(threads: 1))
        for threads in 2...4 {
            let bytes = try await task.train(Processor(threads: threads))
            #expect(bytes == expected, "\(threads) threads")
        }
    }

    @Test("With any instruction set", arguments: BitsCase.small + BitsCase.wide)
    func instructionSets(_ task: BitsCase) async throws {
        let expected = try await task.train(Processor(threads: 2, instructionSet: .best))
        // Without fused instructions each step is emulated, so only small cases are tried.
        let isSmall = BitsCase.small.contains { $0.name == task.name }
        for set in InstructionSet.available where set != .best && (isSmall || set != .portable) {
            let bytes = try await task.train(Processor(threads: 2, instructionSet: set))
            #expect(bytes == expected, "\(set)")
        }
    }

    @Test("Again, and others with another seed", arguments: BitsCase.small)
    func seeds(_ task: BitsCase) async throws {
        let processor = Processor(threads: 2)
        let first = try await task.train(processor, seed: 7)
        #expect(try await task.train(processor, seed: 7) == first)
        #expect(try await task.train(processor, seed: 8) != first)
    }

    @Test("The trainer's seed alone changes the order of examples and what is dropped")
    func trainerSeed() async throws {
        for task in BitsCase.small.prefix(2) {
            var files: Set<[UInt8]> = []
            for seed: UInt64 in [1, 2] {
                let model = try Model(task.network, input: task.input, seed: 1)
                let examples = try Lesson.pixels(task.count, shape: task.input)
                try await Trainer(anyOptimizer: task.optimizer, seed: seed)
                    .learn(model, on: examples, epochs: 1, batchSize: task.batchSize)
                files.insert(try model.fileBytes())
            }
            #expect(files.count == 2, "\(task)")
        }
    }

    @Test("Alone, in a batch of 7 and in one of 1000", arguments: BitsCase.small)
    func predictions(_ task: BitsCase) throws {
        let examples = try Lesson.pixels(1000, shape: task.input)
        for set in InstructionSet.available where set != .portable {
            for threads in [1, 3] {
                let model = try Model(
                    task.network,
                    input: task.input,
                    seed: 5,
                    processor: Processor(threads: threads, instructionSet: set)
                )
                let all = try model.predict(examples.inputs)
                for start in [0, 505, 993] {
                    let seven = try model.predict(examples.inputs[start..<start + 7])
                    #expect(seven.bits == all[start..<start + 7].bits)
                    let alone = try model.predict(examples.inputs[start + 3])
                    #expect(alone.bits == all[start + 3].bits)
                    #expect(alone.shape == model.outputShape)
                }
            }
        }
    }

    @Test(
        "A prediction on any instruction set and any number of threads",
        arguments: BitsCase.small + BitsCase.wide
    )
    func predictionProcessors(_ task: BitsCase) throws {
        let inputs = try Lesson.pixels(70, shape: task.input).inputs
        let others = InstructionSet.available.filter { $0 != .best }
        let processors =
            [Processor(threads: 1), Processor(threads: 3)]
            + others.map { Processor(threads: 2, instructionSet: $0) }
        let outputs = try processors.map { processor in
            let isQuick = processor.instructionSet != .portable
            return try Model(task.network, input: task.input, seed: 5, processor: processor)
                .outputs(isQuick ? inputs : inputs[0..<3]).bits.prefix(30)
        }
        #expect(Set(outputs).count == 1)
    }

    @Test("Pixels as bytes and as numbers between 0 and 1 are the same input")
    func bytes() throws {
        let task = BitsCase.small[0]
        let model = try Model(task.network, input: task.input, seed: 5)
        let pixels = try Lesson.pixels(3, shape: task.input).inputs
        let numbers = Tensor(pixels.floats.map { $0 * (1 / 255) }, shape: pixels.shape)
        #expect(try model.predict(pixels).bits == model.predict(numbers).bits)
    }
}
