import Datasets
import NeuralNetworks

/// What naive Bayes says of each run of words, to be added to what a network says.
struct CountedEvidence {
    /// For each run how much it speaks for each class, `[runs][classes]`.
    private let evidence: [Float]
    private let classes: Int
    private let runLimit: Int

    /// Counts the runs of texts.
    init(_ training: LabelledTexts, _ preparation: TextPreparation) {
        classes = training.classNames.count
        runLimit = preparation.runLimit
        let columns = preparation.runs.count
        let bayes = NaiveBayes(
            training.texts.map { preparation.runs.row(of: $0).binary },
            labels: training.labels,
            classes: classes,
            columns: columns
        )
        let base = bayes.scores(SparseRow(counting: []))
        evidence = (0..<columns).flatMap { column -> [Float] in
            let row = SparseRow(counting: [Int32(column)])
            let scores = zip(bayes.scores(row), base).map { $0 - $1 }
            let mean = scores.reduce(0, +) / Double(scores.count)
            return scores.map { Float($0 - mean) }
        }
    }

    /// How much it may count: words are no independent witnesses, so that less than all is right.
    private static let shares: [Float] = [
        0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.6, 1,
    ]

    /// Adds it to a network that has learned, as much as is best for the loss of validation examples, a fifth where there
    /// are none.
    func add(to model: Model, validation: Examples?) throws {
        guard let name = model.parameterNames.first(where: { $0.contains(".counted.") }) else {
            return
        }
        func set(_ share: Float) throws {
            // The network takes the mean over runs, not the sum.
            let scale = share * Float(runLimit)
            let shape: Shape = [evidence.count / classes, classes]
            try model.setParameter(name, to: Tensor(evidence.map { scale * $0 }, shape: shape))
        }
        guard let validation, let labels = validation.labels else { return try set(0.2) }
        let alone = try model.outputs(validation.inputs).floats
        try set(1)
        let both = try model.outputs(validation.inputs).floats
        func loss(_ share: Float) -> Double {
            labels.indices.reduce(0.0) { sum, index in
                let logits = (index * classes..<(index + 1) * classes).map { place in
                    Double(alone[place] + share * (both[place] - alone[place]))
                }
                let largest = logits.max() ?? 0
                let total = logits.reduce(0) { $0 + powerOfE($1 - largest) }
                return sum + largest + RandomStream.logarithm(total) - logits[labels[index]]
            }
        }
        try set(CountedEvidence.shares.min { loss($0) < loss($1) } ?? 0.2)
    }
}
