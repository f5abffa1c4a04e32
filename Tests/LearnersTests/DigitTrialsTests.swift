import Learners
import NeuralNetworks
import Testing

@Suite("Trials side by side")
struct DigitTrialsTests {
    private let data: DigitData

    init() throws {
        data = try DigitData(.generated(training: 300, validation: 60, test: 1), seed: 3)
    }

    private func outcomes(
        _ trials: DigitTrials,
        epochs: Int,
        halving: Bool = false,
        sideBySide: Int? = nil
    ) async throws -> (outcomes: [DigitTrials.Outcome], epochs: Int) {
        var count = 0
        for await event in trials.run(epochs: epochs, halving: halving, sideBySide: sideBySide) {
            switch event {
            case .epoch: count += 1
            case .finished(let outcomes): return (outcomes, count)
            }
        }
        throw CancellationError()
    }

    private func trials(_ rates: [Double]) -> DigitTrials {
        DigitTrials(
            rates.map { rate in
                var learner = DigitLearner()
                learner.optimizer.learningRate = rate
                return DigitTrials.Trial(learner, on: data)
            }
        )
    }

    @Test(
        "The lowest validation loss comes first, whatever runs side by side; it is that of a plain training"
    )
    func ranked() async throws {
        let trials = trials([0.0001, 0.01, 0.001])
        let one = try await outcomes(trials, epochs: 2, sideBySide: 1)
        let three = try await outcomes(trials, epochs: 2, sideBySide: 3)
        #expect(one.outcomes.map { $0.trial } == [1, 2, 0])
        #expect(one.outcomes.map { $0.score } == three.outcomes.map { $0.score })
        #expect(one.epochs == 6 && trials.epochCount(epochs: 2, halving: false) == 6)

        var learner = trials.trials[1].learner
        learner.epochs = 2
        let model = try learner.makeModel(for: data)
        var losses: [Double] = []
        for try await epoch in learner.train(model, on: data) {
            losses.append(try #require(epoch.validation).loss)
        }
        #expect(one.outcomes[0].curve == losses && one.outcomes[0].score?.loss == losses[1])
    }

    @Test("By halving, the better ones get more epochs")
    func halving() async throws {
        let trials = trials([0.00001, 0.01, 0.001, 0.0001])
        let result = try await outcomes(trials, epochs: 1, halving: true)
        #expect(result.outcomes.map { $0.trial } == [1, 2, 3, 0])
        #expect(result.outcomes.map { $0.plannedEpochs } == [4, 2, 1, 1])
        #expect(result.outcomes.map { $0.curve.count } == [4, 2, 1, 1])
        #expect(result.epochs == 4 + 4 + 4)
        #expect(trials.epochCount(epochs: 1, halving: true) == result.epochs)
    }

    @Test("A training that fails is last and says why")
    func failure() async throws {
        var wild = DigitLearner()
        (wild.optimizer, wild.schedule) = (.sgd(learningRate: 1e30), .constant)
        let trials = DigitTrials([.init(wild, on: data), .init(DigitLearner(), on: data)])
        let result = try await outcomes(trials, epochs: 1).outcomes
        #expect(result.map { $0.trial } == [1, 0])
        #expect(result[1].score == nil && result[1].failure?.hasPrefix("the loss became ") == true)
    }

    @Test("With early stopping it is the score of the weights that are left behind")
    func best() async throws {
        var learner = DigitLearner()
        (learner.optimizer, learner.schedule) = (.adam(learningRate: 0.05), .constant)
        learner.earlyStopping = EarlyStopping(patience: 2)
        let trials = DigitTrials([.init(learner, on: data)])
        let outcome = try await outcomes(trials, epochs: 30).outcomes[0]
        #expect(outcome.score?.loss == outcome.curve.min())
        #expect(outcome.score?.loss != outcome.curve.last)
    }

    @Test("Folds measure on each training digit once and leave the others alone")
    func folds() async throws {
        let trials = try DigitTrials(folds: 4, of: data, learner: DigitLearner())
        #expect(trials.trials.map { $0.data.training.count } == [225, 225, 225, 225])
        #expect(trials.trials.map { $0.data.validation.count } == [75, 75, 75, 75])
        let result = try await outcomes(trials, epochs: 1).outcomes
        #expect(result.allSatisfy { $0.score?.count == 75 })
        let error = #expect(throws: ExamplesError.self) {
            try DigitTrials(folds: 301, of: data, learner: DigitLearner())
        }
        #expect(error == .folds(count: 301, examples: 300))
    }

    @Test("Mean and standard deviation")
    func spread() {
        let spread = Spread(of: [2, 4, 4, 4, 5, 5, 7, 9])
        #expect(spread.mean == 5 && abs(spread.deviation - (32.0 / 7).squareRoot()) < 1e-12)
        #expect(Spread(of: [3]).deviation == 0 && Spread(of: []).mean == 0)
    }

    @Test("The learning-rate finder suggests a rate that teaches, and leaves nothing behind")
    func finder() throws {
        let curve = try DigitLearner().findLearningRate(on: data)
        let rate = try #require(curve.suggestion)
        #expect((1e-4...1).contains(rate))
        #expect(try DigitLearner().findLearningRate(on: data) == curve)
    }

    @Test("Clipping, averaging and parts of a batch reach the trainer")
    func refinements() async throws {
        func weights(_ change: (inout DigitLearner) -> Void) async throws -> [Float]? {
            var learner = DigitLearner()
            learner.epochs = 1
            change(&learner)
            let model = try learner.makeModel(for: data)
            for try await _ in learner.train(model, on: data) {}
            return model[parameter: "layers.1.weight"]?.floats
        }
        let plain = try await weights { _ in }
        let clipped = try await weights { $0.clipping = .norm(0.01) }
        let averaged = try await weights { $0.averaging = WeightAveraging() }
        let parts = try await weights { $0.microBatchSize = 5 }
        #expect(plain != clipped && plain != averaged && plain != parts)
        var learner = DigitLearner()
        learner.clipping = .norm(0)
        let error = #expect(throws: TrainingError.self) { try learner.check() }
        #expect(error?.description.hasPrefix("the greatest norm of the gradients must be") == true)
    }
}
