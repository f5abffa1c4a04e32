/// Loss and accuracy over some steps.
struct ScoreSum {
    private var loss = 0.0
    private var correct = 0.0
    private var hasAccuracy = true
    private var count = 0

    mutating func add(_ score: ScoreMessage) {
        loss += score.loss * Double(score.count)
        if let accuracy = score.accuracy {
            correct += accuracy * Double(score.count)
        } else {
            hasAccuracy = false
        }
        count += score.count
    }

    /// The mean; nil where there was no step.
    var mean: ScoreMessage? {
        guard count > 0 else { return nil }
        return ScoreMessage(
            loss: loss / Double(count),
            accuracy: hasAccuracy ? correct / Double(count) : nil,
            count: count
        )
    }
}
