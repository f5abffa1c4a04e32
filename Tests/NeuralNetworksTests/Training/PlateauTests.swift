import Computation
import NeuralNetworks
import TestSupport
import Testing

/// Validation losses, and what a rate that halves after three epochs without gain has come to.
private let plateaus: [([Double], Double)] = [
    ([], 1), ([3, 2, 1], 1), ([3, 3, 3], 1), ([3, 3, 3, 3], 0.5), ([3, 3, 3, 2, 2, 2], 1),
    ([3, 4, 5, 6, 2, 2, 2, 2], 0.25), ([3, 3, 3, 3, 3, 3, 3], 0.25),
    ([3, 2.9999, 2.9998, 2.9997], 0.5), ([-1, -2, -3, -3, -3], 1), ([-3, -3, -3, -3], 0.5),
]

@Suite("Learning rates that go by the validation loss")
struct PlateauTests {
    @Test(
        "The rate falls after each plateau",
        arguments: plateaus
    )
    func factors(losses: [Double], expected: Double) {
        let schedule = ReduceOnPlateau(factor: 0.5, patience: 2, threshold: 0.001)
        let factor = schedule.factor(step: 9, of: 10, after: losses)
        #expect(factor == expected)
        let warm = WarmUp(steps: 2, then: schedule).factor(step: 9, of: 10, after: losses)
        #expect(warm == expected)
        let last = Piecewise([.init(steps: 2)], then: schedule)
        #expect(last.factor(step: 9, of: 10, after: losses) == expected && last.needsValidation)
    }

    @Test("A training tells its schedule how validation went")
    func training() async throws {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        var trainer = Trainer(
            loss: .meanSquaredError,
            optimizer: .sgd(learningRate: 0.4),
            schedule: .reduceOnPlateau(factor: 0.5, patience: 0)
        )
        // Validation has other answers, so its loss soon rises.
        let validation = try Examples(
            inputs: Lesson.line(20).inputs,
            targets: Tensor(random: [20, 1])
        )
        let examples = try Lesson.line(20)
        let epochs = try await trainer.learn(
            model,
            on: examples,
            validation: validation,
            epochs: 8,
            batchSize: 5
        )
        let losses = epochs.compactMap { $0.validation?.loss }
        for (index, epoch) in epochs.enumerated() {
            let factor = trainer.schedule.factor(step: 0, of: 1, after: Array(losses[..<index]))
            #expect(epoch.learningRate == 0.4 * factor)
        }
        #expect(try #require(epochs.last).learningRate < 0.2)
        let error = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: examples, epochs: 1)
        }
        #expect(
            error?.description
                == "the schedule must be used with validation examples, not without validation examples"
        )
        trainer.optimizer = SGD(learningRate: 0.1)
        let paced = try PacedTraining(trainer, model: model, on: examples)
        paced.validationLosses = [1, 2]
        #expect(paced.validationLosses == [1, 2])
    }
}
