import Computation
import Synchronization
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("When a training is over")
struct StoppingTests {
    /// A clock that a step moves on.
    private final class Time: Sendable {
        private let seconds = Mutex(0.0)
        var now: Double { seconds.withLock { $0 } }
        func pass(_ time: Double) { seconds.withLock { $0 += time } }
    }

    /// Notes what it is asked, and lets time pass.
    private struct Noting: Schedule {
        static let name = "noting"
        let asked: Notes
        let time: Time
        var seconds = 1.0

        func factor(step: Int, of total: Int) -> Double {
            if asked.note(step, total) { time.pass(seconds) }
            return 1
        }
        static func == (left: Noting, right: Noting) -> Bool { left.time === right.time }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(time)) }
    }

    private final class Notes: Sendable {
        private let asked = Mutex<[(step: Int, total: Int)]>([])
        var all: [(step: Int, total: Int)] { asked.withLock { $0 } }
        /// Whether a step was not asked for before.
        func note(_ step: Int, _ total: Int) -> Bool {
            asked.withLock { all in
                guard all.last?.step != step else { return false }
                all.append((step, total))
                return true
            }
        }
    }

    private func model() throws -> Model { try Model(Network { Dense(3) }, input: [3], seed: 1) }

    /// Runs a training whose steps take a second each, four of them an epoch.
    private func run(
        _ limit: Duration,
        epochs: Int
    ) throws -> (asked: [(step: Int, total: Int)], model: Model, events: Epochs) {
        let (notes, time) = (Notes(), Time())
        var trainer = Trainer(
            anyOptimizer: SGD(learningRate: 0.1),
            anySchedule: Noting(asked: notes, time: time)
        )
        trainer.timeLimit = limit
        let (model, examples) = (try model(), try Lesson.clusters(32))
        let session = try TrainingSession(
            trainer: trainer,
            model: model,
            examples: examples,
            validation: examples,
            epochs: epochs,
            batchSize: 8,
            now: { time.now }
        )
        let (stream, epochs) = AsyncThrowingStream.makeStream(
            of: Epoch.self,
            throwing: (any Error).self
        )
        let (_, progress) = AsyncStream.makeStream(of: TrainingProgress.self)
        try session.run(TrainingEvents(epochs: epochs, progress: progress))
        epochs.finish()
        return (notes.all, model, stream)
    }
    private typealias Epochs = AsyncThrowingStream<Epoch, any Error>

    @Test("A schedule goes by the time that is used up, and the last epoch by how far it got")
    func timeLimit() async throws {
        let (asked, _, events) = try run(.seconds(10), epochs: 1_000)
        #expect(asked.map(\.step) == Array(0..<10))
        // At first nothing is known of the speed; then every step is a tenth of the time.
        #expect(asked[0].total == 4_000)
        #expect(asked.dropFirst().allSatisfy { $0.total == 10 })
        var epochs: [Epoch] = []
        for try await epoch in events { epochs.append(epoch) }
        #expect(epochs.map(\.training.count) == [32, 32, 16])
        #expect(epochs.allSatisfy { $0.validation?.count == 32 && $0.training.loss < 2 })
    }

    @Test("Where there is time for more, the schedule ends with the epochs")
    func enoughTime() throws {
        let (asked, _, _) = try run(.seconds(10), epochs: 2)
        #expect(asked.map(\.step) == Array(0..<8) && asked.allSatisfy { $0.total == 8 })
        let exact = try run(.seconds(8), epochs: 1_000)
        #expect(exact.asked.map(\.step) == Array(0..<8))
    }

    @Test("Time may end with the first step, and not before it")
    func noTime() throws {
        let (asked, model, _) = try run(.milliseconds(1), epochs: 5)
        #expect(asked.map(\.step) == [0])
        let (found, fresh) = (try model.fileBytes(), try self.model().fileBytes())
        #expect(found != fresh)
    }

    @Test(
        "A training ends with the first epoch that is good enough, and keeps its weights",
        arguments: [TrainingGoal.untilAccuracy(0.9), .untilLoss(0.5)]
    )
    func goal(_ goal: TrainingGoal) async throws {
        let examples = try Lesson.clusters(64)
        func train(_ change: (inout Trainer) -> Void, epochs: Int) async throws -> (Model, [Epoch])
        {
            var trainer = Trainer(anyOptimizer: SGD(learningRate: 0.02))
            change(&trainer)
            let model = try model()
            let all = try await trainer.learn(
                model,
                on: examples,
                validation: examples,
                epochs: epochs
            )
            return (model, all)
        }
        let (reached, epochs) = try await train(
            {
                $0.goal = goal
                $0.earlyStopping = EarlyStopping(patience: 500)
            },
            epochs: 500
        )
        let scores = epochs.compactMap(\.validation)
        #expect(scores.count > 1 && scores.count < 500)
        #expect(scores.dropLast().allSatisfy { !goal.isReached(by: $0) })
        #expect(scores.last.map { goal.isReached(by: $0) } == true)
        let (same, _) = try await train({ _ in }, epochs: epochs.count)
        let (found, expected) = (try reached.fileBytes(), try same.fileBytes())
        #expect(found == expected)
    }

    @Test("Goals that cannot be are refused")
    func refusals() async throws {
        let examples = try Lesson.clusters(8)
        let numbers = try Lesson.line(8)
        func message(
            _ change: (inout Trainer) -> Void,
            validation: Examples?
        ) async throws -> String? {
            var trainer = Trainer(anyLoss: MeanSquaredError())
            change(&trainer)
            let (input, outputs) = (validation?.inputShape ?? [3], validation == numbers ? 1 : 3)
            let model = try Model(Network { Dense(outputs) }, input: input, seed: 1)
            let learned = validation ?? examples
            let error = await #expect(throws: TrainingError.self) {
                try await trainer.learn(model, on: learned, validation: validation, epochs: 1)
            }
            return error?.description
        }
        let without = try await message({ $0.goal = .untilLoss(0.1) }, validation: nil)
        #expect(
            without
                == "the goal must be used with validation examples, not without validation examples"
        )
        let unlabelled = try await message({ $0.goal = .untilAccuracy(0.9) }, validation: numbers)
        #expect(
            unlabelled
                == "the accuracy to reach must be used with labels of classes, not with other targets"
        )
        let percent = try await message({ $0.goal = .untilAccuracy(99) }, validation: examples)
        #expect(percent == "the accuracy to reach must be above 0 and at most 1, not 99.0")
        let hurry = try await message({ $0.timeLimit = .zero }, validation: examples)
        #expect(hurry == "the time limit must be more than no time, not 0.0 seconds")
    }
}
