/// Teaches models: forward pass, loss, backward pass, a small step for every weight, over and over.
///
/// ```swift
/// let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: .adam(learningRate: 0.005))
/// for try await epoch in trainer.train(model, on: examples, epochs: 10) { print(epoch) }
/// ```
public struct Trainer: Sendable {
    /// How wrong outputs are.
    public var loss: any Loss
    /// How weights follow from gradients.
    public var optimizer: any Optimizer
    /// How the learning rate changes over the training.
    public var schedule: any Schedule
    /// When to stop before the last epoch; needs validation examples.
    public var earlyStopping: EarlyStopping?
    /// What is good enough to stop; needs validation examples.
    public var goal: TrainingGoal?
    /// How long a training may take, from its first step on.
    ///
    /// The training then ends in the middle of an epoch, which is reported as far as it got, and the
    /// schedule follows the share of the time that is used up instead of the share of the steps. What
    /// depends on time is not the same bits each time. The last validation comes on top.
    public var timeLimit: Duration?
    /// How examples change from epoch to epoch, such as pictures that are turned and shifted; validation
    /// examples stay as they are.
    public var augmentation: (any ExampleTransformation)?
    /// How much each class counts in learning, one number for each output; empty counts all alike.
    ///
    /// The loss of an example is multiplied by the weight of its label, that of a soft label by the mean
    /// over its shares. ``Examples/balancedClassWeights(_:)`` makes rare classes count as much as others.
    public var classWeights: [Float] = []
    /// How many examples of a batch are gone through at once; nil is all.
    ///
    /// The gradients of such parts are added up in their order before the weights take a step, so that a
    /// batch needs no more memory than a part. What is drawn at random for an example stays the same.
    public var microBatchSize: Int?
    /// How large gradients may become.
    public var clipping: GradientClipping?
    /// Whether the training leaves a moving average of the weights behind.
    public var averaging: WeightAveraging?
    /// What is special about some weights: other learning rates, other decay, penalties.
    public var weightRules: [WeightRule] = []
    /// The order of examples and all noise follow from it.
    public var seed: UInt64
    /// What part of the processor the training may use; the bits do not depend on it.
    public var processor: Processor

    /// Up to so many bytes of inputs are changed at once by ``augmentation``: enough to keep all threads
    /// busy, little beside the examples themselves.
    var blockByteCount = 1 << 24

    /// A trainer from its parts.
    public init(
        loss: any Loss,
        optimizer: any Optimizer,
        schedule: any Schedule = .constant,
        earlyStopping: EarlyStopping? = nil,
        augmentation: (any ExampleTransformation)? = nil,
        seed: UInt64 = 0,
        processor: Processor = Processor()
    ) {
        self.loss = loss
        self.optimizer = optimizer
        self.schedule = schedule
        self.earlyStopping = earlyStopping
        self.augmentation = augmentation
        self.seed = seed
        self.processor = processor
    }

    /// Starts a training on threads of its own.
    ///
    /// The model's weights are published while it learns; when the loop over the result is left,
    /// training stops at the end of its step and the weights are published once more.
    ///
    /// - Parameters:
    ///   - model: What learns; it goes on from the weights it has.
    ///   - examples: What it learns from.
    ///   - validation: Examples on which each epoch's result is measured; never learned from.
    ///   - epochs: How many times the examples are gone through.
    ///   - batchSize: After how many examples the weights take a step; the last batch of an epoch
    ///     may be smaller.
    /// - Returns: The epochs as they end; iterating throws a ``TrainingError`` if one cannot.
    public func train(
        _ model: Model,
        on examples: Examples,
        validation: Examples? = nil,
        epochs: Int,
        batchSize: Int = 32
    ) -> TrainingRun {
        TrainingRun { events in
            let session = try TrainingSession(
                trainer: self,
                model: model,
                examples: examples,
                validation: validation,
                epochs: epochs,
                batchSize: batchSize
            )
            try session.run(events)
        }
    }

    /// Checks the settings of a training, before any work is done for it.
    ///
    /// - Throws: ``TrainingError/setting(name:value:expected:)`` where one makes no sense.
    public func check(epochs: Int, batchSize: Int) throws(TrainingError) {
        func require(
            _ holds: Bool,
            _ name: String,
            _ value: some Any,
            _ expected: String
        ) throws(TrainingError) {
            guard !holds else { return }
            throw .setting(name: name, value: "\(value)", expected: expected)
        }
        let leftOut = "left out where the loss compares the examples of a whole batch"
        let rate = optimizer.learningRate
        try require(rate > 0 && rate.isFinite, "learning rate", rate, "a number above 0")
        let needed = optimizer.update(step: 1, learningRate: rate).memoryNeeded
        try require(
            optimizer.memoryCount >= needed,
            "optimizer's memory count",
            optimizer.memoryCount,
            "at least \(needed) for its update rule"
        )
        if let timeLimit {
            try require(timeLimit > .zero, "time limit", timeLimit, "more than no time")
        }
        let others =
            [
                goal?.setting, clipping?.setting,
                averaging.map { .share("decay of the average", $0.decay) },
            ]
            .compactMap { $0 } + weightRules.flatMap(\.settings)
        for setting in optimizer.settings + schedule.settings + others {
            try require(setting.isSound, setting.name, setting.value, setting.expected)
        }
        if let size = microBatchSize {
            try require(size > 0, "micro-batch size", size, "at least 1")
            try require(!loss.comparesExamples, "micro-batch size", size, leftOut)
        }
        if loss is LossOfParts {
            let single = "left out where outputs have names"
            try require(classWeights.isEmpty, "weights of classes", classWeights, single)
        }
        if loss.comparesExamples {
            try require(classWeights.isEmpty, "weights of classes", classWeights, leftOut)
        }
        if let weight = classWeights.first(where: { !($0 >= 0 && $0.isFinite) }) {
            try require(false, "weight of a class", weight, "a number not below 0")
        }
        try require(batchSize > 0, "batch size", batchSize, "at least 1")
        try require(epochs > 0, "number of epochs", epochs, "at least 1")
        try require(epochs <= 1_000_000_000, "number of epochs", epochs, "at most 1,000,000,000")
    }

    /// How good a model is on examples that it did not learn from.
    ///
    /// - Throws: ``TrainingError`` where the examples do not fit the model.
    public func evaluate(_ model: Model, on examples: Examples) throws(TrainingError) -> Score {
        let evaluator = try Evaluator(
            model: model,
            loss: loss,
            examples: examples,
            processor: processor
        )
        return evaluator.score(model.weights, on: processor.pool)
    }
}

/// How good outputs are on some examples.
public struct Score: Hashable, Sendable {
    /// The mean loss per example.
    public let loss: Double
    /// The share of examples whose label got the largest output, where targets are labels.
    public let accuracy: Double?
    /// How many examples it was.
    public let count: Int
}

/// What one pass over the examples brought.
public struct Epoch: Hashable, Sendable, CustomStringConvertible {
    /// The number of the epoch, from 1.
    public let number: Int
    /// How many epochs were asked for.
    public let total: Int
    /// Loss and accuracy on the training examples, each as it was when its batch came.
    public let training: Score
    /// Loss and accuracy on the validation examples after the epoch.
    public let validation: Score?
    /// The learning rate of the last step.
    public let learningRate: Double
    /// How long it took, validation included.
    public let seconds: Double
    /// Training examples per second, validation not counted.
    public let examplesPerSecond: Double

    /// One line: number, losses, accuracies, speed.
    public var description: String {
        // Short enough for a line of eighty characters.
        let speed =
            examplesPerSecond < 10_000
            ? grouped(Int(examplesPerSecond)) : grouped(Int(examplesPerSecond / 1000)) + "k"
        func words(_ score: Score, _ name: String) -> String {
            let share = score.accuracy.map { " \(name)\(fixed(100 * $0, 2)) %" } ?? ""
            return fixed(score.loss, 4) + share
        }
        return "epoch \(number)/\(total)  loss \(words(training, "accuracy "))"
            + (validation.map { "  validation \(words($0, ""))" } ?? "")
            + "  \(speed)/s"
    }
}

/// How far a training is.
public struct TrainingProgress: Hashable, Sendable {
    /// The number of the epoch that is running, from 1.
    public let epoch: Int
    /// How many epochs were asked for.
    public let epochs: Int
    /// How many examples of this epoch have been learned from.
    public let examples: Int
    /// How many examples an epoch has.
    public let examplesPerEpoch: Int
    /// The mean loss of this epoch so far.
    public let loss: Double
    /// The accuracy of this epoch so far, where targets are labels.
    public let accuracy: Double?
    /// Seconds since the training began.
    public let seconds: Double
    /// The share of the time limit that is used up, where there is one.
    public let shareOfTime: Double?

    /// The share of the whole training that is done.
    public var fraction: Double {
        let share =
            (Double(epoch - 1) + Double(examples) / Double(max(examplesPerEpoch, 1)))
            / Double(max(epochs, 1))
        return max(share, shareOfTime ?? 0)
    }
}

/// A number with a fixed count of decimals.
package func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard abs(value) * scale < 1e15 else { return "\(value)" }
    let scaled = Int((abs(value) * scale).rounded())
    let digits = String(scaled % Int(scale))
    let whole = (value < 0 && scaled > 0 ? "-" : "") + String(scaled / Int(scale))
    guard decimals > 0 else { return whole }
    return whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
}
