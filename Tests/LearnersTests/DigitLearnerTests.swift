import Datasets
import Learners
import NeuralNetworks
import TestSupport
import Testing

@Suite("The digit learner")
struct DigitLearnerTests {
    /// Trains on a few generated digits.
    private func train(_ learner: DigitLearner) async throws -> (Model, DigitData) {
        let data = try DigitData(.generated(training: 500, validation: 50, test: 200), seed: 3)
        let model = try learner.makeModel(for: data)
        for try await _ in learner.train(model, on: data) {}
        return (model, data)
    }

    @Test("A few hundred digits teach much more than guessing")
    func learns() async throws {
        let (model, data) = try await train(DigitLearner())
        let report = try DigitReport(model, on: try #require(data.test))
        #expect(report.confusion.baseline == 0.1)
        #expect(report.confusion.accuracy > 0.6)
    }

    @Test(
        "The quadratic cost teaches as well, with sigmoid outputs",
        arguments: [nil, .relu, .tanh] as [ActivationFunction?]
    )
    func quadratic(_ activation: ActivationFunction?) async throws {
        let (model, data) = try await train(
            DigitLearner(loss: QuadraticCost(), activation: activation)
        )
        let report = try DigitReport(model, on: try #require(data.test))
        #expect(report.confusion.accuracy > 0.5)
        #expect(model.information.interpretation == .values)
        let hidden = Dense(16, activation: activation ?? .sigmoid)
        let output = Dense(10, activation: .sigmoid)
        #expect(model.network == Network([Flatten(), hidden, hidden, output]))
    }

    @Test("The network is the one that was asked for, and says what it reads")
    func model() throws {
        let data = try DigitData(.generated(training: 1, validation: 1, test: 1), seed: 1)
        let model = try DigitLearner(hidden: [20], activation: .tanh).makeModel(for: data)
        #expect(model.parameterCount == 784 * 20 + 20 + 20 * 10 + 10)
        #expect(model.information.labels == DigitData.classNames)
        #expect(model.information.preparation["kind"] == "digit")
        #expect(DigitPreparation.suits(model))
        #expect(!DigitPreparation.suits(try Model(Network { Dense(1) }, input: [784])))
        #expect(try DigitLearner().makeModel(for: data).parameterCount == 13_002)
    }

    @Test("The same seed gives the same model")
    func seeds() async throws {
        var weights: [[Float]?] = []
        for seed: UInt64 in [1, 1, 2] {
            var learner = DigitLearner()
            (learner.epochs, learner.seed) = (1, seed)
            let (model, _) = try await train(learner)
            weights.append(model[parameter: "layers.1.weight"]?.floats)
        }
        #expect(weights[0] == weights[1] && weights[0] != weights[2])
    }

    @Test("Settings that make no sense are found before anything is drawn")
    func check() throws {
        var learner = DigitLearner()
        try learner.check()
        learner.epochs = 0
        let error = #expect(throws: TrainingError.self) { try learner.check() }
        #expect(error?.description == "the number of epochs must be at least 1, not 0")
    }

    @Test("Generated digits keep the proportions of MNIST", arguments: [1, 24, 600])
    func proportions(count: Int) throws {
        let data = try DigitData(.generated(count: count), seed: 1)
        #expect(data.training.count == count)
        #expect(data.validation.count == max(1, count / 12))
        #expect(data.test?.count == max(1, count / 6))
        #expect(
            DigitData.Source.generated
                == .generated(training: 60_000, validation: 5_000, test: 10_000)
        )
    }
}

@Suite("The digit report")
struct DigitReportTests {
    private let report: DigitReport
    private let model: Model
    private let examples: Examples

    init() throws {
        let data = try DigitData(.generated(training: 1, validation: 1, test: 150), seed: 2)
        examples = try #require(data.test)
        // Untrained, so that it is often wrong.
        model = try DigitLearner().makeModel(for: data)
        report = try DigitReport(model, on: examples)
    }

    @Test("Accuracy, confusion and mistakes are of one piece")
    func consistent() throws {
        let labels = try #require(examples.labels)
        let answers = try model.classify(examples.inputs).map(\.answer)
        #expect(report.answers.map(\.answer) == answers)
        #expect(report.confusion.total == 150)
        #expect(report.mistakes.count == 150 - report.confusion.correct)
        #expect(report.mistakes.allSatisfy { answers[$0] != labels[$0] })
        for truth in 0..<10 {
            for answer in 0..<10 {
                let count = zip(labels, answers).count { $0 == (truth, answer) }
                #expect(report.confusion.counts[truth][answer] == count)
            }
        }
    }

    @Test("The most confident mistakes and the greatest doubts come first")
    func order() {
        let mistakes = report.mistakes.map { report.answers[$0].confidence }
        #expect(mistakes == mistakes.sorted(by: >))
        let doubts = report.doubts.map { report.answers[$0].confidence }
        #expect(doubts == doubts.sorted() && doubts.count == 150)
        #expect(Set(report.doubts) == Set(0..<150))
    }

    @Test("The loss is the mean over the examples")
    func loss() throws {
        let labels = try #require(examples.labels)
        let surprises = zip(report.answers, labels).map { answer, label in
            -Double(answer.probabilities[label]).naturalLogarithm
        }
        let mean = surprises.reduce(0, +) / 150
        #expect(abs(report.loss - mean) < 1e-5 * mean)
    }

    @Test("Examples of another shape are refused")
    func shape() throws {
        let other = try Examples(
            inputs: Tensor([Float](repeating: 0, count: 9), shape: [1, 3, 3]),
            targets: Tensor([0] as [Int32])
        )
        let error = #expect(throws: TrainingError.self) { _ = try DigitReport(model, on: other) }
        #expect(
            error?.description
                == "the model takes examples of shape [28, 28], but these are [3, 3]"
        )
    }
}
