import Datasets
public import NeuralNetworks

/// A model that writes texts on.
public protocol TextWriting: TextAnswers {
    /// Writes on.
    ///
    /// - Parameters:
    ///   - beginning: What the text begins with; may be empty.
    ///   - length: The most tokens that are written.
    ///   - seed: The same seed writes the same.
    /// - Returns: The text behind its beginning.
    /// - Throws: Any error that says in one line why it cannot.
    func write(_ beginning: String, length: Int, seed: UInt64) throws -> String
}

/// A trained model that writes on.
public struct LanguageModel: TextWriting {
    /// What the file of such a model says of its kind.
    public static let kind = LanguagePreparation.kind
    /// What it takes.
    public static let inputs = "texts in quotes, or text files"

    private let model: Model
    private let preparation: LanguagePreparation

    /// The model, if it has learned a language.
    public init(_ model: Model) throws {
        self.model = model
        do throws(LanguageModelError) {
            preparation = try LanguagePreparation(of: model)
        } catch {
            throw RawModelError.damaged(kind: Self.kind, problem: "the model \(error)")
        }
    }

    /// How surprised the model is by a text, and what it expects next.
    ///
    /// - Throws: `TokenizerError` where there is a character that the model does not know, and other errors of one line.
    public func predict(text: String, named name: String) throws -> Prediction {
        let tokens = try preparation.beginning("") + preparation.tokenizer.encode(text)
        let judged = JudgedText([text], sequences: [tokens])
        let nats = try TokenSurprise.windows(of: judged.sequences, by: model)
            .reduce(0) { $0 + $1.nats }
        let score = judged.score(natsPerToken: nats / Double(max(1, judged.tokenCount)))
        let probabilities = try TokenGenerator(model, prompts: [tokens]).probabilities[0]
        let next = probabilities.indices
            .sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
            .map { (name: preparation.tokenizer.token(at: $0), probability: probabilities[$0]) }
        var json: [String: JSONValue] = [
            "next": .list(
                next.prefix(10).map {
                    .object(["token": .text($0.name), "probability": .number($0.probability)])
                }
            )
        ]
        // An empty text surprises nobody.
        if judged.tokenCount > 0 {
            json["nats_per_character"] = .number(score.natsPerCharacter)
            json["perplexity"] = .number(score.perplexity)
        }
        return Prediction(
            name,
            answer: judged.tokenCount > 0
                ? "\(fixed(score.natsPerCharacter, 3)) nats per character"
                : "nothing to foretell",
            details: ["what comes next:"]
                + next.prefix(5).map { "\(fixed(100 * $0.probability, 1)) %  \($0.name)" },
            json: json
        )
    }

    /// Writes on.
    public func write(_ beginning: String, length: Int, seed: UInt64) throws -> String {
        try Writing(model, preparation, preparation.beginning(beginning))
            .text(length: length, seed: seed)
    }

    /// How well the model foretells a text that it did not learn from.
    public func evaluate(_ path: String) throws -> Report {
        let text = try LanguageText(file: path)
        let judged = try JudgedText(text, preparation)
        var report = try LanguageJudge(
            title: "Language of \(path.split(separator: "/").last ?? "a text")",
            preparation: preparation,
            judged: judged
        ).measure(model)
        guard !report.metrics.isEmpty else { return report }
        // What it learned from is not known, so that nothing can be counted.
        let alike = RandomStream.logarithm(Double(preparation.tokenizer.vocabularyCount))
        report.metrics[0].baselines = [
            Metric.Baseline(
                "every token alike",
                judged.score(natsPerToken: alike).natsPerCharacter
            )
        ]
        return report
    }
}
