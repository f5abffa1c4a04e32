import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Examples that change from epoch to epoch")
struct AugmentationTests {
    /// Adds noise that depends on seed, epoch and index.
    private struct Noise: ExampleTransformation {
        var softens = false
        var failsIn = Int.max
        var growsIn = Int.max
        var isLackingOne = false

        private struct Refusal: Error, CustomStringConvertible {
            let description = "not this time"
        }

        func transformed(
            _ examples: Examples,
            at indices: [Int],
            in context: TransformationContext
        ) throws -> Examples {
            if context.epoch >= failsIn { throw Refusal() }
            let kept = isLackingOne ? Array(indices.dropLast()) : indices
            var numbers = examples.inputs[kept].floats
            let width = examples.inputShape.count
            for (place, index) in kept.enumerated() {
                var stream = RandomStream(
                    seed: context.seed,
                    for: "noise",
                    context.epoch,
                    index
                )
                for column in 0..<width {
                    numbers[place * width + column] += stream.uniform(in: -0.1...0.1)
                }
            }
            if context.epoch >= growsIn { numbers += numbers }
            let classes = context.classCount ?? 1
            let shares = kept.flatMap { index in
                (0..<classes).map { Float(examples.labels?[index] == $0 ? 1 : 0) }
            }
            return try Examples(
                inputs: Tensor(numbers, shape: [kept.count, numbers.count / kept.count]),
                targets: softens
                    ? Tensor(shares, shape: [kept.count, classes]) : examples.targets[kept]
            )
        }
    }

    private func model() throws -> Model {
        try Model(
            Network {
                Dense(8, activation: .relu)
                Dense(3)
            },
            input: [3],
            seed: 1
        )
    }

    private func trainer(_ noise: Noise?, blockByteCount: Int = 1 << 24, threads: Int = 1)
        -> Trainer
    {
        var trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .sgd(learningRate: 0.1),
            augmentation: noise,
            seed: 5,
            processor: Processor(threads: threads)
        )
        trainer.blockByteCount = blockByteCount
        return trainer
    }

    /// The weights after some epochs whose examples were changed beforehand, all of an epoch at once.
    private func expected(epochs: Int, of examples: Examples) throws -> [UInt8] {
        let model = try model()
        let plain = trainer(nil)
        let order = try PacedTraining(plain, model: self.model(), on: examples, batchSize: 8)
        let training = try StepwiseTraining(plain, model: model)
        for epoch in 1...epochs {
            let changed = try Noise().transformed(
                examples,
                at: Array(0..<examples.count),
                in: TransformationContext(seed: 5, epoch: epoch)
            )
            for _ in 0..<order.stepsPerEpoch {
                try training.learn(from: changed[order.upcoming])
                try order.advance(by: 1)
            }
        }
        training.finish()
        return try model.fileBytes()
    }

    @Test("Each epoch learns from examples of its own, in blocks of any size", arguments: [1, 2])
    func epochs(threads: Int) async throws {
        let examples = try Lesson.clusters(50)
        let expected = try expected(epochs: 3, of: examples)
        // All at once; two batches at a time; one.
        for blockByteCount in [1 << 24, 2 * 8 * 12, 1] {
            let trainer = trainer(Noise(), blockByteCount: blockByteCount, threads: threads)
            let (whole, paced) = (try model(), try model())
            try await trainer.learn(whole, on: examples, epochs: 3, batchSize: 8)
            let found = try whole.fileBytes()
            #expect(found == expected)
            let training = try PacedTraining(trainer, model: paced, on: examples, batchSize: 8)
            for portion in [1, 5, 3, 0, 11, 1] { try training.advance(by: portion) }
            training.finish()
            let steps = try paced.fileBytes()
            #expect(steps == expected)
        }
        let model = try model()
        try await trainer(nil).learn(model, on: examples, epochs: 3, batchSize: 8)
        let unchanged = try model.fileBytes()
        #expect(unchanged != expected)
    }

    @Test("Soft labels have no accuracy, validation with labels has")
    func softLabels() async throws {
        let examples = try Lesson.clusters(50)
        let model = try model()
        let epochs = try await trainer(Noise(softens: true))
            .learn(model, on: examples, validation: examples, epochs: 20, batchSize: 8)
        let last = try #require(epochs.last)
        #expect(last.training.accuracy == nil && last.training.loss < 0.5)
        let accuracy = try #require(last.validation?.accuracy)
        #expect(accuracy > 0.9)
    }

    @Test("What cannot be changed is said, and the weights of the last whole epoch stay")
    func errors() async throws {
        let examples = try Lesson.clusters(50)
        let failing = try model()
        let error = await #expect(throws: TrainingError.self) {
            try await trainer(Noise(failsIn: 3)).learn(
                failing,
                on: examples,
                epochs: 4,
                batchSize: 8
            )
        }
        #expect(
            error?.description == "the examples cannot be changed for epoch 3: not this time"
        )
        let (kept, wanted) = (try failing.fileBytes(), try expected(epochs: 2, of: examples))
        #expect(kept == wanted)

        let early = await #expect(throws: TrainingError.self) {
            try await trainer(Noise(isLackingOne: true))
                .learn(try model(), on: examples, epochs: 1, batchSize: 8)
        }
        #expect(
            early?.description
                == "the examples cannot be changed for epoch 1: it made inputs [49, 3] with targets "
                + "[49] for 50 examples; all must be of one shape and type, and as many as asked for"
        )
        let late = await #expect(throws: TrainingError.self) {
            try await trainer(Noise(growsIn: 2))
                .learn(try model(), on: examples, epochs: 3, batchSize: 8)
        }
        #expect(late == .inputShape(expected: [3], found: [6]))
    }
}
