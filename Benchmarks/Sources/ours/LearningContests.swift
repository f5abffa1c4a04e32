import CBenchmarkSystem
import Conversation
import NeuralNetworks

/// Single steps on batches that were sliced beforehand, as bytes.
final class StepContest: Contest {
    private let batches: [Examples]
    private let training: StepwiseTraining
    private var repetition = Repetition()

    init(_ work: Work.Training, on examples: Examples, _ processor: Processor) throws {
        guard (1...examples.count).contains(work.batch) else {
            throw Refusal("a batch holds 1 to \(examples.count) examples, not \(work.batch)")
        }
        let examples = try fitted(examples, to: work)
        batches = (0..<min(100, examples.count / work.batch)).map { index in
            examples[index * work.batch..<(index + 1) * work.batch]
        }
        training = try StepwiseTraining(
            try makeTrainer(work, processor: processor),
            model: try makeModel(work, processor: processor)
        )
    }

    deinit { training.finish() }

    func run(seconds: Double) throws -> Lap {
        try repetition.run(seconds: seconds) { call in
            try training.learn(from: batches[call % batches.count])
        }
    }
}

/// Whole epochs by the trainer, shuffling included.
struct EpochContest: Contest {
    private let examples: Examples
    private let model: Model
    private let trainer: Trainer
    private let batch: Int
    private var secondsPerEpoch: Double?

    init(_ work: Work.Training, on examples: Examples, _ processor: Processor) throws {
        self.examples = try fitted(examples, to: work)
        model = try makeModel(work, processor: processor)
        trainer = try makeTrainer(work, processor: processor)
        batch = work.batch
    }

    mutating func run(seconds: Double) async throws -> Lap {
        // The first epoch, which also touches all memory for the first time, does not count.
        let expected =
            if let secondsPerEpoch { secondsPerEpoch } else { try await learn(epochs: 1) }
        // To its end: a training that is left early may still be in its last step when the next begins.
        let epochs = max(1, Int((seconds / max(expected, 1e-6)).rounded(.up)))
        let elapsed = try await learn(epochs: epochs)
        secondsPerEpoch = elapsed / Double(epochs)
        return Lap(iterations: epochs, seconds: elapsed)
    }

    /// How long some epochs take, without what the trainer prepares before the first.
    private func learn(epochs: Int) async throws -> Double {
        var seconds = 0.0
        for try await epoch in trainer.train(model, on: examples, epochs: epochs, batchSize: batch)
        {
            seconds += epoch.seconds
        }
        return seconds
    }
}
