import CSystem
import Conversation
import NeuralNetworks

/// Single steps on batches that were sliced beforehand, as bytes.
struct StepContest: Contest {
    private let batches: [Examples]
    private let training: StepwiseTraining
    private var repetition = Repetition()

    init(_ work: Work.Training, on examples: Examples, _ processor: Processor) throws {
        guard (1...examples.count).contains(work.batch) else {
            throw Refusal("a batch holds 1 to \(examples.count) examples, not \(work.batch)")
        }
        let examples = try flat(examples, width: work.layers.first ?? 0)
        batches = (0..<min(100, examples.count / work.batch)).map { index in
            examples[index * work.batch..<(index + 1) * work.batch]
        }
        training = try StepwiseTraining(
            try makeTrainer(work, processor: processor),
            model: try makeModel(
                layers: work.layers,
                activation: work.activation,
                processor: processor
            )
        )
    }

    mutating func run(seconds: Double) throws -> Lap {
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
    private var isWarm = false

    init(_ work: Work.Training, on examples: Examples, _ processor: Processor) throws {
        self.examples = try flat(examples, width: work.layers.first ?? 0)
        model = try makeModel(
            layers: work.layers,
            activation: work.activation,
            processor: processor
        )
        trainer = try makeTrainer(work, processor: processor)
        batch = work.batch
    }

    mutating func run(seconds: Double) async throws -> Lap {
        var (epochs, elapsed) = (0, 0.0)
        // The first epoch, which also touches all memory for the first time, does not count.
        var uncounted = isWarm ? 0 : 1
        isWarm = true
        let run = trainer.train(model, on: examples, epochs: 1_000_000, batchSize: batch)
        for try await epoch in run {
            guard uncounted == 0 else {
                uncounted -= 1
                continue
            }
            epochs += 1
            elapsed += epoch.seconds
            if elapsed >= seconds { break }
        }
        return Lap(iterations: epochs, seconds: elapsed)
    }
}
