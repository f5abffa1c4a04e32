/// The learning rate rises in a straight line over the first steps, up to where another schedule begins,
/// which then has the rest of the training for itself.
///
/// ```swift
/// schedule: .warmUp(steps: 100, then: .cosine())
/// ```
///
/// Source: Goyal and others, "Accurate, Large Minibatch SGD", 2017, section 2.2.
public struct WarmUp: Schedule {
    /// The name in options.
    public static let name = "warm-up"
    /// How many steps the rate rises; with 0 or less, none.
    public var steps: Int
    /// What follows.
    public var following: any Schedule

    /// A rise over some steps, then another schedule.
    public init(steps: Int, then following: any Schedule = .constant) {
        self.steps = steps
        self.following = following
    }

    /// The steps, and what the following schedule has.
    public var settings: [TrainingSetting] {
        [.amount("number of warm-up steps", Double(steps))] + following.settings
    }

    /// (step + 1)/steps of where the following schedule begins, then that schedule.
    public func factor(step: Int, of total: Int) -> Double {
        factor(step: step, of: total, after: [])
    }

    /// As the schedule that follows.
    public var needsValidation: Bool { following.needsValidation }

    /// The same, with what the following schedule makes of the losses.
    public func factor(step: Int, of total: Int, after losses: [Double]) -> Double {
        let steps = min(max(steps, 0), max(total, 0))
        let rest = max(total - steps, 1)
        guard step < steps else {
            return following.factor(step: step - steps, of: rest, after: losses)
        }
        return (Double(step) + 1) / Double(max(self.steps, 1))
            * following.factor(step: 0, of: rest, after: losses)
    }

    /// Whether both rise as long and go on alike.
    public static func == (a: WarmUp, b: WarmUp) -> Bool {
        a.steps == b.steps && AnyHashable(a.following) == AnyHashable(b.following)
    }

    /// Feeds the steps and what follows.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(steps)
        hasher.combine(following)
    }
}

extension Schedule where Self == WarmUp {
    /// A rise over some steps, then another schedule.
    public static func warmUp(steps: Int, then following: any Schedule) -> Self {
        WarmUp(steps: steps, then: following)
    }
}
