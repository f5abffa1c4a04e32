/// How many steps make a slice of training, and what is told about them.
///
/// Clocks decide only how often things are told: no weight depends on them.
struct Pace {
    /// How many steps the next slice has.
    private(set) var steps = 1
    private var recent = Sum()
    private var sinceCurve = Sum()
    private var rate = Sum()
    private var latest: (loss: Double, accuracy: Double?)?
    private var stepsPerSecond = 0.0
    private var nextStatus = ContinuousClock.now
    private var nextCurve = ContinuousClock.now + .milliseconds(100)

    /// How long a slice should take.
    private static let slice = Duration.milliseconds(5)

    /// Loss and accuracy over some steps.
    private struct Sum {
        var loss = 0.0
        var correct = 0.0
        var hasAccuracy = true
        var count = 0
        var steps = 0
        var duration = Duration.zero

        mutating func add(_ score: ScoreMessage, steps: Int, _ duration: Duration) {
            loss += score.loss * Double(score.count)
            if let accuracy = score.accuracy {
                correct += accuracy * Double(score.count)
            } else {
                hasAccuracy = false
            }
            count += score.count
            self.steps += steps
            self.duration += duration
        }

        var meanLoss: Double { loss / Double(max(count, 1)) }
        var meanAccuracy: Double? { hasAccuracy ? correct / Double(max(count, 1)) : nil }
        var score: ScoreMessage {
            ScoreMessage(loss: meanLoss, accuracy: meanAccuracy, count: count)
        }
    }

    /// Notes a slice.
    mutating func add(
        _ score: ScoreMessage,
        steps: Int,
        from start: ContinuousClock.Instant,
        to end: ContinuousClock.Instant
    ) {
        let duration = end - start
        recent.add(score, steps: steps, duration)
        sinceCurve.add(score, steps: steps, duration)
        rate.add(score, steps: steps, duration)
        if recent.duration >= .milliseconds(100) || latest == nil {
            latest = (recent.meanLoss, recent.meanAccuracy)
            recent = Sum()
        }
        if rate.duration >= .milliseconds(250) || stepsPerSecond == 0 {
            stepsPerSecond = Double(rate.steps) / max(rate.duration / .seconds(1), 1e-9)
            if rate.duration >= .milliseconds(250) { rate = Sum() }
        }
        let ideal = Double(steps) * (Pace.slice / max(duration, .microseconds(1)))
        self.steps = max(1, min(Int(ideal), 4 * self.steps, 100_000))
    }

    /// Whether some thirtieth of a second has gone since the last time.
    mutating func isStatusDue(_ now: ContinuousClock.Instant) -> Bool {
        guard now >= nextStatus else { return false }
        nextStatus = now + .milliseconds(33)
        return true
    }

    func isCurveDue(_ now: ContinuousClock.Instant) -> Bool { now >= nextCurve }

    /// Loss and accuracy since the last point of the curve; nil where no step was taken.
    mutating func takeCurveScore() -> ScoreMessage? {
        defer { sinceCurve = Sum() }
        return sinceCurve.count > 0 ? sinceCurve.score : nil
    }

    /// Measuring may take a small share of the time.
    mutating func noteMeasurement(
        from start: ContinuousClock.Instant,
        to end: ContinuousClock.Instant
    ) {
        nextCurve = end + max(.milliseconds(200), (end - start) * 20)
    }

    func fill(_ status: inout Status, _ now: ContinuousClock.Instant) {
        status.loss = latest?.loss
        status.accuracy = latest?.accuracy
        status.stepsPerSecond = stepsPerSecond.rounded()
    }
}
