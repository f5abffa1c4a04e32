public import NeuralNetworks

/// How a network learns: all but the network, its loss and its examples.
public struct LearningSettings: Sendable {
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
    /// When to stop before the last epoch.
    public var earlyStopping: EarlyStopping?
    /// What is good enough to stop.
    public var goal: TrainingGoal?
    /// How long the training may take; the schedule follows it.
    public var timeLimit: Duration?
    /// What is special about some weights.
    public var weightRules: [WeightRule] = []
    /// First weights, the order of examples and all noise follow from it.
    public var seed: UInt64 = 1
    /// What part of the processor is used.
    public var processor = Processor()

    /// Settings of a learner.
    public init(
        optimizer: any Optimizer,
        schedule: any Schedule = .oneCycle,
        epochs: Int,
        batchSize: Int
    ) {
        self.optimizer = optimizer
        self.schedule = schedule
        self.epochs = epochs
        self.batchSize = batchSize
    }

    /// A trainer with these settings.
    public func trainer(
        _ loss: any Loss,
        augmentation: (any ExampleTransformation)? = nil
    ) -> Trainer {
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
        trainer.weightRules = weightRules
        return trainer
    }
}
