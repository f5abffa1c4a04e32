import Learners
import NeuralNetworks

extension TrainDigits {
    /// Trains once for each fold and says how good the settings are, and how sure that is.
    func crossValidate(_ learner: DigitLearner, folds count: Int) async throws {
        let start = ContinuousClock.now
        guard output == nil else {
            throw Complaint("--folds measures settings and writes no model; leave --output out")
        }
        guard digits.validation == nil else {
            throw Complaint("--folds measures on each part in turn; leave --validation out")
        }
        guard count >= 2 else {
            throw Complaint("the number of folds must be at least 2, not \(count)")
        }
        try learner.check()
        let source = try digits.source(validationShare: 0)
        if !json { ProgressNote.show(digits.note) }
        let data = try DigitData(source, seed: learner.seed)
        let trials = try DigitTrials(folds: count, of: data, learner: learner)
        ProgressBar.clear()
        if !json {
            print(
                "\(count) trainings, each on all but a part of \(grouped(data.training.count)) digits"
                    + (digits.data.map { " of \($0)" } ?? ", drawn by this program")
                    + ", and measured on that part\n"
            )
        }

        let outcomes = await TrialProgress.run(
            trials,
            epochs: learner.epochs,
            sideBySide: learner.processor.threads
        )
        var scores: [Score] = []
        for outcome in outcomes.sorted(by: { $0.trial < $1.trial }) {
            guard let score = outcome.score else {
                throw Complaint("fold \(outcome.trial + 1): \(outcome.failure ?? "no score")")
            }
            scores.append(score)
            guard json else {
                print(
                    "fold \(outcome.trial + 1)/\(count)  validation loss \(fixed(score.loss, 4))"
                        + "  accuracy \(percent(score.accuracy ?? 0))"
                        + "  on \(grouped(score.count)) digits"
                )
                continue
            }
            try JSONLine([
                "fold": outcome.trial + 1, "epochs": outcome.epochs.count,
                "validation_loss": score.loss, "validation_accuracy": score.accuracy,
                "count": score.count,
            ]).printLine()
        }
        let loss = Spread(of: scores.map(\.loss))
        let accuracy = Spread(of: scores.compactMap(\.accuracy))
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        guard json else {
            print(
                """

                mean and standard deviation: accuracy \(percent(accuracy.mean)) \
                ± \(percent(accuracy.deviation)), loss \(fixed(loss.mean, 4)) ± \(fixed(loss.deviation, 4))
                measured in \(duration(seconds)); no model was written, leave --folds out for one
                """
            )
            return
        }
        try JSONLine([
            "event": "finished", "folds": count,
            "validation_loss": loss.mean, "validation_loss_deviation": loss.deviation,
            "validation_accuracy": accuracy.mean,
            "validation_accuracy_deviation": accuracy.deviation, "seconds": seconds,
        ]).printLine()
    }
}
