/// The learning rate falls by the same share in each step, from 1 to `end` at the end of the training:
/// end^(step/total).
public struct Exponential: Schedule {
    /// The name in options.
    public static let name = "exponential"
    /// What the factor has come to when the training ends; above 0, usually below 1.
    public var end: Double

    /// An exponential schedule, by default to a hundredth.
    public init(end: Double = 0.01) {
        self.end = end
    }

    /// The end.
    public var settings: [TrainingSetting] { [.amount("end of the exponential schedule", end)] }

    /// end^(step/total), the same bits on every machine.
    public func factor(step: Int, of total: Int) -> Double {
        guard step > 0, total > 0, step < total else { return step > 0 ? end : 1 }
        // Bit by bit of the share: each is worth a root of the one before, and roots are exact to the
        // last bit everywhere, as a library's powers are not.
        var (result, root, rest) = (1.0, end, Double(step) / Double(total))
        while rest > 0 {
            root = root.squareRoot()
            rest *= 2
            if rest >= 1 {
                result *= root
                rest -= 1
            }
        }
        return result
    }
}

extension Schedule where Self == Exponential {
    /// From 1 to `end`, by the same share in each step.
    public static func exponential(end: Double = 0.01) -> Self { Exponential(end: end) }
}
