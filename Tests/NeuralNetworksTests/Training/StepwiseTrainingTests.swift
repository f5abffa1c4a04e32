import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Steps that the caller takes")
struct StepwiseTrainingTests {
    private let network = Network {
        Flatten()
        Dense(16, activation: .sigmoid)
        Dense(10)
    }

    private func trainer(_ optimizer: some Optimizer = Adam(learningRate: 0.01)) -> Trainer {
        Trainer(loss: .softmaxCrossEntropy, optimizer: optimizer, processor: Processor(threads: 2))
    }

    @Test("One batch that holds everything gives the bits of an epoch")
    func sameAsEpochs() async throws {
        let examples = try Lesson.pixels(1)
        let (stepped, trained) = (
            try Model(network, input: [28, 28], seed: 1),
            try Model(network, input: [28, 28], seed: 1)
        )
        let training = try StepwiseTraining(trainer(), model: stepped)
        for _ in 0..<5 { try training.learn(from: examples) }
        training.finish()
        try await trainer().learn(trained, on: examples, epochs: 5, batchSize: 1)
        let (found, expected) = (try stepped.fileBytes(), try trained.fileBytes())
        #expect(found == expected)
        #expect(training.stepCount == 5)
    }

    @Test("Batches of any size and kind in turn, and the loss falls")
    func batches() throws {
        let model = try Model(network, input: [28, 28], seed: 1)
        let bytes = try Lesson.pixels(24)
        let floats = try Examples(
            inputs: Tensor(bytes.inputs.floats.map { $0 / 255 }, shape: bytes.inputs.shape),
            targets: bytes.targets
        )
        let training = try StepwiseTraining(trainer(), model: model)
        let first = try training.learn(from: bytes)
        for step in 0..<200 {
            try training.learn(from: step % 2 == 0 ? bytes[0..<7] : floats[3..<24])
        }
        let last = try training.learn(from: bytes)
        #expect(first.count == 24 && last.loss < first.loss)
        #expect(last.accuracy.map { $0 > 0.5 } == true)
        training.finish()
    }

    @Test("The score is that of the weights before the step")
    func score() throws {
        let model = try Model(network, input: [28, 28], seed: 1)
        let examples = try Lesson.pixels(20)
        let before = try trainer().evaluate(model, on: examples)
        let training = try StepwiseTraining(trainer(), model: model)
        let score = try training.learn(from: examples)
        #expect(abs(score.loss - before.loss) < 1e-5 && score.accuracy == before.accuracy)
        #expect(score.count == 20)
    }

    @Test("A model learns from one training at a time, and again when it is over")
    func exclusive() throws {
        let model = try Model(network, input: [28, 28], seed: 1)
        var training: StepwiseTraining? = try StepwiseTraining(trainer(), model: model)
        #expect(throws: TrainingError.alreadyLearning) {
            _ = try StepwiseTraining(trainer(), model: model)
        }
        try training?.learn(from: try Lesson.pixels(3))
        training = nil  // As good as finished.
        try StepwiseTraining(trainer(), model: model).finish()
    }

    @Test("More sizes of batches than plans are kept")
    func manySizes() throws {
        let model = try Model(network, input: [28, 28], seed: 1)
        let examples = try Lesson.pixels(20)
        let training = try StepwiseTraining(trainer(), model: model)
        for _ in 0..<2 {
            for count in 1...20 {
                #expect(try training.learn(from: examples[0..<count]).count == count)
            }
        }
        training.finish()
    }

    @Test("Readers never see weights that are no numbers, and no training begins with them")
    func finite() throws {
        let model = try Model(Network { Dense(2) }, input: [3], seed: 1)
        let examples = try Examples(
            inputs: Tensor([1, 1, 1] as [Float], shape: [1, 3]),
            targets: Tensor([1] as [Int32])
        )
        // One step makes infinite weights of a finite loss.
        let training = try StepwiseTraining(
            trainer(SGD(learningRate: 3e38, weightDecay: 10)),
            model: model
        )
        _ = model[parameter: "layers.0.weight"]  // Asks for a publication.
        try training.learn(from: examples)
        let seen = try #require(model[parameter: "layers.0.weight"])
        #expect(seen.floats.allSatisfy { $0.isFinite })
        training.finish()
        let kept = try #require(model[parameter: "layers.0.weight"])
        #expect(kept.floats.allSatisfy { $0.isFinite })

        let infinite = Tensor([Float](repeating: .infinity, count: 6), shape: [2, 3])
        try model.setParameter("layers.0.weight", to: infinite)
        let error = #expect(throws: TrainingError.self) {
            _ = try StepwiseTraining(trainer(), model: model)
        }
        #expect(error?.description.contains("layers.0.weight") == true)
        try model.setParameter("layers.0.weight", to: kept)
        try StepwiseTraining(trainer(), model: model).finish()
    }

    @Test("A batch that does not fit, and a loss that is lost, leave the weights good")
    func errors() throws {
        let model = try Model(network, input: [28, 28], seed: 1)
        let training = try StepwiseTraining(trainer(SGD(learningRate: 1e38)), model: model)
        let (small, good) = (try Lesson.pixels(3, shape: [5]), try Lesson.pixels(8))
        #expect(throws: TrainingError.inputShape(expected: [28, 28], found: [5])) {
            try training.learn(from: small)
        }
        let error = #expect(throws: TrainingError.self) {
            for _ in 0..<10 { try training.learn(from: good) }
        }
        #expect(error?.description.contains("try a tenth of it") == true)
        training.finish()
        #expect(throws: TrainingError.finished) { try training.learn(from: good) }
        let outputs = try model.outputs(Tensor([Float](repeating: 1, count: 784), shape: [28, 28]))
        #expect(outputs.floats.allSatisfy { $0.isFinite })
    }
}
