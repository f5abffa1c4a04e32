import Computation
import Synchronization
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Finding settings")
struct SearchTests {
    @Test("A learning rate is found without touching the model")
    func learningRate() throws {
        let examples = try Lesson.line(64)
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let before = try model.fileBytes()
        let trainer = Trainer(loss: .meanSquaredError, optimizer: .sgd(learningRate: 123))
        let curve = try trainer.findLearningRate(model, on: examples, batchSize: 16)
        let after = try model.fileBytes()
        #expect(before == after)
        let rates = curve.points.map(\.rate)
        #expect(abs(rates[0] - 1e-6) < 1e-12 && rates.count > 50 && rates.count < 100)
        #expect(zip(rates, rates.dropFirst()).allSatisfy { abs($1 / $0 - 1.1769) < 0.001 })
        let suggestion = try #require(curve.suggestion)
        #expect(suggestion > 0.003 && suggestion < 1)
        // It works.
        var good = trainer
        good.optimizer.learningRate = suggestion
        let training = try PacedTraining(good, model: model, on: examples, batchSize: 16)
        let first = try training.advance(by: 4).loss
        try training.advance(by: 40)
        let last = try training.advance(by: 4).loss
        #expect(last < first / 2)
        let never = LearningRateCurve(points: [.init(rate: 1, loss: 1), .init(rate: 2, loss: 2)])
        #expect(never.suggestion == nil)
        training.finish()
        #expect(throws: TrainingError.self) {
            try trainer.findLearningRate(model, on: examples, rates: 0...1)
        }
        #expect(throws: TrainingError.self) {
            try trainer.findLearningRate(model, on: examples, steps: 1)
        }
    }

    @Test("Each example validates once, and classes are spread evenly")
    func folds() throws {
        let labels = (0..<53).map { Int32($0 < 20 ? 0 : $0 < 45 ? 1 : 2) }
        let examples = try Examples(
            inputs: Tensor((0..<53).map(Float.init), shape: [53, 1]),
            targets: Tensor(labels)
        )
        let folds = try examples.folds(5, seed: 3)
        #expect(folds.count == 5)
        #expect(folds.flatMap { $0.validation.inputs.floats }.sorted() == (0..<53).map(Float.init))
        for fold in folds {
            let all = fold.training.inputs.floats + fold.validation.inputs.floats
            #expect(all.sorted() == (0..<53).map(Float.init))
            let found = try #require(fold.validation.labels)
            let counts = (0..<3).map { label in found.count { $0 == label } }
            #expect(counts[0] == 4 && counts[1] == 5 && (1...2).contains(counts[2]))
        }
        let (again, others) = (try examples.folds(5, seed: 3), try examples.folds(5, seed: 4))
        #expect(again == folds && others != folds)
        #expect(try Lesson.line(7).folds(7).allSatisfy { $0.validation.count == 1 })
        let error = #expect(throws: ExamplesError.self) { try examples.folds(54) }
        #expect(
            error?.description
                == "53 examples cannot make 54 folds; ask for 2 or more, and for no more than there "
                + "are examples"
        )
    }

    @Test("A sweep ranks settings, whatever runs side by side", arguments: [1, 3])
    func sweep(sideBySide: Int) async throws {
        let examples = try Lesson.line(32)
        let sweep = Sweep(Sweep.grid([0.001, 0.1, 1e20], [4, 32]))
        let rows = await sweep.run(epochs: 3, sideBySide: sideBySide) { setting, epochs in
            let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
            let trainer = Trainer(
                loss: .meanSquaredError,
                optimizer: .sgd(learningRate: setting.0),
                processor: Processor(threads: 1)
            )
            return try await trainer.learn(
                model,
                on: examples,
                validation: examples,
                epochs: epochs,
                batchSize: setting.1
            ).last?.validation
        }
        #expect(rows.map(\.number) == [2, 3, 0, 1, 4, 5])
        #expect(rows[0].setting == (0.1, 4) && rows[0].epochs == 3 && rows[0].failure == nil)
        #expect(rows.suffix(2).allSatisfy { $0.score == nil && $0.failure?.isEmpty == false })
    }

    @Test("Random settings are a function of the seed")
    func random() {
        let draws = [1, 1, 2].map { seed in
            Sweep(random: 5, seed: seed) { $0.uniform(in: 0...1) }.settings
        }
        #expect(draws[0] == draws[1] && draws[0] != draws[2] && Set(draws[0]).count == 5)
    }

    @Test("Halving gives the promising ones longer trainings")
    func halving() async {
        let calls = Mutex<[Int: [Int]]>([:])
        let rows = await Sweep([5, 1, 4, 2, 3]).halve(by: 2, from: 3, sideBySide: 2) {
            setting,
            epochs in
            calls.withLock { $0[epochs, default: []].append(setting) }
            return Score(loss: Double(setting), accuracy: nil, count: 1)
        }
        #expect(rows.map(\.setting) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.epochs) == [24, 12, 6, 3, 3])
        let all = calls.withLock { $0.mapValues { $0.sorted() } }
        #expect(all == [3: [1, 2, 3, 4, 5], 6: [1, 2, 3], 12: [1, 2], 24: [1]])
    }
}
