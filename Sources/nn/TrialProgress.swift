import Learners
import NeuralNetworks

/// How far trainings are that run side by side: a line on standard error, where that is a terminal.
enum TrialProgress {
    /// Runs them to their end.
    static func run(
        _ trials: DigitTrials,
        epochs: Int,
        halving: Bool = false,
        sideBySide: Int
    ) async -> [DigitTrials.Outcome] {
        let start = ContinuousClock.now
        let total = trials.epochCount(epochs: epochs, halving: halving)
        var (done, lowest) = (0, Double.infinity)
        for await event in trials.run(epochs: epochs, halving: halving, sideBySide: sideBySide) {
            switch event {
            case .finished(let outcomes):
                ProgressBar.clear()
                return outcomes
            case .epoch(_, let epoch):
                done += 1
                lowest = min(lowest, epoch.validation?.loss ?? .infinity)
                let seconds = Double((ContinuousClock.now - start) / .seconds(1))
                let left = seconds / Double(done) * Double(max(total - done, 0))
                ProgressNote.show(
                    "\(grouped(trials.trials.count)) trainings: epoch \(grouped(done)) of "
                        + "\(grouped(total)), lowest validation loss \(fixed(lowest, 4)), "
                        + "\(duration(left)) left"
                )
            }
        }
        return []
    }
}
