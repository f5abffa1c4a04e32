import Computation
import NeuralNetworks
import Testing

/// A small task, the network for it, and how well it must be learned.
struct LearningCase: Sendable, CustomTestStringConvertible {
    let name: String
    let network: Network
    let loss: any Loss
    let examples: @Sendable () throws -> Examples
    var learningRate = 0.05
    var epochs = 200
    /// The largest distance of an output from its answer.
    var tolerance: Float = 0.1

    var testDescription: String { "\(name) by \(type(of: loss).name)" }

    static func xor(
        _ output: Dense,
        _ loss: any Loss,
        _ examples: @escaping @Sendable () throws -> Examples
    ) -> LearningCase {
        let network = Network {
            Dense(6, activation: .tanh)
            output
        }
        return LearningCase(name: "exclusive or", network: network, loss: loss, examples: examples)
    }

    static let all = [
        xor(Dense(2), .softmaxCrossEntropy, Lesson.xor),
        xor(Dense(2, activation: .sigmoid), .quadratic, Lesson.xor),
        xor(Dense(1, activation: .sigmoid), .quadratic, Lesson.xorNumbers),
        xor(Dense(1), .binaryCrossEntropy, Lesson.xorNumbers),
        xor(Dense(1), .binaryCrossEntropy, Lesson.xor),
        LearningCase(
            name: "a line",
            network: Network { Dense(1) },
            loss: .meanSquaredError,
            examples: { try Lesson.line(64) },
            tolerance: 0.01
        ),
        LearningCase(
            name: "clusters",
            network: Network { Dense(3) },
            loss: .softmaxCrossEntropy,
            examples: { try Lesson.clusters(60) }
        ),
        LearningCase(
            name: "two questions",
            network: Network { Dense(2) },
            loss: .binaryCrossEntropy,
            examples: { try Lesson.questions(64) },
            learningRate: 0.3,
            tolerance: 0.5
        ),
    ]
}

@Suite("Learning")
struct LearningTests {
    @Test("A small task is learned", arguments: LearningCase.all)
    func learns(_ task: LearningCase) async throws {
        let examples = try task.examples()
        let model = try Model(task.network, input: examples.inputShape, seed: 3)
        let trainer = Trainer(
            anyLoss: task.loss,
            anyOptimizer: Adam(learningRate: task.learningRate)
        )
        let epochs = try await trainer.learn(
            model,
            on: examples,
            epochs: task.epochs,
            batchSize: 16
        )

        let last = try #require(epochs.last)
        #expect(last.training.loss < epochs[0].training.loss)
        let outputs = try model.predict(examples.inputs).floats
        for (output, answer) in zip(outputs, answers(examples, model)) {
            #expect(abs(output - answer) < task.tolerance)
        }
    }

    /// What the outputs should be: labels become rows with a one, or a number for a single output.
    private func answers(_ examples: Examples, _ model: Model) -> [Float] {
        guard let labels = examples.labels, model.outputShape.count > 1 else {
            return examples.targets.floats
        }
        return labels.flatMap { label in
            (0..<model.outputShape.count).map { $0 == label ? 1 : 0 }
        }
    }

    @Test("The loss goes down with every optimizer", arguments: OptimizerCatalogue.optimizers)
    func everyOptimizer(_ optimizer: any Optimizer) async throws {
        for loss in LossCatalogue.losses {
            let examples = try Lesson.clusters(30)
            let model = try Model(Network { Dense(3, activation: .tanh) }, input: [3], seed: 1)
            let epochs = try await Trainer(anyLoss: loss, anyOptimizer: optimizer)
                .learn(model, on: examples, epochs: 20, batchSize: 10)
            let losses = epochs.map(\.training.loss)
            #expect(losses[19] < 0.99 * losses[0], "\(type(of: loss).name)")
        }
    }

    @Test("Accuracy is the share of examples whose label got the largest output")
    func accuracy() async throws {
        let examples = try Lesson.clusters(40, seed: 5)
        let model = try Model(Network { Dense(3) }, input: [3], seed: 2)
        let score = try Trainer(anyLoss: SoftmaxCrossEntropy()).evaluate(model, on: examples)
        let answers = try model.classify(examples.inputs).map(\.answer)
        let labels = try #require(examples.labels)
        let right = zip(answers, labels).count { $0 == $1 }
        #expect(score.accuracy == Double(right) / 40)
        #expect(score.count == 40)
    }

    @Test("An epoch's score counts every example once", arguments: [1, 7, 8, 20, 100])
    func epochScore(batchSize: Int) async throws {
        let examples = try Lesson.clusters(20)
        let model = try Model(Network { Dense(3) }, input: [3], seed: 2)
        // Steps so small that the score is that of the first weights.
        let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: .sgd(learningRate: 1e-30))
        let expected = try trainer.evaluate(model, on: examples)
        let epochs = try await trainer.learn(
            model,
            on: examples,
            validation: examples,
            epochs: 1,
            batchSize: batchSize
        )
        let epoch = try #require(epochs.first)
        #expect(abs(epoch.training.loss - expected.loss) < 1e-6)
        #expect(epoch.training.accuracy == expected.accuracy)
        #expect(epoch.validation == expected)
        #expect(epoch.training.count == 20)
    }

    @Test("Training goes on from the weights that the model has")
    func continues() async throws {
        let examples = try Lesson.line(32)
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let trainer = Trainer(loss: .meanSquaredError, optimizer: .sgd(learningRate: 0.1))
        let first = try await trainer.learn(model, on: examples, epochs: 5)
        let second = try await trainer.learn(model, on: examples, epochs: 5)
        #expect(second[0].training.loss < first[4].training.loss)
    }
}
