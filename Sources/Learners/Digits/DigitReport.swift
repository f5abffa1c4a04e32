public import NeuralNetworks

/// How well a model reads digits: an honest report on examples that it did not learn from.
public struct DigitReport: Sendable {
    /// The share read right, the share of the trivial guess, and which digit is taken for which.
    public let confusion: ConfusionMatrix
    /// The mean loss per example.
    public let loss: Double
    /// What the model answers for each example.
    public let answers: [Classification]
    /// The examples.
    public let examples: Examples

    /// Measures a model.
    ///
    /// - Throws: ``TrainingError`` where the examples do not fit the model.
    public init(_ model: Model, on examples: Examples) throws(TrainingError) {
        let information = model.information
        let loss: any Loss =
            information.interpretation == .classLogits ? SoftmaxCrossEntropy() : QuadraticCost()
        self.loss = try DigitReport.score(model, loss, examples).loss
        do throws(ShapeError) {
            answers = try model.classify(examples.inputs)
        } catch {
            throw .shape(error)
        }
        confusion = ConfusionMatrix(
            answers: answers.map(\.answer),
            labels: examples.labels ?? [],
            classNames: model.classNames
        )
        self.examples = examples
    }

    private static func score(
        _ model: Model,
        _ loss: some Loss,
        _ examples: Examples
    ) throws(TrainingError) -> Score {
        let trainer = Trainer(loss: loss, optimizer: SGD(), processor: model.processor)
        return try trainer.evaluate(model, on: examples)
    }

    /// The examples that were read wrong, the most confident answers first.
    public var mistakes: [Int] {
        let labels = examples.labels ?? []
        return answers.indices.filter { answers[$0].answer != labels[$0] }
            .sorted { (answers[$1].confidence, $0) < (answers[$0].confidence, $1) }
    }

    /// The examples about which the model is least sure.
    public var doubts: [Int] {
        answers.indices.sorted { (answers[$0].confidence, $0) < (answers[$1].confidence, $1) }
    }
}
