/// The learning rate stays for as long as the validation loss falls, and is multiplied by a factor each time
/// it has not fallen for a while.
///
/// It needs validation examples. The rule is that of PyTorch's `ReduceLROnPlateau`.
public struct ReduceOnPlateau: Schedule {
    /// The name in options.
    public static let name = "reduce-on-plateau"
    /// What the rate is multiplied by.
    public var factor: Double
    /// How many epochs in a row may bring nothing; the rate falls with the one after them.
    public var patience: Int
    /// By which share of itself the lowest loss must fall to count as lower.
    public var threshold: Double

    /// A rate that falls to a tenth where the loss has not fallen for six epochs, if nothing is said.
    public init(factor: Double = 0.1, patience: Int = 5, threshold: Double = 0.0001) {
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
    }

    /// Factor, patience and threshold.
    public var settings: [TrainingSetting] {
        [
            .share("factor of the schedule at a plateau", factor),
            .amount("patience of the schedule", Double(patience)),
            .share("threshold of the schedule", threshold),
        ]
    }

    /// Yes.
    public var needsValidation: Bool { true }

    /// 1, as at the beginning.
    public func factor(step: Int, of total: Int) -> Double { 1 }

    /// The factor to the power of the plateaus so far.
    public func factor(step: Int, of total: Int, after validationLosses: [Double]) -> Double {
        var (lowest, waited, result) = (Double.infinity, 0, 1.0)
        for loss in validationLosses {
            if loss < (lowest.isFinite ? lowest - abs(lowest) * threshold : lowest) {
                (lowest, waited) = (loss, 0)
            } else {
                waited += 1
                if waited > patience { (result, waited) = (result * factor, 0) }
            }
        }
        return result
    }
}

extension Schedule where Self == ReduceOnPlateau {
    /// Falls by a factor each time the validation loss has not fallen for some epochs.
    public static func reduceOnPlateau(factor: Double = 0.1, patience: Int = 5) -> Self {
        ReduceOnPlateau(factor: factor, patience: patience)
    }
}
