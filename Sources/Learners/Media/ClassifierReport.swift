import NeuralNetworks

/// What is said of a classifier's answers to examples that it never learned from.
struct ClassifierReport {
    /// What was learned, as a headline.
    let title: String
    /// What the model answers.
    let answers: [Classification]
    /// The true classes.
    let labels: [Int]
    /// The names of the classes.
    let classNames: [String]
    /// What other ways come to.
    var baselines: [Metric.Baseline] = []

    private var confusion: ConfusionMatrix {
        ConfusionMatrix(answers: answers.map(\.answer), labels: labels, classNames: classNames)
    }

    /// The examples that were answered wrong, the most confident answers first.
    var mistakes: [Int] {
        answers.indices.filter { answers[$0].answer != labels[$0] }
            .sorted { (answers[$1].confidence, $0) < (answers[$0].confidence, $1) }
    }

    /// What is said of an example: what it is, and what it was taken for.
    func caption(_ index: Int, file: String) -> String {
        let answer = answers[index]
        let name = classNames[answer.answer]
        let sure = fixed(100 * Double(answer.confidence), 1)
        let truth = labels[index] == answer.answer ? "" : ", but is \(classNames[labels[index]])"
        return "\(file): \(name) \(sure) %\(truth)"
    }

    /// The report: accuracy beside the trivial guess and other ways, how far confidence can be believed, each
    /// class, and which was taken for which.
    func report(_ sections: [ReportSection] = []) -> Report {
        let matrix = confusion
        var metrics: [Metric] = [
            .share(
                "accuracy",
                matrix.correct,
                of: matrix.total,
                baselines: [Metric.Baseline("always the most frequent class", matrix.baseline)]
                    + baselines
            )
        ]
        let calibration = CalibrationError(answers, labels: labels, bins: 10)
        metrics += [calibration.metric].compactMap(\.self)
        let parts = [
            ReportSection("Each class", .table(ReportTable(matrix))),
            ReportSection(
                "Which class was taken for which",
                .confusion(matrix)
            ),
        ]
        return Report(
            title,
            metrics: metrics,
            sections: parts + sections + calibration.sections
        )
    }
}

extension Metric.Baseline {
    /// A way that answers with labels.
    init(_ name: String, _ answers: [Int], labels: [Int]) {
        let right = zip(answers, labels).count { $0 == $1 }
        self.init(name, Double(right) / Double(max(labels.count, 1)))
    }
}
