public import Datasets
public import NeuralNetworks

/// Learns to read handwritten digits: 28×28 pixels in, ten outputs, and hidden layers between.
///
/// ```swift
/// let data = try DigitData(.generated, seed: 1)
/// let learner = DigitLearner()
/// let model = try learner.makeModel(for: data)
/// for try await epoch in learner.train(model, on: data) { print(epoch) }
/// ```
public struct DigitLearner: Sendable {
    /// The network that learns.
    public let network: Network
    /// How wrong outputs are.
    ///
    /// With the quadratic cost the outputs are sigmoid neurons.
    public let loss: any Loss
    /// How weights follow from gradients.
    public var optimizer: any Optimizer
    /// How the learning rate changes.
    public var schedule: any Schedule
    /// How many times the examples are gone through.
    public var epochs: Int
    /// After how many examples the weights take a step.
    public var batchSize: Int
    /// How many examples of a batch are gone through at once; nil is all.
    public var microBatchSize: Int?
    /// How large gradients may become.
    public var clipping: GradientClipping?
    /// Whether a moving average of the weights is left behind.
    public var averaging: WeightAveraging?
    /// How the pictures are changed anew for each epoch, if they are.
    public var augmentation: Augmentation?
    /// When to stop before the last epoch.
    public var earlyStopping: EarlyStopping?
    /// What is good enough to stop.
    public var goal: TrainingGoal?
    /// How long the training may take; the schedule follows it.
    public var timeLimit: Duration?
    /// First weights and the order of examples follow from it.
    public var seed: UInt64 = 1
    /// What part of the processor is used.
    public var processor = Processor()

    /// A learner with dense layers and settings that suit the loss and the width of the network, chosen on
    /// a part of MNIST's training digits.
    ///
    /// - Parameters:
    ///   - loss: How wrong outputs are.
    ///   - hidden: The widths of the hidden layers.
    ///   - activation: The activation function of the hidden layers; by default sigmoid with the
    ///     quadratic cost, else ReLU.
    public init(
        loss: any Loss = .softmaxCrossEntropy,
        hidden: [Int] = [16, 16],
        activation: ActivationFunction? = nil
    ) {
        let isQuadratic = loss.interpretation == .values
        let activation = activation ?? (isQuadratic ? .sigmoid : .relu)
        self.loss = loss
        network = Network {
            Flatten()
            for units in hidden { Dense(units, activation: activation) }
            Dense(10, activation: isQuadratic ? .sigmoid : .identity)
        }
        if isQuadratic {
            // Nielsen's recipe: plain steps against the gradient of the quadratic cost. Their size
            // suits the small gradients of sigmoid; others would be thrown out of their range.
            optimizer = .sgd(learningRate: activation == .sigmoid ? 3 : 0.3)
            schedule = .cosine()
            (epochs, batchSize) = (30, 10)
        } else if hidden.contains(where: { $0 >= 128 }) {
            optimizer = .adam(learningRate: 0.002)
            schedule = .oneCycle
            (epochs, batchSize) = (15, 128)
        } else {
            optimizer = .adam(learningRate: 0.005)
            schedule = .oneCycle
            // Activations that saturate learn more slowly.
            (epochs, batchSize) = ([.sigmoid, .tanh].contains(activation) ? 15 : 10, 32)
        }
    }

    /// A learner with any network and settings that suit convolutions.
    ///
    /// - Parameters:
    ///   - network: A network from pictures, `[28, 28]`, to ten logits.
    ///   - loss: How wrong outputs are.
    public init(network: Network, loss: any Loss = .softmaxCrossEntropy) {
        self.network = network
        self.loss = loss
        optimizer = .adam(learningRate: 0.002)
        schedule = .oneCycle
        (epochs, batchSize) = (10, 64)
    }

    /// A learner with a small convolutional network: two layers of filters, each followed by pooling, and
    /// two dense ones.
    ///
    /// - Parameter loss: How wrong outputs are.
    /// - Returns: The learner, whose settings were chosen on a part of MNIST's training digits.
    public static func convolutional(loss: any Loss = .softmaxCrossEntropy) -> DigitLearner {
        let network = Network {
            Conv2D(16, kernel: 5, padding: .same, activation: .relu)
            MaxPooling2D(window: 2)
            Conv2D(32, kernel: 5, padding: .same, activation: .relu)
            MaxPooling2D(window: 2)
            Flatten()
            Dense(128, activation: .relu)
            Dense(10, activation: loss.interpretation == .values ? .sigmoid : .identity)
        }
        return DigitLearner(network: network, loss: loss)
    }

    /// The network with fresh weights.
    ///
    /// - Throws: `ShapeError` where the network does not fit together.
    public func makeModel(for data: DigitData) throws(ShapeError) -> Model {
        try Model(
            network,
            input: data.training.inputShape,
            seed: seed,
            information: ModelInformation(
                interpretation: loss.interpretation,
                labels: DigitData.classNames,
                preparation: DigitPreparation.information
            ),
            processor: processor
        )
    }

    /// Checks the settings, before digits are read or drawn.
    ///
    /// - Throws: `TrainingError` where a setting makes no sense.
    public func check() throws(TrainingError) {
        try trainer.check(epochs: epochs, batchSize: batchSize)
    }

    /// Starts to train.
    public func train(_ model: Model, on data: DigitData) -> TrainingRun {
        trainer.train(
            model,
            on: data.training,
            validation: data.validation.count > 0 ? data.validation : nil,
            epochs: epochs,
            batchSize: batchSize
        )
    }

    /// Tries ever larger learning rates on fresh weights, one for each batch, and tells how the loss went.
    ///
    /// - Parameter data: The digits, of which only the training part is used.
    /// - Returns: The losses.
    /// - Throws: `TrainingError` where settings make no sense or the network does not fit.
    public func findLearningRate(on data: DigitData) throws(TrainingError) -> LearningRateCurve {
        let model: Model
        do throws(ShapeError) { model = try makeModel(for: data) } catch { throw .shape(error) }
        return try trainer.findLearningRate(
            model,
            on: data.training,
            batchSize: batchSize,
            // Far enough for optimizers whose usual rates are large.
            rates: 1e-6...max(10, 10 * optimizer.learningRate)
        )
    }

    private var trainer: Trainer {
        var trainer = Trainer(
            loss: loss,
            optimizer: optimizer,
            schedule: schedule,
            earlyStopping: earlyStopping,
            augmentation: augmentation,
            seed: seed,
            processor: processor
        )
        trainer.goal = goal
        trainer.timeLimit = timeLimit
        trainer.microBatchSize = microBatchSize
        trainer.clipping = clipping
        trainer.averaging = averaging
        return trainer
    }
}
