/// The learning rate stays for a while, then drops at once, and so on: the training falls into parts
/// of equal length, and from one to the next the rate is multiplied by a factor.
///
/// Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2016, section 3.4.
public struct StepDecay: Schedule {
    /// The name in options.
    public static let name = "step-decay"
    /// How often the rate drops; at least 0.
    public var drops: Int
    /// What the rate is multiplied by at each drop, between 0 and 1.
    public var factor: Double

    /// A step decay, by default to a tenth after one and after two thirds.
    public init(drops: Int = 2, factor: Double = 0.1) {
        self.drops = drops
        self.factor = factor
    }

    /// The number of drops and their factor.
    public var settings: [TrainingSetting] {
        [
            .amount("number of drops of the schedule", Double(drops)),
            .amount("factor of the schedule's drops", factor),
        ]
    }

    /// `factor` to the power of the drops so far.
    ///
    /// A drop that falls between two steps comes with the second.
    public func factor(step: Int, of total: Int) -> Double {
        guard step > 0, total > 0, drops > 0 else { return 1 }
        // Whole numbers, so that a boundary is where it is by hand; too large ones saturate.
        let (parts, parting) = drops.addingReportingOverflow(1)
        let (place, placing) = parts.multipliedReportingOverflow(by: min(step, total - 1))
        let past = parting || placing ? drops : place / total
        return power(factor, past)
    }
}

extension Schedule where Self == StepDecay {
    /// Drops by a factor, several times in equal distances.
    public static func stepDecay(drops: Int = 2, factor: Double = 0.1) -> Self {
        StepDecay(drops: drops, factor: factor)
    }
}
