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
    /// The widths of the hidden layers.
    public var hidden = [16, 16]
    /// The activation function of the hidden layers.
    public var activation: ActivationFunction
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
    /// When to stop before the last epoch.
    public var earlyStopping: EarlyStopping?
    /// First weights and the order of examples follow from it.
    public var seed: UInt64 = 1
    /// What part of the processor is used.
    public var processor = Processor()

    /// A learner with settings that suit the loss and the width of the network, chosen on a part of
    /// MNIST's training digits.
    ///
    /// - Parameters:
    ///   - loss: How wrong outputs are.
    ///   - hidden: The widths of the hidden layers.
    ///   - activation: The activation function of the hidden layers; by default sigmoid with the
    ///     quadratic cost, else ReLU.
    public init(
        loss: any Loss = .softmaxCrossEntropy, hidden: [Int] = [16, 16],
        activation: ActivationFunction? = nil
    ) {
        let isQuadratic = loss.interpretation == .values
        self.loss = loss
        self.hidden = hidden
        self.activation = activation ?? (isQuadratic ? .sigmoid : .relu)
        if isQuadratic {
            // Nielsen's recipe: plain steps against the gradient of the quadratic cost. Their size
            // suits the small gradients of sigmoid; others would be thrown out of their range.
            optimizer = .sgd(learningRate: self.activation == .sigmoid ? 3 : 0.3)
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
            (epochs, batchSize) = ([.sigmoid, .tanh].contains(self.activation) ? 15 : 10, 32)
        }
    }

    /// The network: the hidden layers, and ten outputs.
    public var network: Network {
        Network {
            Flatten()
            for units in hidden { Dense(units, activation: activation) }
            Dense(10, activation: loss.interpretation == .values ? .sigmoid : .identity)
        }
    }

    /// The network with fresh weights.
    ///
    /// - Throws: ``ShapeError`` where the network does not fit together.
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
    /// - Throws: ``TrainingError`` where a setting makes no sense.
    public func check() throws(TrainingError) {
        try trainer.check(epochs: epochs, batchSize: batchSize)
    }

    /// Starts to train.
    public func train(_ model: Model, on data: DigitData) -> TrainingRun {
        trainer.train(
            model,
            on: data.training,
            validation: data.validation,
            epochs: epochs,
            batchSize: batchSize
        )
    }

    private var trainer: Trainer {
        func make(_ loss: some Loss, _ optimizer: some Optimizer, _ schedule: some Schedule)
            -> Trainer
        {
            Trainer(
                loss: loss,
                optimizer: optimizer,
                schedule: schedule,
                earlyStopping: earlyStopping,
                seed: seed,
                processor: processor
            )
        }
        return make(loss, optimizer, schedule)
    }
}
