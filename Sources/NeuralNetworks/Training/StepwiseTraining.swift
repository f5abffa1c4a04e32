import Computation

/// A training whose steps the caller takes, one batch at a time: for loops of one's own, and for
/// watching.
///
/// ```swift
/// let training = try StepwiseTraining(trainer, model: model)
/// for batch in batches { print(try training.learn(from: batch).loss) }
/// training.finish()
/// ```
///
/// The model counts as learning until ``finish()`` is called or the training is gone; readers see
/// the weights of some finished step.
public final class StepwiseTraining {
    let trainer: Trainer
    let model: Model
    let memory: TrainingMemory
    private var publisher: WeightPublisher
    private let pool: ThreadPool
    private let plannedSteps: Int
    /// So many kinds of batches keep their plans; whoever brings more sizes than that pays in time.
    private static let mostKinds = 16
    /// One plan for each kind of batch that has come.
    private var steps: [(kind: Examples.Kind, step: TrainingStep)] = []
    private var isFinished = false

    /// How many steps have been taken.
    public private(set) var stepCount = 0

    /// The validation losses so far, for schedules that go by them: the caller adds each.
    public var validationLosses: [Double] = []

    /// Begins a training.
    ///
    /// - Parameters:
    ///   - trainer: Loss, optimizer, schedule, seed and processor; when to stop,
    ///     and augmentation, are the caller's.
    ///   - model: What learns; it goes on from the weights it has.
    ///   - steps: How many steps there will be, for the schedule.
    /// - Throws: ``TrainingError`` where a setting makes no sense, the model is learning already, or its
    ///   weights are no finite numbers.
    public init(_ trainer: Trainer, model: Model, steps: Int = 1) throws(TrainingError) {
        try trainer.check(epochs: 1, batchSize: 1)
        try model.beginLearning(for: trainer.loss)
        self.trainer = trainer
        self.model = model
        plannedSteps = max(steps, 1)
        memory = TrainingMemory(model: model, trainer: trainer, exampleCount: 0)
        publisher = WeightPublisher(model: model, memory: memory)
        pool = ThreadPool(threads: trainer.processor.threads)
        if let (name, index) = memory.weights.firstNotFinite {
            throw .weightsNotFinite(name: name, index: index)
        }
    }

    deinit { finish() }

    /// Takes one step.
    ///
    /// - Parameter batch: The examples of this step.
    /// - Returns: Loss and accuracy on the batch, as they were before the step.
    /// - Throws: ``TrainingError`` where the batch does not fit the model, the training is finished, or
    ///   the loss is no finite number; then the weights are those that were published last.
    @discardableResult
    public func learn(from batch: Examples) throws(TrainingError) -> Score {
        try checkUnfinished()
        let step = try step(for: batch)
        memory.restart()
        try unsafe memory.withExamples(batch) {
            inputs,
            targets,
            weights throws(TrainingError) in
            unsafe step.bind(inputs, targets, weights)
            try unsafe take(step, order: memory.order(from: 0))
        }
        publisher.publishIfWanted()
        return score(of: batch.count, step)
    }

    /// Takes one step on examples that are bound to it; its loss is added to the memory's sums.
    func take(_ step: TrainingStep, order: UnsafeMutableRawPointer) throws(TrainingError) {
        let rate =
            trainer.optimizer.learningRate
            * trainer.schedule.factor(
                step: stepCount,
                of: max(plannedSteps, stepCount + 1),
                after: validationLosses
            )
        memoryOfValues = step.memoryOfValues
        let loss = unsafe step.run(
            order: order,
            number: stepCount,
            learningRate: rate,
            on: pool
        )
        guard loss.isFinite else {
            memory.takeOver(model.weights)
            throw .lossNotFinite(loss: "\(loss)", epoch: 1, step: stepCount + 1, learningRate: rate)
        }
        stepCount += 1
    }

    func checkUnfinished() throws(TrainingError) {
        if isFinished { throw .finished }
    }

    /// The mean over the examples that the memory has summed.
    func score(of count: Int, _ step: TrainingStep) -> Score {
        Score(
            loss: step.memory.loss / Double(max(count, 1)),
            accuracy: step.hasAccuracy ? step.memory.correct / Double(max(count, 1)) : nil,
            count: count
        )
    }

    /// Readers of the model see the present weights, if a reader has asked and they are finite.
    func publishIfWanted() { publisher.publishIfWanted() }

    /// Readers of the model see the present weights, if they are finite numbers.
    public func publish() {
        guard !isFinished, memory.shown.firstNotFinite == nil else { return }
        publisher.publish()
    }

    /// Gives one weight or bias another value, between two steps.
    ///
    /// Readers see it at once.
    ///
    /// - Parameters:
    ///   - name: The tensor's name, such as `layers.1.weight`.
    ///   - index: The place in the tensor, row after row.
    ///   - value: The new value.
    /// - Returns: The value that it had.
    /// - Throws: ``ParameterError`` where there is no such weight or the value is no finite number.
    @discardableResult
    public func turn(
        _ name: String,
        at index: Int,
        to value: Float
    ) throws(ParameterError) -> Float {
        let previous = try memory.turn(name, at: index, to: value)
        publish()
        return previous
    }

    /// Takes over all weights of another model of the same network, between two steps.
    ///
    /// - Throws: ``ParameterError/otherNetwork`` where the networks differ.
    public func takeWeights(of other: Model) throws(ParameterError) {
        guard other.layout == model.layout else { throw .otherNetwork }
        memory.takeOver(other.weights)
        publish()
    }

    /// The memory of the last step's values besides weights, gradients and the optimizer's memory; nil
    /// before the first step.
    public private(set) var memoryOfValues: MemoryOfValues?

    /// Publishes the weights, if they are finite numbers; the model may be taught by another training
    /// afterwards.
    public func finish() {
        guard !isFinished else { return }
        isFinished = true
        pool.stop()
        if memory.shown.firstNotFinite == nil { publisher.publish() }
        model.endLearning()
    }

    private func step(for batch: Examples) throws(TrainingError) -> TrainingStep {
        let kind = batch.kind
        if let known = steps.first(where: { $0.kind == kind }) {
            try batch.checkValues(for: model, with: trainer.loss)
            return known.step
        }
        try batch.check(for: model, with: trainer.loss)
        if steps.count == StepwiseTraining.mostKinds { steps.removeFirst() }
        memory.reserve(exampleCount: batch.count)
        let step = try TrainingStep(
            trainer: trainer,
            model: model,
            examples: batch,
            batch: batch.count,
            memory: memory
        )
        steps.append((kind, step))
        return step
    }
}

extension Examples {
    /// All that a plan depends on.
    fileprivate struct Kind: Equatable {
        let inputShape: Shape
        let inputType: ElementType
        let targetShape: Shape
        let targetType: ElementType
        let isWeighted: Bool
        let inputParts: NamedParts?
        let targetParts: NamedParts?
    }

    fileprivate var kind: Kind {
        Kind(
            inputShape: inputs.shape,
            inputType: inputs.elementType,
            targetShape: targets.shape,
            targetType: targets.elementType,
            isWeighted: weights != nil,
            inputParts: inputParts,
            targetParts: targetParts
        )
    }
}

/// How much memory the values of a step take: what each layer computes, forward and backward.
public struct MemoryOfValues: Hashable, Sendable {
    /// The bytes of the one block in which values whose lives do not overlap share places.
    public let byteCount: Int
    /// The bytes if every value had a place of its own.
    public let unsharedByteCount: Int
}
