/// How many steps make a slice of training, and what is told about them.
///
/// Clocks decide only how often things are told: no weight depends on them.
struct Pace {
    /// How many steps the next slice has.
    private(set) var steps = 1
    private var recent = ScoreSum()
    private var recentDuration = Duration.zero
    private var latest: ScoreMessage?
    private var counted = (steps: 0, since: ContinuousClock.now)
    private var stepsPerSecond = 0.0
    private var nextStatus = ContinuousClock.now

    /// How long a slice should take.
    private static let slice = Duration.milliseconds(5)

    /// Notes a slice.
    mutating func add(
        _ score: ScoreMessage,
        steps: Int,
        from start: ContinuousClock.Instant,
        to end: ContinuousClock.Instant
    ) {
        let duration = end - start
        recent.add(score)
        recentDuration += duration
        if recentDuration >= .milliseconds(100) || latest == nil { takeRecent() }
        counted.steps += steps
        let elapsed = end - counted.since
        if elapsed >= .milliseconds(250) || stepsPerSecond == 0 {
            stepsPerSecond = Double(counted.steps) / max(elapsed / .seconds(1), 1e-9)
            if elapsed >= .milliseconds(250) { counted = (0, end) }
        }
        let ideal = Double(steps) * (Pace.slice / max(duration, .microseconds(1)))
        self.steps = max(1, min(Int(ideal), 4 * self.steps, 100_000))
    }

    /// Tells the loss of the last moment from now on.
    mutating func takeRecent() {
        latest = recent.mean ?? latest
        (recent, recentDuration) = (ScoreSum(), .zero)
    }

    /// Whether some thirtieth of a second has gone since the last time.
    mutating func isStatusDue(_ now: ContinuousClock.Instant) -> Bool {
        guard now >= nextStatus else { return false }
        nextStatus = now + .milliseconds(33)
        return true
    }

    func fill(_ status: inout Status) {
        status.loss = latest?.loss
        status.accuracy = latest?.accuracy
        status.stepsPerSecond = stepsPerSecond.rounded()
    }
}
