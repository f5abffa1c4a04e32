public import NeuralNetworks

extension LineChart {
    /// How the loss went while the learning rate rose, with the suggested rate marked.
    public init(_ curve: LearningRateCurve) {
        self.init(
            title: "Which learning rate? The loss while it rises, batch by batch",
            xName: "learning rate",
            yName: "loss",
            lines: [Line("loss", curve.legiblePoints.map { ($0.rate, $0.loss) })],
            xIsLogarithmic: true
        )
        if let rate = curve.suggestion {
            mark = (rate, "\(significant(rate, 2)): the loss falls most steeply")
        }
    }

    /// The validation losses of trials over their epochs.
    ///
    /// - Parameters:
    ///   - outcomes: What the trials came to, the best first.
    ///   - space: The settings from which they were taken.
    ///   - rows: The values of each trial.
    public init(_ outcomes: [DigitTrials.Outcome], of space: SweepSpace, rows: [[String]]) {
        self.init(
            title: "Validation loss of \(outcomes.count) trainings",
            xName: "epoch",
            yName: "validation loss",
            lines: outcomes.map { outcome in
                let end = outcome.score.map { fixed($0.loss, 4) } ?? "failed"
                return Line(
                    ([end] + space.told(rows[outcome.trial])).joined(separator: " · "),
                    outcome.curve.enumerated().map { (Double($0.offset + 1), $0.element) }
                )
            }
        )
        heading = (["loss"] + space.names).joined(separator: " · ")
    }
}

extension LearningRateCurve {
    /// The points up to where the loss is higher than it ever was before it fell: what is worth a look.
    public var legiblePoints: [Point] {
        guard let lowest = points.indices.min(by: { points[$0].loss < points[$1].loss }) else {
            return []
        }
        let height = points[...lowest].map(\.loss).max() ?? .infinity
        let end = points[lowest...].firstIndex { $0.loss > height } ?? points.endIndex
        return Array(points[..<end])
    }
}
