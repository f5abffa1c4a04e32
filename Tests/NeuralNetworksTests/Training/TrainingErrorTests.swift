import Computation
import NeuralNetworks
import TestSupport
import Testing

/// A training that cannot start or go on, and what is said about it.
struct BadTraining: Sendable, CustomTestStringConvertible {
    var network = Network { Dense(3) }
    var loss: any Loss = SoftmaxCrossEntropy()
    var learningRate = 0.1
    var inputs = Tensor(random: [6, 3])
    var targets = Tensor([0, 1, 2, 0, 1, 2] as [Int32])
    var epochs = 2
    var batchSize = 4
    var message = ""
    var testDescription: String { message }

    init(_ message: String, _ change: (inout BadTraining) -> Void) {
        self.message = message
        change(&self)
    }

    private static let numberOfTheClass =
        "give the number of the right class for each example"

    static let all = [
        BadTraining("the learning rate must be a number above 0, not 0.0") { $0.learningRate = 0 },
        BadTraining("the learning rate must be a number above 0, not -0.5") {
            $0.learningRate = -0.5
        },
        BadTraining("the learning rate must be a number above 0, not nan") {
            $0.learningRate = .nan
        },
        BadTraining("the learning rate must be a number above 0, not inf") {
            $0.learningRate = .infinity
        },
        BadTraining("the batch size must be at least 1, not 0") { $0.batchSize = 0 },
        BadTraining("the number of epochs must be at least 1, not 0") { $0.epochs = 0 },
        BadTraining("the number of epochs must be at least 1, not -3") { $0.epochs = -3 },
        BadTraining("there are no examples to learn from") {
            $0.inputs = Tensor([Float](), shape: [0, 3])
            $0.targets = Tensor([Int32]())
        },
        BadTraining("the model takes examples of shape [3], but these are [2]") {
            $0.inputs = Tensor(random: [6, 2])
        },
        BadTraining(
            "example 4 has the label 3, but the network has 3 outputs, for the labels 0 to 2"
        ) { $0.targets = Tensor([0, 1, 2, 0, 3, 9] as [Int32]) },
        BadTraining(
            "example 0 has the label -1, but the network has 3 outputs, for the labels 0 to 2"
        ) { $0.targets = Tensor([-1, 1, 2, 0, 1, 2] as [Int32]) },
        BadTraining(
            "cross-entropy chooses between classes, but the network has a single output; "
                + "give it one output for each class, or learn with binary cross-entropy"
        ) { $0.network = Network { Dense(1) } },
        BadTraining(
            "the loss compares outputs [4, 3] with targets [4, 2]; let the last layer have as "
                + "many neurons as there are targets"
        ) { $0.targets = Tensor(random: [6, 2]) },
        BadTraining("hinge loss takes labels int32 [4], not float32 [4, 3]; \(numberOfTheClass)") {
            $0.loss = HingeLoss()
            $0.targets = Tensor(random: [6, 3])
        },
        BadTraining("focal loss takes labels int32 [4], not float32 [4, 3]; \(numberOfTheClass)") {
            $0.loss = FocalLoss()
            $0.targets = Tensor(random: [6, 3])
        },
        BadTraining(
            "the delta of the Huber loss must be a number above 0, not -1.0; 1 is usual"
        ) { $0.loss = HuberLoss(delta: -1) },
        BadTraining(
            "quantiles are one or more numbers between 0 and 1, not [0.5, 1.0]; [0.05, 0.5, 0.95] are "
                + "the median and a band of 90 %"
        ) { $0.loss = QuantileLoss([0.5, 1]) },
        BadTraining("the delta of the Huber loss must be a number above 0, not nan; 1 is usual") {
            $0.loss = HuberLoss(delta: .nan)
        },
        BadTraining(
            "the gamma of the focal loss must be a number not below 0, not inf; 2 is usual"
        ) { $0.loss = FocalLoss(gamma: .infinity) },
        BadTraining(
            "the margin of the triplet loss must be a number above 0, not 0.0; 0.2 is usual"
        ) {
            $0.loss = TripletLoss(margin: 0)
        },
        BadTraining(
            "the temperature of the contrastive loss must be a number above 0, not -1.0; 0.1 is usual"
        ) { $0.loss = SupervisedContrastiveLoss(temperature: -1) },
        BadTraining(
            "triplet loss takes embeddings [batch, width], not [4, 3, 1]; end the network with "
                + "Flatten() and Dense(width)"
        ) {
            $0.network = Network { Reshape([3, 1]) }
            $0.loss = TripletLoss()
        },
        BadTraining(
            "supervised contrastive loss takes labels int32 [4], not float32 [4, 3]; "
                + numberOfTheClass
        ) {
            $0.loss = SupervisedContrastiveLoss()
            $0.targets = Tensor(random: [6, 3])
        },
        BadTraining("label smoothing must be at least 0 and less than 1, not 1.0; 0.1 is usual") {
            $0.loss = SoftmaxCrossEntropy(labelSmoothing: 1)
        },
        BadTraining(
            "the loss compares outputs [4, 3] with targets [4, 2]; let the last layer have as "
                + "many neurons as there are targets"
        ) {
            $0.loss = MeanSquaredError()
            $0.targets = Tensor(random: [6, 2])
        },
        BadTraining(
            "the loss compares outputs [4, 3] with targets [4]; let the last layer have as "
                + "many neurons as there are targets"
        ) {
            $0.loss = QuadraticCost()
            $0.targets = Tensor(random: [6])
        },
    ]

    func run(_ model: Model) async throws {
        let examples = try Examples(inputs: inputs, targets: targets)
        try await Trainer(anyLoss: loss, anyOptimizer: SGD(learningRate: learningRate))
            .learn(model, on: examples, epochs: epochs, batchSize: batchSize)
    }
}

@Suite("Trainings that cannot be")
struct TrainingErrorTests {
    @Test("It is said what is wrong, and the weights stay", arguments: BadTraining.all)
    func messages(_ training: BadTraining) async throws {
        let model = try Model(training.network, input: [3], seed: 1)
        let before = try model.fileBytes()
        let error = await #expect(throws: TrainingError.self) { try await training.run(model) }
        #expect(error?.description == training.message)
        #expect(try model.fileBytes() == before)
    }

    @Test("A loss that is no number any more ends the training", arguments: [1, 2])
    func diverges(epochs: Int) async throws {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let examples = try Lesson.line(32)
        let trainer = Trainer(loss: .meanSquaredError, optimizer: .sgd(learningRate: 1e30))
        let error = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: examples, epochs: epochs, batchSize: 8)
        }
        // The first step's loss is that of the fresh weights; the second's is beyond all numbers.
        #expect(
            error?.description
                == "the loss became inf in epoch 1, step 2, at the learning rate 1e+30; "
                + "try a tenth of it"
        )
        // The model is as it was, and learns at a sensible rate.
        let fresh = try Model(Network { Dense(1) }, input: [2], seed: 1)
        for name in model.parameterNames {
            #expect(model[parameter: name] == fresh[parameter: name])
        }
        let sensible = Trainer(loss: .meanSquaredError, optimizer: .sgd(learningRate: 0.01))
        try await sensible.learn(model, on: examples, epochs: 1, batchSize: 8)
    }

    @Test("What the last step ruins is not kept either")
    func divergesAtTheEnd() async throws {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let before = try #require(model[parameter: "layers.0.weight"])
        let trainer = Trainer(loss: .meanSquaredError, optimizer: .sgd(learningRate: 1e39))
        let error = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: try Lesson.line(8), epochs: 1, batchSize: 8)
        }
        #expect(
            error?.description
                == "the weights layers.0.weight are no finite numbers after epoch 1, "
                + "at the learning rate 1e+39; try a tenth of it"
        )
        #expect(model[parameter: "layers.0.weight"] == before)
    }

    @Test("Not a number in an input ends the training")
    func notANumber() async throws {
        let examples = try Examples(
            inputs: Tensor([1, .nan] as [Float], shape: [2, 1]),
            targets: Tensor([1, 1] as [Float], shape: [2, 1])
        )
        let model = try Model(Network { Dense(1) }, input: [1], seed: 1)
        let error = await #expect(throws: TrainingError.self) {
            try await Trainer(loss: .quadratic, optimizer: SGD())
                .learn(model, on: examples, epochs: 1)
        }
        #expect(
            error?.description
                == "example 1 holds a value that is no finite number; mend it or leave it out"
        )
    }

    @Test("Validation examples are checked before anything is learned")
    func validation() async throws {
        let model = try Model(Network { Dense(3) }, input: [3], seed: 1)
        let before = try model.fileBytes()
        let examples = try Lesson.clusters(12)
        let error = await #expect(throws: TrainingError.self) {
            try await Trainer(loss: .softmaxCrossEntropy, optimizer: SGD()).learn(
                model,
                on: examples,
                validation: try Lesson.clusters(12, classes: 4),
                epochs: 1
            )
        }
        #expect(error?.description == "the model takes examples of shape [3], but these are [4]")
        #expect(try model.fileBytes() == before)
    }

    @Test("Evaluation refuses what does not fit")
    func evaluation() throws {
        let model = try Model(Network { Dense(3) }, input: [3], seed: 1)
        let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: SGD())
        let examples = try Lesson.clusters(12, classes: 4)
        let error = #expect(throws: TrainingError.self) {
            _ = try trainer.evaluate(model, on: examples)
        }
        #expect(error == .inputShape(expected: [3], found: [4]))
    }
}
