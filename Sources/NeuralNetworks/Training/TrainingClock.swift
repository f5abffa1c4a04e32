/// The time since a training began, and how much of it there is.
struct TrainingClock {
    private let now: () -> Double
    private let start: Double
    /// After how many seconds the training ends.
    private let limit: Double?

    /// A clock that starts now.
    ///
    /// - Parameters:
    ///   - limit: How long the training may take.
    ///   - now: Seconds since some moment.
    init(limit: Duration? = nil, now: @escaping () -> Double) {
        self.limit = limit.map(\.seconds)
        self.now = now
        start = now()
    }

    /// Seconds since the training began.
    var seconds: Double { now() - start }

    /// The share of the time that is used up, if time is limited.
    func share(at seconds: Double) -> Double? { limit.map { min(seconds / $0, 1) } }

    /// How many steps the training has in all, as far as can be told after some of them: as many as were
    /// asked for, or as many as there is time for if it goes on at the speed so far.
    ///
    /// So a schedule's progress is the share of the time that is used up.
    func stepsInAll(after taken: Int, asked: Int) -> Int {
        guard limit != nil, taken > 0, let share = share(at: seconds), share > 0 else {
            return asked
        }
        let steps = (Double(taken) / share).rounded()
        return steps < Double(asked) ? max(Int(steps), taken + 1) : asked
    }
}

/// Seconds since it was made.
struct Stopwatch {
    private let start = ContinuousClock.now

    var seconds: Double { (ContinuousClock.now - start).seconds }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
