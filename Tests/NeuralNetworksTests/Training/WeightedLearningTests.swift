import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Examples that count more than others, and batches in parts")
struct WeightedLearningTests {
    private let examples: Examples
    private let network = Network {
        Dense(16, activation: .tanh)
        Dropout(0.5)
        Dense(3)
    }

    init() throws { examples = try Lesson.clusters(22) }

    private func change(_ set: (inout Trainer) -> Void) -> Trainer {
        var trainer = Trainer(anyOptimizer: SGD(learningRate: 1), seed: 3)
        set(&trainer)
        return trainer
    }

    /// What one step on all examples takes off every weight: with a learning rate of 1, the gradients.
    private func moves(
        _ examples: Examples,
        _ set: (inout Trainer) -> Void = { _ in }
    ) throws -> (moves: [Float], loss: Double) {
        let model = try Model(network, input: [3], seed: 1)
        let names = model.parameterNames
        let before = names.flatMap { model[parameter: $0]?.floats ?? [] }
        let training = try StepwiseTraining(change(set), model: model)
        let score = try training.learn(from: examples)
        training.finish()
        let after = names.flatMap { model[parameter: $0]?.floats ?? [] }
        return (zip(before, after).map(-), score.loss)
    }

    private func areNear(_ left: [Float], _ right: [Float]) -> Bool {
        zip(left, right).allSatisfy { abs($0 - $1) < 1e-6 } && left.count == right.count
    }

    @Test("An example of weight 2 counts twice, and one of weight 0 not at all")
    func exampleWeights() throws {
        let plain = try moves(examples)
        let ones = try moves(examples.weighted(by: [Float](repeating: 1, count: 22)))
        #expect(areNear(ones.moves, plain.moves) && abs(ones.loss - plain.loss) < 1e-6)
        let first = (0..<22).map { Float($0 % 3) }
        let second = first.map { 2 - $0 }
        let (one, other) = (
            try moves(examples.weighted(by: first)), try moves(examples.weighted(by: second))
        )
        let sum = zip(one.moves, other.moves).map { ($0 + $1) / 2 }
        #expect(areNear(sum, plain.moves) && !areNear(one.moves, plain.moves))
        #expect(abs((one.loss + other.loss) / 2 - plain.loss) < 1e-6)
    }

    @Test("The weight of a class is that of each of its examples, with labels and with shares")
    func classWeights() throws {
        let classes: [Float] = [0.5, 2, 0]
        let labels = try #require(examples.labels)
        let expected = try moves(examples.weighted(by: labels.map { classes[$0] }))
        let found = try moves(examples) { $0.classWeights = classes }
        #expect(areNear(found.moves, expected.moves) && abs(found.loss - expected.loss) < 1e-6)
        let shares = labels.flatMap { label in (0..<3).map { Float($0 == label ? 1 : 0) } }
        let soft = try Examples(
            inputs: examples.inputs,
            targets: Tensor(shares, shape: [22, 3])
        )
        let softly = try moves(soft) { $0.classWeights = classes }
        #expect(areNear(softly.moves, expected.moves))
    }

    @Test("Weights go with their examples, into batches and through changes")
    func weightsInATraining() async throws {
        let weighted = try examples.weighted(by: (0..<22).map { Float($0 % 4) / 2 })
        #expect(weighted[3..<5].weights?.floats == [1.5, 0])
        #expect(weighted[[2, 21]].weights?.floats == [1, 0.5])
        struct Same: ExampleTransformation {
            func transformed(
                _ examples: Examples,
                at indices: [Int],
                in context: TransformationContext
            ) throws -> Examples {
                try examples[indices].weighted(by: nil)
            }
        }
        var files: [[UInt8]] = []
        for (examples, augmentation) in [
            (weighted, nil), (weighted, Same()), (examples, nil),
        ] as [(Examples, Same?)] {
            let model = try Model(network, input: [3], seed: 1)
            try await change { $0.augmentation = augmentation }
                .learn(model, on: examples, validation: examples, epochs: 2, batchSize: 5)
            files.append(try model.fileBytes())
        }
        #expect(files[0] == files[1] && files[0] != files[2])
    }

    @Test("Balanced weights let all classes count alike")
    func balanced() throws {
        let labels: [Int32] = [0, 0, 0, 1, 1, 1, 1, 1, 3, 3]
        let examples = try Examples(inputs: Tensor(random: [10, 2]), targets: Tensor(labels))
        let weights = try #require(examples.balancedClassWeights())
        #expect(weights == [10.0 / 12, 0.5, 0, 1.25])
        let more = examples.balancedClassWeights(5)
        #expect(more?.count == 5)
        let numbers = try Lesson.line(4).balancedClassWeights()
        #expect(numbers == nil)
    }

    @Test("A batch in parts gives the gradients of the whole, dropout included", arguments: [1, 2])
    func microBatches(threads: Int) throws {
        let whole = try moves(examples)
        for size in [1, 4, 7, 11, 22, 100] {
            let parts = try moves(examples) {
                $0.microBatchSize = size
                $0.processor = Processor(threads: threads)
            }
            #expect(areNear(parts.moves, whole.moves) && abs(parts.loss - whole.loss) < 1e-6)
        }
    }

    @Test("A training in parts has the same bits for any number of threads")
    func bits() async throws {
        for task in BitsCase.small.prefix(2) + BitsCase.wide.prefix(1) {
            var files: Set<[UInt8]> = []
            for threads in 1...3 {
                let model = try Model(task.network, input: task.input, seed: 1)
                var trainer = Trainer(anyOptimizer: task.optimizer)
                trainer.processor = Processor(threads: threads)
                trainer.useAll()
                trainer.microBatchSize = task.batchSize / 3
                let pixels = try Lesson.pixels(task.count, shape: task.input)
                try await trainer.learn(model, on: pixels, epochs: 2, batchSize: task.batchSize)
                files.insert(try model.fileBytes())
            }
            #expect(files.count == 1, "\(task)")
        }
    }

    @Test("Weights that make no sense are refused")
    func refusals() throws {
        let few = #expect(throws: ExamplesError.self) { try examples.weighted(by: [1, 2]) }
        #expect(
            few?.description
                == "there are 2 weights for 22 examples; each example needs one"
        )
        var weights = [Float](repeating: 1, count: 22)
        weights[7] = -1
        let negative = #expect(throws: ExamplesError.self) { try examples.weighted(by: weights) }
        #expect(negative?.description == "example 7 has the weight -1.0; give a number from 0 on")
        func message(_ set: (inout Trainer) -> Void) -> String? {
            let error = #expect(throws: TrainingError.self) { try moves(examples, set) }
            return error?.description
        }
        let size = message { $0.microBatchSize = 0 }
        #expect(size == "the micro-batch size must be at least 1, not 0")
        let weight = message { $0.classWeights = [1, .nan, 1] }
        #expect(weight == "the weight of a class must be a number not below 0, not nan")
        let count = message { $0.classWeights = [1, 2] }
        #expect(
            count
                == "there are 2 weights of classes for outputs [22, 3] and targets [22]; "
                + "give one weight for each output, and labels as targets"
        )
    }
}
