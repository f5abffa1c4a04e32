import Datasets
import NeuralNetworks

/// Judges a language model by text that it never saw, beside counting, and by what it writes.
struct LanguageJudge: Sendable {
    let title: String
    let preparation: LanguagePreparation
    let judged: JudgedText
    /// The documents that were learned from; none where they are not known.
    var learned: [String] = []

    /// How many texts are written, and the most tokens of one.
    private var wish: (count: Int, length: Int) {
        preparation.form == .lines ? (20, 100) : (2, 400)
    }

    func report(on model: Model) throws -> Report {
        var report = try measure(model)
        guard !learned.isEmpty else { return report }
        let characters = LearnedCharacters(
            learned,
            judged: judged.documents,
            hasEnds: preparation.form == .lines
        )
        if !report.metrics.isEmpty {
            report.metrics[0].baselines = characters.baselines(of: judged.documents)
        }
        let texts = try Writing(model, preparation, try preparation.beginning(""))
            .texts(wish.count, length: wish.length, seed: 1)
        report.metrics += [
            preparation.form == .lines ? originality(of: texts) : copying(texts, characters)
        ].compactMap(\.self)
        report.sections.insert(
            ReportSection(
                "What it writes",
                note: "at temperature 0.8, as nn generate does",
                .text(texts.joined(separator: preparation.form == .lines ? "\n" : "\n\n─────\n\n"))
            ),
            at: 0
        )
        return report
    }

    /// How well a model foretells the text.
    func measure(_ model: Model) throws -> Report {
        // In running text what comes first in a window is surprising for want of anything before it.
        let least = preparation.form == .running ? model.inputShape[0] / 2 : 1
        let surprises = try TokenSurprise.windows(of: judged.sequences, by: model, least: least)
        let tokenCount = surprises.reduce(0) { $0 + $1.count }
        guard tokenCount > 0 else { return Report(title, metrics: []) }
        let nats = surprises.reduce(0) { $0 + $1.nats }
        let score = judged.score(natsPerToken: nats / Double(tokenCount))
        func metric(_ name: String, _ value: Double, decimals: Int) -> Metric {
            Metric(
                name,
                value,
                count: judged.characterCount,
                style: .number(decimals: decimals),
                isBetterHigh: false
            )
        }
        var main = metric("nats_per_character", score.natsPerCharacter, decimals: 4)
        main.interval = interval(surprises, score)
        main.noun = "characters"
        var sections: [ReportSection] = []
        let rows = places(surprises)
        if !rows.isEmpty {
            sections.append(
                ReportSection(
                    "Where it was surprised most",
                    note:
                        "tokens of text that it never saw, at most one of a line or window, as ␣ and \\n show them",
                    .table(
                        ReportTable(
                            columns: ["after", "came", "probability", "expected", "probability"],
                            rows: rows
                        )
                    )
                )
            )
        }
        return Report(
            title,
            metrics: [
                main, metric("bits_per_byte", score.bitsPerByte, decimals: 4),
                metric("perplexity", score.perplexity, decimals: 2),
            ],
            sections: sections
        )
    }

    /// Where the nats per character would lie for other text of the kind: windows stand for themselves, not tokens.
    ///
    /// The mean is a ratio of sums over windows; its error follows from what each window's sum is off by.
    ///
    /// Source: Cochran, "Sampling Techniques", 1977, section 6.3.
    private func interval(
        _ surprises: [TokenSurprise],
        _ score: LanguageScore
    ) -> ClosedRange<Double>? {
        let count = Double(surprises.count)
        guard count > 1 else { return nil }
        let squares = surprises.reduce(0) { sum, window in
            let off = window.nats - score.natsPerToken * Double(window.count)
            return sum + off * off
        }
        let reach =
            1.959964 * (squares * count / (count - 1)).squareRoot() / Double(score.characterCount)
        guard reach.isFinite, score.natsPerCharacter.isFinite else { return nil }
        return score.natsPerCharacter - reach...score.natsPerCharacter + reach
    }

    private func places(_ surprises: [TokenSurprise]) -> [[String]] {
        func name(_ token: Int32) -> String { preparation.tokenizer.token(at: Int(token)) }
        func percent(_ share: Double) -> String { "\(significant(100 * share, 2)) %" }
        return surprises.compactMap { window in window.greatest.map { (window, $0) } }
            .sorted { $0.1.probability < $1.1.probability }
            .prefix(12)
            .map { window, place in
                let first = window.tokens.startIndex
                let before = window.tokens[first..<first + place.index].suffix(32)
                return [
                    before.filter { !preparation.endings.contains($0) }.map(name).joined(),
                    name(window.tokens[first + place.index]), percent(place.probability),
                    name(place.expected.token), percent(place.expected.probability),
                ]
            }
    }

    /// How many of the lines that it writes it did not learn from.
    private func originality(of texts: [String]) -> Metric {
        let known = Set(learned)
        var share = Metric.share(
            "new_lines",
            texts.count { !known.contains($0) },
            of: texts.count
        )
        share.noun = "lines"
        return share
    }

    /// The longest run that is copied, beside that of text which a person wrote.
    private func copying(_ texts: [String], _ characters: LearnedCharacters) -> Metric? {
        func longest(_ texts: [[Int32]]) -> Int {
            texts.map { CopiedRun.longest(of: $0, in: characters.documents) }.max() ?? 0
        }
        let written = texts.map(characters.characters)
        guard let length = written.map(\.count).max() else { return nil }
        let other = judged.documents.map(characters.characters).max { $0.count < $1.count } ?? []
        // As many pieces, as far apart from each other as can be.
        let pieces = texts.indices.map { index in
            let start = other.count * index / texts.count
            return Array(other[start..<min(start + length, other.count)])
        }
        return Metric(
            "longest_copied_run",
            Double(longest(written)),
            count: texts.count,
            style: .number(decimals: 0, unit: "characters"),
            isBetterHigh: false,
            baselines: other.isEmpty
                ? []
                : [
                    Metric.Baseline(
                        "as much of the text that it never saw",
                        Double(longest(pieces))
                    )
                ]
        )
    }
}
