import Datasets
import NeuralNetworks

/// What simpler ways make of texts: counting words, and a line between counts.
struct TextBaselines {
    /// A way, and its answers to the texts that judge.
    struct Answers {
        let name: String
        let answers: [Int]
    }

    /// Naive Bayes and logistic regression on words and pairs of words.
    ///
    /// - Parameters:
    ///   - training: What they learn from.
    ///   - test: What they answer.
    /// - Returns: The answers of each way.
    static func answers(training: LabelledTexts, test: LabelledTexts) -> [Answers] {
        let table = NGramTable(training.texts, lengths: 1...2)
        let rows = training.texts.map { table.row(of: $0).binary }
        let judged = test.texts.map { table.row(of: $0).binary }
        let classes = training.classNames.count
        let bayes = NaiveBayes(
            rows,
            labels: training.labels,
            classes: classes,
            columns: table.count
        )
        let regression = SparseLogisticRegression(
            rows,
            labels: training.labels,
            classes: classes,
            columns: table.count
        )
        return [
            Answers(name: "naive Bayes on pairs of words", answers: judged.map(bayes.answer)),
            Answers(
                name: "logistic regression on pairs of words",
                answers: judged.map(regression.answer)
            ),
        ]
    }
}

extension NaiveBayes {
    /// How much each column speaks for each class, beside the mean over classes: `[columns][classes]`.
    func evidence(columns: Int) -> [[Float]] {
        (0..<columns).map { column in
            let row = SparseRow(counting: [Int32(column)])
            let scores = zip(scores(row), scores(SparseRow(counting: []))).map { $0 - $1 }
            let mean = scores.reduce(0, +) / Double(scores.count)
            return scores.map { Float($0 - mean) }
        }
    }
}
