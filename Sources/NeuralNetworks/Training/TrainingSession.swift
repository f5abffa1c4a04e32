import Computation
import Synchronization

/// One training from its first step to its last, on the thread that calls ``run(_:)``.
///
/// All memory is laid out when it is made; a step allocates nothing.
final class TrainingSession {
    private let trainer: Trainer
    private let model: Model
    private let examples: Examples
    private let epochs: Int
    private let batchSize: Int
    private let evaluator: Evaluator?

    private let feed: ExampleFeed
    private let step: TrainingStep
    private let lastStep: TrainingStep?  // For a smaller last batch.
    private var publisher: WeightPublisher
    /// The threads of this training alone, so that nobody else's work makes a step wait.
    private var pool: ThreadPool?
    /// Seconds since some moment.
    private let now: () -> Double
    /// The validation loss after each epoch so far.
    private var validationLosses: [Double] = []
    /// How many steps there will be, as far as is known.
    private var stepsInAll: Int
    /// How many examples of this epoch have been learned from.
    private var learned = 0
    /// Whether the time is used up.
    private var isOver = false
    /// When to say next how far the training is, in seconds since it began.
    private var nextProgress = 1.0 / 30

    /// Lays out everything that the training needs.
    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        validation: Examples?,
        epochs: Int,
        batchSize: Int,
        now: (() -> Double)? = nil
    ) throws(TrainingError) {
        try trainer.check(epochs: epochs, batchSize: batchSize)
        try examples.check(for: model, with: trainer.loss)
        if validation?.count ?? 0 == 0 { try trainer.checkWithoutValidation() }
        self.trainer = trainer
        self.model = model
        self.examples = examples
        self.epochs = epochs
        self.batchSize = min(batchSize, examples.count)
        stepsInAll = epochs * ((examples.count + self.batchSize - 1) / self.batchSize)
        evaluator =
            if let validation, validation.count > 0 {
                try Evaluator(
                    model: model,
                    loss: trainer.loss,
                    examples: validation,
                    processor: trainer.processor
                )
            } else { nil }
        if case .untilAccuracy? = trainer.goal, evaluator?.hasAccuracy == false {
            throw .setting(
                name: "accuracy to reach",
                value: "with other targets",
                expected: "used with labels of classes"
            )
        }
        let watch = Stopwatch()
        self.now = now ?? { watch.seconds }

        let memory = TrainingMemory(
            model: model,
            trainer: trainer,
            exampleCount: examples.count
        )
        let feed = try ExampleFeed(
            trainer: trainer,
            model: model,
            examples: examples,
            batchSize: self.batchSize,
            epoch: 1,
            memory: memory
        )
        self.feed = feed
        step = try TrainingStep(
            trainer: trainer,
            model: model,
            examples: feed.table,
            batch: self.batchSize,
            memory: memory
        )
        let rest = examples.count % self.batchSize
        lastStep =
            rest == 0
            ? nil
            : try TrainingStep(
                trainer: trainer,
                model: model,
                examples: feed.table,
                batch: rest,
                memory: memory
            )
        publisher = WeightPublisher(model: model, memory: memory)
    }

    /// Trains until the last epoch has ended, early stopping says so, or nobody listens any more.
    func run(_ events: TrainingEvents) throws(TrainingError) {
        try model.beginLearning(for: trainer.loss)
        defer { model.endLearning() }
        let pool = ThreadPool(threads: trainer.processor.threads)
        defer { pool.stop() }
        self.pool = pool
        if let (name, index) = step.memory.weights.firstNotFinite {
            throw .weightsNotFinite(name: name, index: index)
        }
        // Until the weights of a step are known to be good, readers and a failed training keep
        // those of the last whole epoch.
        let good = Weights(layout: model.layout)
        good.copy(from: step.memory.shown)
        do throws(TrainingError) {
            try learnAll(events, good)
        } catch {
            step.memory.takeOver(good)
            publisher.publish()
            throw error
        }
        publisher.publish()
    }

    private func learnAll(_ events: TrainingEvents, _ good: Weights) throws(TrainingError) {
        var best: (loss: Double, epoch: Int, weights: Weights)?
        let clock = TrainingClock(limit: trainer.timeLimit, now: now)
        for epoch in 1...epochs {
            let start = clock.seconds
            let score = try learn(epoch: epoch, clock: clock, events)
            guard !events.isCancelled else { return }
            let learned = clock.seconds
            let steps = (score.count + batchSize - 1) / batchSize
            let lastRate = learningRate(step: (epoch - 1) * stepsPerEpoch + steps - 1)
            if let (name, _) = step.memory.shown.firstNotFinite {
                throw .weightsDiverged(name: name, epoch: epoch, learningRate: lastRate)
            }
            good.copy(from: step.memory.shown)
            publisher.publish()
            let validation = evaluator?.score(step.memory.shown, on: pool)
            if let validation { validationLosses.append(validation.loss) }
            events.send(
                Epoch(
                    number: epoch,
                    total: epochs,
                    training: score,
                    validation: validation,
                    learningRate: lastRate,
                    seconds: clock.seconds - start,
                    examplesPerSecond: Double(score.count) / max(learned - start, 1e-9)
                )
            )

            if let validation, trainer.goal?.isReached(by: validation) == true { return }
            if isOver || clock.share(at: clock.seconds) == 1 { break }
            guard let stopping = trainer.earlyStopping, let validation else { continue }
            if validation.loss < best?.loss ?? .infinity {
                let weights = best?.weights ?? Weights(layout: model.layout)
                weights.copy(from: step.memory.shown)
                best = (validation.loss, epoch, weights)
            } else if let best, epoch - best.epoch >= stopping.patience {
                break
            }
        }
        if let best, trainer.earlyStopping?.restoresBest == true {
            step.memory.takeOver(best.weights)
        }
    }

    private var stepsPerEpoch: Int { (examples.count + batchSize - 1) / batchSize }

    private func learningRate(step: Int) -> Double {
        trainer.optimizer.learningRate
            * trainer.schedule.factor(step: step, of: stepsInAll, after: validationLosses)
    }

    /// One pass over all examples in an order drawn for this epoch.
    private func learn(
        epoch: Int,
        clock: TrainingClock,
        _ events: TrainingEvents
    ) throws(TrainingError) -> Score {
        step.memory.shuffle(seed: trainer.seed, epoch: epoch)
        var start = 0
        repeat {
            let block = feed.block(at: start)
            try feed.prepare(start, of: epoch)
            let failure = unsafe step.memory.withExamples(feed.table) { inputs, targets, weights in
                unsafe step.bind(inputs, targets, weights)
                unsafe lastStep?.bind(inputs, targets, weights)
                return steps(at: block, of: epoch, clock: clock, events)
            }
            if let failure { throw failure }
            start = block.upperBound
        } while start < examples.count && !events.isCancelled && !isOver
        let (memory, count) = (step.memory, Double(max(learned, 1)))
        return Score(
            loss: memory.loss / count,
            accuracy: step.hasAccuracy ? memory.correct / count : nil,
            count: learned
        )
    }

    private func steps(
        at block: Range<Int>,
        of epoch: Int,
        clock: TrainingClock,
        _ events: TrainingEvents
    ) -> TrainingError? {
        for start in stride(from: block.lowerBound, to: block.upperBound, by: batchSize) {
            let number = start / batchSize
            let isLast = start + batchSize > examples.count
            let current = isLast ? lastStep ?? step : step
            let globalStep = (epoch - 1) * stepsPerEpoch + number
            if trainer.timeLimit != nil {
                let asked = epochs * stepsPerEpoch
                stepsInAll = clock.stepsInAll(after: globalStep, asked: asked)
            }
            let rate = learningRate(step: globalStep)
            let loss = unsafe current.run(
                order: feed.order(from: start),
                number: globalStep,
                learningRate: rate,
                on: pool
            )
            if !loss.isFinite {
                return .lossNotFinite(
                    loss: "\(loss)",
                    epoch: epoch,
                    step: number + 1,
                    learningRate: rate
                )
            }
            learned = min(start + batchSize, examples.count)
            publisher.publishIfWanted()
            if events.isCancelled { return nil }
            let now = clock.seconds
            let share = clock.share(at: now)
            if share == 1 {
                isOver = true
                return nil
            }
            guard now >= nextProgress else { continue }
            nextProgress = now + 1 / 30
            events.send(
                TrainingProgress(
                    epoch: epoch,
                    epochs: epochs,
                    examples: learned,
                    examplesPerEpoch: examples.count,
                    loss: step.memory.loss / Double(learned),
                    accuracy: step.hasAccuracy ? step.memory.correct / Double(learned) : nil,
                    seconds: now,
                    shareOfTime: share
                )
            )
        }
        return nil
    }
}

extension Model {
    /// Notes that a training has begun, which holds until ``endLearning()``.
    func beginLearning(for loss: any Loss) throws(TrainingError) {
        let isFirst = state.withLock { state in
            defer { state.isLearning = true }
            if !state.isLearning {
                state.information.interpretation = loss.interpretation
                state.information.interpretations = (loss as? LossOfParts)?.interpretations
            }
            return !state.isLearning
        }
        guard isFirst else { throw .alreadyLearning }
    }

    /// Notes that the training is over.
    func endLearning() { state.withLock { $0.isLearning = false } }
}
