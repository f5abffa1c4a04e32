public import NeuralNetworks

/// Trainings that are compared by their validation digits, side by side with one thread each.
///
/// ```swift
/// for await event in DigitTrials(trials).run(epochs: 10) {
///     if case .finished(let outcomes) = event { print(outcomes[0].score?.loss ?? .nan) }
/// }
/// ```
public struct DigitTrials: Sendable {
    /// One of them.
    public struct Trial: Sendable {
        /// What learns, with its settings.
        public var learner: DigitLearner
        /// What it learns from and is measured on; the test part is not looked at.
        public var data: DigitData

        /// A learner and its digits.
        public init(_ learner: DigitLearner, on data: DigitData) {
            (self.learner, self.data) = (learner, data)
        }
    }

    /// What a trial came to.
    public struct Outcome: Sendable {
        /// The place of the trial, from 0.
        public let trial: Int
        /// Loss and accuracy on the validation digits at the end of its last training; nil where it failed.
        public let score: Score?
        /// Why it failed, if it did.
        public let failure: String?
        /// The epochs of its last training.
        public let epochs: [Epoch]
        /// How many epochs its last training was to have.
        public let plannedEpochs: Int

        /// The validation loss after each epoch of the last training.
        public var curve: [Double] { epochs.compactMap { $0.validation?.loss } }
    }

    /// What is told while they run.
    public enum Event: Sendable {
        /// An epoch of a trial has ended.
        case epoch(trial: Int, Epoch)
        /// All have ended: the outcomes, the lowest validation loss first, failures last; by successive
        /// halving, those that stayed longer come first.
        case finished([Outcome])
    }

    /// The trainings.
    public let trials: [Trial]

    /// Some trainings.
    public init(_ trials: [Trial]) {
        self.trials = trials
    }

    /// A training for each fold of the training digits, for cross-validation: each is measured on its own
    /// part of them.
    ///
    /// - Parameters:
    ///   - count: How many folds.
    ///   - data: The digits, of which only the training part is used.
    ///   - learner: What learns; its seed makes the folds.
    /// - Throws: `ExamplesError` where there cannot be so many folds.
    public init(
        folds count: Int,
        of data: DigitData,
        learner: DigitLearner
    ) throws(ExamplesError) {
        trials = try data.training.folds(count, seed: learner.seed).map { fold in
            let parts = DigitData(training: fold.training, validation: fold.validation, test: nil)
            return Trial(learner, on: parts)
        }
    }

    /// How many epochs all trainings have together.
    ///
    /// - Parameters:
    ///   - epochs: How many epochs each has, or those of the first round have.
    ///   - halving: Whether by successive halving.
    /// - Returns: Their number.
    public func epochCount(epochs: Int, halving: Bool) -> Int {
        guard halving else { return trials.count * epochs }
        var (left, total, length) = (trials.count, 0, epochs)
        while left > 0 {
            total += left * length
            (left, length) = (left == 1 ? 0 : (left + 1) / 2, 2 * length)
        }
        return total
    }

    /// Trains; leaving the loop over the events ends the trainings.
    ///
    /// - Parameters:
    ///   - epochs: How many epochs each training has; by halving, those of the first round.
    ///   - halving: Whether only the better half goes into a next round, with twice the epochs, and so on
    ///     until one is left.
    ///   - sideBySide: How many run at the same time; none is as many as there are processors. It changes
    ///     no bit of the outcomes.
    /// - Returns: What happens, as it happens; the outcomes last.
    public func run(
        epochs: Int,
        halving: Bool = false,
        sideBySide: Int? = nil
    ) -> AsyncStream<Event> {
        AsyncStream { events in
            let task = Task {
                let histories = Histories()
                let sweep = Sweep(Array(trials.indices))
                let train: @Sendable (Int, Int) async throws -> Score? = { number, epochs in
                    await histories.clear(number)
                    return try await self.train(number, epochs) { epoch in
                        await histories.add(epoch, of: number)
                        events.yield(.epoch(trial: number, epoch))
                    }
                }
                let rows =
                    halving
                    ? await sweep.halve(from: epochs, sideBySide: sideBySide, train)
                    : await sweep.run(epochs: epochs, sideBySide: sideBySide, train)
                var outcomes: [Outcome] = []
                for row in rows {
                    outcomes.append(
                        Outcome(
                            trial: row.number,
                            score: row.score,
                            failure: row.failure,
                            epochs: await histories.epochs[row.number] ?? [],
                            plannedEpochs: row.epochs
                        )
                    )
                }
                events.yield(.finished(outcomes))
                events.finish()
            }
            events.onTermination = { _ in task.cancel() }
        }
    }

    /// One training, and how the weights that it leaves behind do.
    private func train(
        _ number: Int,
        _ epochs: Int,
        _ tell: (Epoch) async -> Void
    ) async throws -> Score? {
        var learner = trials[number].learner
        learner.epochs = epochs
        learner.processor.threads = 1
        let data = trials[number].data
        let model = try learner.makeModel(for: data)
        var scores: [Score] = []
        for try await epoch in learner.train(model, on: data) {
            await tell(epoch)
            if let score = epoch.validation { scores.append(score) }
        }
        return learner.earlyStopping?.restoresBest == true
            ? scores.min { $0.loss < $1.loss } : scores.last
    }

    /// The epochs of each trial's last training.
    private actor Histories {
        private(set) var epochs: [Int: [Epoch]] = [:]

        func clear(_ trial: Int) { epochs[trial] = [] }
        func add(_ epoch: Epoch, of trial: Int) { epochs[trial, default: []].append(epoch) }
    }
}

/// The mean of some numbers, and how far they lie apart.
public struct Spread: Hashable, Sendable {
    /// Their sum by their count.
    public let mean: Double
    /// The standard deviation √(Σ(x − mean)²/(n − 1)); 0 for fewer than two.
    public let deviation: Double

    /// The spread of some numbers.
    public init(of numbers: [Double]) {
        let mean = numbers.reduce(0, +) / Double(max(numbers.count, 1))
        let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        self.mean = mean
        deviation = (squares / Double(max(numbers.count - 1, 1))).squareRoot()
    }
}
