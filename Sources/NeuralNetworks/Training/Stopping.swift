/// When to stop training before the last epoch.
public struct EarlyStopping: Hashable, Sendable {
    /// After how many epochs without a lower validation loss to stop.
    public var patience: Int
    /// Whether to go back to the weights of the epoch with the lowest validation loss.
    public var restoresBest: Bool

    /// Stops after `patience` epochs without a lower validation loss.
    public init(patience: Int, restoresBest: Bool = true) {
        self.patience = patience
        self.restoresBest = restoresBest
    }
}

extension Trainer {
    /// Refuses settings that ask for validation examples, where there are none.
    func checkWithoutValidation() throws(TrainingError) {
        let names = [
            earlyStopping.map { _ in "early stopping" }, goal.map { _ in "goal" },
            schedule.needsValidation ? "schedule" : nil,
        ]
        guard let name = names.compactMap({ $0 }).first else { return }
        throw .setting(
            name: name,
            value: "without validation examples",
            expected: "used with validation examples"
        )
    }
}

/// What is good enough: a training ends with the first epoch after which it is reached, and keeps that
/// epoch's weights.
public enum TrainingGoal: Hashable, Sendable {
    /// At least this share of the validation examples gets the right label.
    case untilAccuracy(Double)
    /// The mean loss of the validation examples is at most this.
    case untilLoss(Double)

    /// Whether a validation reaches it.
    func isReached(by validation: Score) -> Bool {
        switch self {
        case .untilAccuracy(let share): validation.accuracy ?? 0 >= share
        case .untilLoss(let loss): validation.loss <= loss
        }
    }

    /// The goal as a setting, with what it must be.
    var setting: TrainingSetting {
        switch self {
        case .untilAccuracy(let share):
            TrainingSetting(
                name: "accuracy to reach",
                value: share,
                isSound: share > 0 && share <= 1,
                expected: "above 0 and at most 1"
            )
        case .untilLoss(let loss): .amount("loss to reach", loss)
        }
    }
}
