/// A training that goes on by as many steps as its caller says, as often as the caller says.
///
/// It goes through the examples in the same order as ``Trainer/train(_:on:validation:epochs:batchSize:)``
/// and takes the same steps to the bit, but stands still between two calls: a page may show it, a
/// person may turn a weight, and it goes on from there.
///
/// ```swift
/// let training = try PacedTraining(trainer, model: model, on: examples, batchSize: 32)
/// while try training.advance(by: 100).loss > 0.1 {}
/// training.finish()
/// ```
///
/// The model counts as learning until ``finish()`` is called or the training is gone; its readers see the
/// weights as they were at the end of some call.
public final class PacedTraining {
    private let base: StepwiseTraining
    private let examples: Examples
    private let batchSize: Int
    private let memory: TrainingMemory
    private let feed: ExampleFeed
    private let step: TrainingStep
    private let lastStep: TrainingStep?  // For a smaller last batch.
    /// How many batches of the examples have been gone through.
    private var batches: Int
    private var shuffledEpoch: Int?

    /// How many steps make an epoch.
    public let stepsPerEpoch: Int
    /// How many steps have been taken.
    public var stepCount: Int { base.stepCount }

    /// The validation losses so far, for schedules that go by them: the caller adds each.
    public var validationLosses: [Double] {
        get { base.validationLosses }
        set { base.validationLosses = newValue }
    }

    /// Begins a training.
    ///
    /// - Parameters:
    ///   - trainer: Loss, optimizer, schedule, augmentation, seed and processor; when to
    ///     stop is the caller's.
    ///   - model: What learns; it goes on from the weights it has.
    ///   - examples: What it learns from.
    ///   - batchSize: After how many examples the weights take a step.
    ///   - planned: How many steps there will be, for the schedule.
    ///   - batches: How many batches of the examples others have gone through before, so that this
    ///     training begins behind them.
    /// - Throws: ``TrainingError`` where a setting makes no sense, the examples do not fit, the model is
    ///   learning already, or its weights are no finite numbers.
    public init(
        _ trainer: Trainer,
        model: Model,
        on examples: Examples,
        batchSize: Int = 32,
        steps planned: Int = 1,
        startingAt batches: Int = 0
    ) throws(TrainingError) {
        try trainer.check(epochs: 1, batchSize: batchSize)
        try examples.check(for: model, with: trainer.loss)
        base = try StepwiseTraining(trainer, model: model, steps: planned)
        self.examples = examples
        self.batchSize = min(batchSize, examples.count)
        self.batches = max(batches, 0)
        stepsPerEpoch = (examples.count + self.batchSize - 1) / self.batchSize
        let memory = TrainingMemory(sharing: base.memory, exampleCount: examples.count)
        self.memory = memory
        let feed = try ExampleFeed(
            trainer: trainer,
            model: model,
            examples: examples,
            batchSize: self.batchSize,
            epoch: self.batches / stepsPerEpoch + 1,
            memory: memory
        )
        self.feed = feed
        func step(_ batch: Int) throws(TrainingError) -> TrainingStep {
            try TrainingStep(
                trainer: trainer,
                model: model,
                examples: feed.table,
                batch: batch,
                memory: memory
            )
        }
        self.step = try step(self.batchSize)
        let rest = examples.count % self.batchSize
        lastStep = rest == 0 ? nil : try step(rest)
    }

    /// Takes some steps.
    ///
    /// - Parameter steps: How many.
    /// - Returns: Loss and accuracy over the examples of these steps, each as it was when its batch came.
    /// - Throws: ``TrainingError`` where the training is finished, or the loss is no finite number; then
    ///   the weights are those that were published last.
    @discardableResult
    public func advance(by steps: Int) throws(TrainingError) -> Score {
        try base.checkUnfinished()
        var (loss, correct, count) = (0.0, 0.0, 0)
        var left = max(steps, 0)
        while left > 0 {
            try feed.prepare(nextPlaces.lowerBound, of: epoch)
            try unsafe memory.withExamples(feed.table) {
                inputs,
                targets,
                weights throws(TrainingError) in
                unsafe step.bind(inputs, targets, weights)
                unsafe lastStep?.bind(inputs, targets, weights)
                while left > 0 {
                    let places = nextPlaces
                    guard feed.holds(places.lowerBound, of: epoch) else { break }
                    memory.restart()
                    try unsafe base.take(
                        places.count == batchSize ? step : lastStep ?? step,
                        order: feed.order(from: places.lowerBound)
                    )
                    batches += 1
                    left -= 1
                    loss += memory.loss
                    correct += memory.correct
                    count += places.count
                }
            }
        }
        base.publishIfWanted()
        (memory.loss, memory.correct) = (loss, correct)
        return base.score(of: count, step)
    }

    /// Takes one step on other examples, such as a single one that is looked at.
    ///
    /// - Returns: Loss and accuracy on them, as they were before the step.
    /// - Throws: As ``StepwiseTraining/learn(from:)``.
    @discardableResult
    public func learn(from batch: Examples) throws(TrainingError) -> Score {
        try base.learn(from: batch)
    }

    /// The examples of the next step, by their places among all examples.
    public var upcoming: [Int] { memory.examples(at: nextPlaces) }

    /// The number of the epoch of the next step, from 1.
    private var epoch: Int { batches / stepsPerEpoch + 1 }

    /// Where the next batch lies in the order of its epoch, which is drawn when it begins.
    private var nextPlaces: Range<Int> {
        if shuffledEpoch != epoch {
            memory.shuffle(seed: base.trainer.seed, epoch: epoch)
            shuffledEpoch = epoch
        }
        let start = batches % stepsPerEpoch * batchSize
        return start..<min(start + batchSize, examples.count)
    }

    /// Gives one weight or bias another value, between two steps; readers see it at once.
    ///
    /// - Returns: The value that it had.
    /// - Throws: ``ParameterError`` where there is no such weight or the value is no finite number.
    @discardableResult
    public func turn(
        _ name: String,
        at index: Int,
        to value: Float
    ) throws(ParameterError) -> Float {
        try base.turn(name, at: index, to: value)
    }

    /// Takes over all weights of another model of the same network, between two steps.
    ///
    /// - Throws: ``ParameterError/otherNetwork`` where the networks differ.
    public func takeWeights(of other: Model) throws(ParameterError) {
        try base.takeWeights(of: other)
    }

    /// Readers of the model see the present weights, if they are finite numbers.
    public func publish() { base.publish() }

    /// Publishes the weights, if they are finite numbers; the model may be taught by another training
    /// afterwards.
    public func finish() { base.finish() }
}
