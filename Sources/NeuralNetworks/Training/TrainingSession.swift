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

    private let step: TrainingStep
    private let lastStep: TrainingStep?  // For a smaller last batch.
    private var publisher: WeightPublisher
    /// The threads of this training alone, so that nobody else's work makes a step wait.
    private var pool: ThreadPool?
    /// When to say next how far the training is, in seconds since it began.
    private var nextProgress = 1.0 / 30

    /// Lays out everything that the training needs.
    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        validation: Examples?,
        epochs: Int,
        batchSize: Int
    ) throws(TrainingError) {
        try trainer.check(epochs: epochs, batchSize: batchSize)
        try examples.check(for: model)
        guard trainer.earlyStopping == nil || validation?.count ?? 0 > 0 else {
            throw .setting(
                name: "early stopping",
                value: "without validation examples",
                expected: "used with validation examples"
            )
        }
        self.trainer = trainer
        self.model = model
        self.examples = examples
        self.epochs = epochs
        self.batchSize = min(batchSize, examples.count)
        evaluator =
            if let validation, validation.count > 0 {
                try Evaluator(
                    model: model,
                    loss: trainer.loss,
                    examples: validation,
                    processor: trainer.processor
                )
            } else { nil }

        let memory = TrainingMemory(
            model: model,
            optimizer: trainer.optimizer,
            exampleCount: examples.count
        )
        step = try TrainingStep(
            trainer: trainer,
            model: model,
            examples: examples,
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
                examples: examples,
                batch: rest,
                memory: memory
            )
        publisher = WeightPublisher(model: model, working: memory.weights)
    }

    /// Trains until the last epoch has ended, early stopping says so, or nobody listens any more.
    func run(_ events: TrainingEvents) throws(TrainingError) {
        try model.beginLearning(for: trainer.loss.interpretation)
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
        good.copy(from: step.memory.weights)
        do throws(TrainingError) {
            try learnAll(events, good)
        } catch {
            step.memory.weights.copy(from: good)
            publisher.publish()
            throw error
        }
        publisher.publish()
    }

    private func learnAll(_ events: TrainingEvents, _ good: Weights) throws(TrainingError) {
        var best: (loss: Double, epoch: Int, weights: Weights)?
        let clock = Stopwatch()
        for epoch in 1...epochs {
            let start = clock.seconds
            let score = try learn(epoch: epoch, clock: clock, events)
            guard !events.isCancelled else { return }
            let learned = clock.seconds
            let lastRate = learningRate(step: epoch * stepsPerEpoch - 1)
            if let (name, _) = step.memory.weights.firstNotFinite {
                throw .weightsDiverged(name: name, epoch: epoch, learningRate: lastRate)
            }
            good.copy(from: step.memory.weights)
            publisher.publish()
            let validation = evaluator?.score(step.memory.weights, on: pool)
            events.send(
                Epoch(
                    number: epoch,
                    total: epochs,
                    training: score,
                    validation: validation,
                    learningRate: lastRate,
                    seconds: clock.seconds - start,
                    examplesPerSecond: Double(examples.count) / max(learned - start, 1e-9)
                )
            )

            guard let stopping = trainer.earlyStopping, let validation else { continue }
            if validation.loss < best?.loss ?? .infinity {
                let weights = best?.weights ?? Weights(layout: model.layout)
                weights.copy(from: step.memory.weights)
                best = (validation.loss, epoch, weights)
            } else if let best, epoch - best.epoch >= stopping.patience {
                break
            }
        }
        if let best, trainer.earlyStopping?.restoresBest == true {
            step.memory.weights.copy(from: best.weights)
        }
    }

    private var stepsPerEpoch: Int { (examples.count + batchSize - 1) / batchSize }

    private func learningRate(step: Int) -> Double {
        trainer.optimizer.learningRate
            * trainer.schedule.factor(step: step, of: epochs * stepsPerEpoch)
    }

    /// One pass over all examples in an order drawn for this epoch.
    private func learn(
        epoch: Int,
        clock: Stopwatch,
        _ events: TrainingEvents
    ) throws(TrainingError) -> Score {
        step.memory.shuffle(seed: trainer.seed, epoch: epoch)
        let failure = unsafe step.memory.withExamples(examples) { inputs, targets in
            unsafe step.bind(inputs, targets)
            unsafe lastStep?.bind(inputs, targets)
            return steps(of: epoch, clock: clock, events)
        }
        if let failure { throw failure }
        let memory = step.memory
        return Score(
            loss: memory.loss / Double(examples.count),
            accuracy: step.hasAccuracy ? memory.correct / Double(examples.count) : nil,
            count: examples.count
        )
    }

    private func steps(
        of epoch: Int,
        clock: Stopwatch,
        _ events: TrainingEvents
    ) -> TrainingError? {
        for number in 0..<stepsPerEpoch {
            let start = number * batchSize
            let isLast = start + batchSize > examples.count
            let current = isLast ? lastStep ?? step : step
            let globalStep = (epoch - 1) * stepsPerEpoch + number
            let rate = learningRate(step: globalStep)
            let loss = current.run(
                from: start,
                number: globalStep,
                update: trainer.optimizer.update(step: globalStep + 1, learningRate: rate),
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
            publisher.publishIfWanted()
            if events.isCancelled { return nil }
            let now = clock.seconds
            guard now >= nextProgress else { continue }
            nextProgress = now + 1 / 30
            let done = min(start + batchSize, examples.count)
            events.send(
                TrainingProgress(
                    epoch: epoch,
                    epochs: epochs,
                    examples: done,
                    examplesPerEpoch: examples.count,
                    loss: step.memory.loss / Double(done),
                    accuracy: step.hasAccuracy ? step.memory.correct / Double(done) : nil,
                    seconds: now
                )
            )
        }
        return nil
    }
}

extension Model {
    /// Notes that a training has begun, which holds until ``endLearning()``.
    func beginLearning(for interpretation: Interpretation) throws(TrainingError) {
        let isFirst = state.withLock { state in
            defer { state.isLearning = true }
            if !state.isLearning { state.information.interpretation = interpretation }
            return !state.isLearning
        }
        guard isFirst else { throw .alreadyLearning }
    }

    /// Notes that the training is over.
    func endLearning() { state.withLock { $0.isLearning = false } }
}

/// Seconds since it was made.
struct Stopwatch {
    private let start = ContinuousClock.now

    var seconds: Double {
        let elapsed = ContinuousClock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}
