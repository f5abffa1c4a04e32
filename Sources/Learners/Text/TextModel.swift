import Computation
import Datasets
public import NeuralNetworks

/// A trained model that says which class a text belongs to.
public struct TextModel: TextAnswers {
    /// What the file of such a model says of its kind.
    public static let kind = "text"
    /// What it takes.
    public static let inputs = "texts in quotes, or text files"

    private let model: Model
    private let preparation: TextPreparation

    /// The model, if it reads texts.
    public init(_ model: Model) throws {
        self.model = model
        preparation = try model.information.preparation(TextPreparation.self, of: Self.kind)
        guard preparation.isSound, model.inputShape == [preparation.count],
            model.outputShape == [model.classNames.count]
        else {
            throw RawModelError.damaged(
                kind: Self.kind,
                problem: "the network takes \(model.inputShape.count) numbers"
            )
        }
    }

    /// The class of a text, the probability of each, and the words that counted.
    public func predict(text: String, named name: String) throws -> Prediction {
        guard !text.allSatisfy(\.isWhitespace) else { throw TextModelError.empty }
        let answer = try model.classify(preparation.tensor(of: [text]))[0]
        let words = try influence(text, on: answer.answer)
        let plain = Prediction(name, answer)
        let told = words.prefix(6).filter { abs($0.nats) >= 0.05 }
            .map { "\($0.word) \(TextModel.factor($0.nats))" }
        var json = plain.json
        json["words"] = .list(
            words.prefix(20).map {
                .object(["word": .text($0.word), "influence": .number($0.nats)])
            }
        )
        let line = "words that counted (times the odds with them): "
        return Prediction(
            plain.input,
            answer: plain.answer,
            details: plain.details + (told.isEmpty ? [] : [line + told.joined(separator: ", ")]),
            json: json
        )
    }

    /// By how much each word raises the odds of a class against all others, as a logarithm, beside the same text without
    /// it; the largest changes first.
    func influence(_ text: String, on label: Int) throws -> [(word: String, nats: Double)] {
        let pieces = text.split(whereSeparator: \.isWhitespace).prefix(300)
        // Each word costs a reading of all others.
        guard pieces.count > 1, text.utf8.count <= 20_000 else { return [] }
        let variants = pieces.indices.map { left in
            pieces.indices.filter { $0 != left }.map { String(pieces[$0]) }.joined(separator: " ")
        }
        let whole = pieces.joined(separator: " ")
        let odds = try model.classify(preparation.tensor(of: [whole] + variants)).map {
            TextModel.logOdds($0.probabilities.map(Double.init), of: label)
        }
        return zip(pieces, odds.dropFirst())
            .map { (String($0), odds[0] - $1) }
            .sorted { abs($0.1) > abs($1.1) }
    }

    /// ln p / (1 − p) of a class, where 1 − p is added up from the other classes: they tell sure
    /// answers apart, whose p rounds to 1.
    private static func logOdds(_ probabilities: [Double], of label: Int) -> Double {
        let others = probabilities.indices.reduce(0) {
            $1 == label ? $0 : $0 + probabilities[$1]
        }
        return RandomStream.logarithm(max(probabilities[label], 1e-37))
            - RandomStream.logarithm(max(others, 1e-37))
    }

    private static func factor(_ nats: Double) -> String {
        let factor = powerOfE(min(nats, 12))
        return "×" + (factor >= 9.95 ? fixed(factor, 0) : fixed(factor, factor < 0.95 ? 2 : 1))
    }

    /// How good the model is on a table, or a folder with a folder for each class.
    public func evaluate(_ path: String) throws -> Report {
        let texts = try LabelledTexts(contentsOf: [path])
        guard let texts = texts.numbered(as: model.information.labels) else {
            throw TextTaskError.otherClasses(
                texts.classNames,
                expected: model.information.labels
            )
        }
        return try report(on: texts, title: "Texts of \(texts.classNames.count) classes")
    }

    /// How good the model is on texts that it never saw.
    func report(
        on test: LabelledTexts,
        title: String,
        baselines: [TextBaselines.Answers] = []
    ) throws -> Report {
        let answers =
            try test.texts.isEmpty ? [] : model.classify(preparation.tensor(of: test.texts))
        func matrix(_ answers: [Int]) -> ConfusionMatrix {
            ConfusionMatrix(answers: answers, labels: test.labels, classNames: test.classNames)
        }
        let confusion = matrix(answers.map(\.answer))
        let others = baselines.map { ($0.name, matrix($0.answers)) }
        let classifier = ClassifierReport(
            title: title,
            answers: answers,
            labels: test.labels,
            classNames: test.classNames,
            baselines: others.map { Metric.Baseline($0.0, $0.1.accuracy) }
        )
        // Of two classes the rarer is the one that is looked for, as spam is.
        let counts = test.counts
        let rarer = counts.count == 2 ? (counts[1].count <= counts[0].count ? 1 : 0) : nil
        func score(_ matrix: ConfusionMatrix) -> Double {
            rarer.map { matrix.classScores[$0].f1 } ?? matrix.macroScore.f1
        }
        let f1 = Metric(
            rarer.map { "f1_\(test.classNames[$0])" } ?? "macro_f1",
            score(confusion),
            count: confusion.total,
            style: .share,
            isBetterHigh: true,
            baselines: others.map { Metric.Baseline($0.0, score($0.1)) }
        )
        let mistakes = classifier.mistakes.prefix(12).map { index in
            [
                test.classNames[test.labels[index]],
                test.classNames[answers[index].answer],
                fixed(100 * Double(answers[index].confidence), 1) + " %",
                String(test.texts[index].prefix(160)),
            ]
        }
        let table = ReportTable(
            columns: ["class", "taken for", "confidence", "text"],
            rows: mistakes
        )
        var report = classifier.report(
            mistakes.isEmpty
                ? []
                : [ReportSection("Mistakes", note: "The most confident first.", .table(table))]
        )
        report.metrics.insert(f1, at: 1)
        return report
    }
}

/// Why a text cannot be answered.
enum TextModelError: Error, CustomStringConvertible {
    case empty
    var description: String { "the text is empty; give one in quotes, or a text file" }
}
