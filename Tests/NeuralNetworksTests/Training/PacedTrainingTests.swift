import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("A training that goes on when it is told to")
struct PacedTrainingTests {
    private let network = Network {
        Flatten()
        Dense(16, activation: .relu)
        Dropout(0.2)
        Dense(10)
    }

    private func model() throws -> Model { try Model(network, input: [28, 28], seed: 1) }

    private func trainer(threads: Int = 1) -> Trainer {
        Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adam(learningRate: 0.01),
            seed: 3,
            processor: Processor(threads: threads)
        )
    }

    @Test("Any portions of steps give the bits of whole epochs", arguments: [1, 2])
    func sameAsEpochs(threads: Int) async throws {
        let examples = try Lesson.pixels(50)
        let (paced, trained) = (try model(), try model())
        let training = try PacedTraining(
            trainer(threads: threads),
            model: paced,
            on: examples,
            batchSize: 8
        )
        #expect(training.stepsPerEpoch == 7)
        for portion in [1, 5, 3, 0, 11, 1] { try training.advance(by: portion) }
        training.finish()
        try await trainer().learn(trained, on: examples, epochs: 3, batchSize: 8)
        let (found, expected) = (try paced.fileBytes(), try trained.fileBytes())
        #expect(found == expected && training.stepCount == 21)
    }

    @Test("One that begins behind others goes on with their examples")
    func startingAt() throws {
        let examples = try Lesson.pixels(50)
        let (first, second) = (try model(), try model())
        let whole = try PacedTraining(trainer(), model: first, on: examples, batchSize: 8)
        try whole.advance(by: 9)
        let later = try PacedTraining(
            trainer(),
            model: second,
            on: examples,
            batchSize: 8,
            startingAt: 9
        )
        let (expected, found) = (whole.upcoming, later.upcoming)
        #expect(found == expected && found.count == 8)
        #expect(Set(found).isSubset(of: Set(0..<50)))
    }

    @Test("The next examples are those of the next step")
    func upcoming() throws {
        let examples = try Lesson.pixels(50)
        let (paced, stepped) = (try model(), try model())
        let plain = Trainer(loss: .softmaxCrossEntropy, optimizer: .sgd(learningRate: 0.1), seed: 3)
        let training = try PacedTraining(plain, model: paced, on: examples, batchSize: 8)
        let steps = try StepwiseTraining(plain, model: stepped)
        for _ in 0..<10 {
            let batch = examples[training.upcoming]
            let score = try training.advance(by: 1)
            let same = try steps.learn(from: batch)
            #expect(score == same)
        }
        training.finish()
        steps.finish()
        let (found, expected) = (try paced.fileBytes(), try stepped.fileBytes())
        #expect(found == expected)
    }

    @Test("A single example is a step of its own and leaves the order as it was")
    func singleExample() throws {
        let examples = try Lesson.pixels(50)
        let model = try model()
        let training = try PacedTraining(trainer(), model: model, on: examples, batchSize: 8)
        try training.advance(by: 2)
        let upcoming = training.upcoming
        let before = model[parameter: "layers.1.weight"]
        let score = try training.learn(from: examples[7..<8])
        training.publish()
        let after = model[parameter: "layers.1.weight"]
        #expect(score.count == 1 && training.stepCount == 3 && before != after)
        let same = training.upcoming
        #expect(same == upcoming)
    }

    @Test("A weight that is turned is turned for readers and for the next step")
    func turning() throws {
        let examples = try Lesson.pixels(50)
        let model = try model()
        let training = try PacedTraining(trainer(), model: model, on: examples, batchSize: 8)
        try training.advance(by: 2)
        training.publish()
        let weights = try #require(model[parameter: "layers.1.weight"]).floats
        let previous = try training.turn("layers.1.weight", at: 3 * 784 + 5, to: 2)
        #expect(previous == weights[3 * 784 + 5])
        var wanted = weights
        wanted[3 * 784 + 5] = 2
        let turned = model[parameter: "layers.1.weight"]?.floats
        #expect(turned == wanted)
        try training.advance(by: 1)
        training.publish()
        let learned = try #require(model[parameter: "layers.1.weight"]).floats[3 * 784 + 5]
        #expect(learned != 2 && abs(learned - 2) < 0.1)
        #expect(throws: ParameterError.learning) {
            try model.turn("layers.1.weight", at: 0, to: 0)
        }
    }

    @Test("A model at rest is turned directly, and takes the weights of its like")
    func turningAtRest() throws {
        let model = try model()
        let bias = try model.turn("layers.1.bias", at: 2, to: -1.5)
        #expect(bias == 0 && model[parameter: "layers.1.bias"]?.floats[2] == -1.5)
        let fresh = try self.model()
        try model.takeWeights(of: fresh)
        let (found, expected) = (try model.fileBytes(), try fresh.fileBytes())
        #expect(found == expected)
        let other = try Model(
            Network {
                Flatten(); Dense(10)
            },
            input: [28, 28]
        )
        #expect(throws: ParameterError.otherNetwork) { try model.takeWeights(of: other) }
        #expect(throws: ParameterError.noSuchPlace("layers.1.bias", index: 16, count: 16)) {
            try model.turn("layers.1.bias", at: 16, to: 0)
        }
        #expect(throws: ParameterError.notFinite("layers.1.bias", value: "nan")) {
            try model.turn("layers.1.bias", at: 0, to: .nan)
        }
    }

    @Test("A loss that explodes leaves readers the last good weights")
    func explosion() throws {
        let model = try model()
        let wild = Trainer(loss: .quadratic, optimizer: .sgd(learningRate: 1e30), seed: 3)
        let training = try PacedTraining(
            wild,
            model: model,
            on: try Lesson.pixels(50),
            batchSize: 8
        )
        #expect(throws: TrainingError.self) { try training.advance(by: 100) }
        training.finish()
        let weights = try #require(model[parameter: "layers.1.weight"]).floats
        #expect(weights.allSatisfy { $0.isFinite })
        #expect(throws: TrainingError.finished) { try training.advance(by: 1) }
    }
}
