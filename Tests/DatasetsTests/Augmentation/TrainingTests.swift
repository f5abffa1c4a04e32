import Computation
import Datasets
import NeuralNetworks
import TestSupport
import Testing

@Suite("Learning from pictures that change")
struct TrainingTests {
    private func train(
        _ augmentation: (any ExampleTransformation)?,
        threads: Int = 1
    ) async throws -> (weights: [Float], epochs: [Epoch]) {
        let digits = GeneratedDigits().examples(120, of: .training)
        let network = Network {
            Flatten()
            Dense(10)
        }
        let model = try Model(network, input: [28, 28], seed: 1)
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adam(learningRate: 0.01),
            augmentation: augmentation,
            seed: 3,
            processor: Processor(threads: threads)
        )
        var epochs: [Epoch] = []
        let run = trainer.train(model, on: digits, validation: digits, epochs: 2)
        for try await epoch in run { epochs.append(epoch) }
        return (model[parameter: "layers.1.weight"]?.floats ?? [], epochs)
    }

    @Test("An augmentation and mixtures are a trainer's setting, whatever the threads")
    func bits() async throws {
        let plain = try await train(nil)
        let all: [any ExampleTransformation] = [
            Augmentation {
                Shift(pixels: 2)
                Rotate(degrees: 10)
            },
            MixUp(), CutMix(),
        ]
        for transformation in all {
            let changed = try await train(transformation)
            let shared = try await train(transformation, threads: 2)
            #expect(changed.weights == shared.weights && changed.weights != plain.weights)
            let hasAccuracy = changed.epochs.allSatisfy { $0.training.accuracy != nil }
            #expect(hasAccuracy == (transformation is Augmentation))
            #expect(changed.epochs.allSatisfy { $0.validation?.accuracy != nil })
        }
    }

    /// What a convolutional network with everything that is random or of the batch has learned from digits
    /// that change, as the bytes of its file.
    private func bytes(
        _ count: Int,
        batchSize: Int,
        _ processor: Processor,
        seed: UInt64 = 5
    ) async throws -> [UInt8] {
        let network = Network {
            Conv2D(6, kernel: 5, stride: 2, padding: .same, usesBias: false)
            BatchNorm()
            Activation(.relu)
            SpatialDropout(0.2)
            Conv2D(8, kernel: 3, activation: .gelu)
            MaxPooling2D(window: 2)
            Flatten()
            Dropout(0.3)
            Dense(10)
        }
        let model = try Model(network, input: [28, 28], seed: 1, processor: processor)
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adam(learningRate: 0.01),
            augmentation: Augmentation {
                Shift(pixels: 2)
                Rotate(degrees: 10)
                Scale(0.9...1.1)
                Elastic()
                Erase(share: 0.1)
            },
            seed: seed,
            processor: processor
        )
        let digits = GeneratedDigits().examples(count, of: .training)
        let run = trainer.train(model, on: digits, epochs: 2, batchSize: batchSize)
        for try await _ in run {}
        return try withTemporaryFolder { folder in
            try model.save(to: folder + "/model.safetensors")
            return try WholeFile.read(folder + "/model.safetensors")
        }
    }

    @Test("A convolutional network learns the same bytes on one to four threads")
    func threads() async throws {
        // The last batch is smaller than the others.
        let expected = try await bytes(150, batchSize: 64, Processor(threads: 1))
        for threads in 2...4 {
            let found = try await bytes(150, batchSize: 64, Processor(threads: threads))
            #expect(found == expected, "\(threads) threads")
        }
        let other = try await bytes(150, batchSize: 64, Processor(threads: 1), seed: 6)
        #expect(other != expected)
    }

    @Test("It learns the same bytes on every instruction set")
    func instructionSets() async throws {
        let expected = try await bytes(19, batchSize: 8, Processor(threads: 1))
        for set in InstructionSet.available where set != .best {
            let processor = Processor(threads: 2, instructionSet: set)
            let found = try await bytes(19, batchSize: 8, processor)
            #expect(found == expected, "\(set)")
        }
    }
}
