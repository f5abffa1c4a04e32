public import NeuralNetworks

/// One training that is ready to begin: a model with fresh weights, what it learns from, and what it is
/// judged by.
public struct Lesson: Sendable {
    /// What learns; its file says how raw input is prepared.
    public let model: Model
    /// What it learns from.
    public let training: Examples
    /// What each epoch is measured on; nil for none.
    public let validation: Examples?
    /// How wrong outputs are, and how weights follow.
    public let trainer: Trainer
    /// How many times the examples are gone through.
    public let epochs: Int
    /// After how many examples the weights take a step.
    public let batchSize: Int
    /// What ends the lesson: it may note in the model what only a trained one has, such as a threshold chosen
    /// on validation, and judges the model by what it never saw.
    public let conclude: @Sendable (Model) throws -> Report

    /// A lesson of its parts.
    ///
    /// - Throws: `TrainingError` where a setting makes no sense.
    public init(
        _ model: Model,
        loss: any Loss,
        training: Examples,
        validation: Examples?,
        settings: LearningSettings,
        augmentation: (any ExampleTransformation)? = nil,
        classWeights: [Float] = [],
        conclude: @escaping @Sendable (Model) throws -> Report
    ) throws(TrainingError) {
        var trainer = settings.trainer(loss, augmentation: augmentation)
        trainer.classWeights = classWeights
        try trainer.check(epochs: settings.epochs, batchSize: settings.batchSize)
        self.model = model
        self.training = training
        self.validation = validation.flatMap { $0.count > 0 ? $0 : nil }
        self.trainer = trainer
        (epochs, batchSize) = (settings.epochs, settings.batchSize)
        self.conclude = conclude
    }

    /// Starts to train.
    public func train() -> TrainingRun {
        trainer.train(
            model,
            on: training,
            validation: validation,
            epochs: epochs,
            batchSize: batchSize
        )
    }
}
