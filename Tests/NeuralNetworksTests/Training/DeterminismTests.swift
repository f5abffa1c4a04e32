import Computation
import NeuralNetworks
import TestSupport
import Testing

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
