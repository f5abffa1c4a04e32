import Datasets
import NeuralNetworks

/// A part of a network that knows which runs a text has, not in which order: a score of each class for each run, and their
/// sum.
struct CountingReader {
    /// What its input and its layer are called.
    let name: String
    /// The runs that it knows.
    let table: NGramTable
    /// How many runs of a text are read at most.
    let limit: Int
    /// How much of what naive Bayes says it begins with: runs are no independent witnesses, those that overlap least of all.
    let trust: Float
    /// How fast a score is learned, beside other weights.
    let rate: Double

    /// The readers of a preparation: of runs of words, and of parts of words.
    static func of(_ preparation: TextPreparation) -> [CountingReader] {
        [
            CountingReader(
                name: "runs",
                table: preparation.runs,
                limit: preparation.runLimit,
                trust: 0.25,
                rate: 1
            ),
            CountingReader(
                name: "parts",
                table: preparation.parts,
                limit: preparation.partLimit,
                trust: 0.05,
                rate: 0.2
            ),
        ]
    }

    /// What is special about learning its scores.
    ///
    /// The network has their mean, which is the sum divided by the limit: its weights are so much larger.
    var weightRule: WeightRule {
        WeightRule(
            .named("*\(name)*"),
            learningRateFactor: rate * Double(limit),
            weightDecay: 0
        )
    }

    /// Lets the scores begin with what naive Bayes says of each run.
    func begin(in model: Model, _ training: LabelledTexts) throws {
        let classes = training.classNames.count
        let bayes = NaiveBayes(
            training.texts.map { table.row(of: $0).binary },
            labels: training.labels,
            classes: classes,
            columns: table.count
        )
        let scale = trust * Float(limit)
        guard let weights = model.parameterNames.first(where: { $0.contains(name) }) else { return }
        try model.setParameter(
            weights,
            to: Tensor(
                bayes.evidence(columns: table.count).flatMap { $0.map { scale * $0 } },
                shape: [table.count, classes]
            )
        )
    }
}
