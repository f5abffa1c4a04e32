import Datasets
import NeuralNetworks

/// Judges a model of music by tunes that it never saw, beside counting, and by the tunes that it makes up.
struct MusicJudge: Sendable {
    let title: String
    let preparation: MusicPreparation
    let training: [[Int32]]
    let test: [[Int32]]
    let sampleCount: Int

    private static let order = 5

    func report(on model: Model) throws -> Report {
        let language = preparation.language
        let units = max(1, test.reduce(0) { $0 + language.unitCount($1) })
        let own = try MusicScore.nats(of: test, end: language.end, by: model) / Double(units)
        let counted = MarkovModel(training, order: Self.order, vocabularyCount: language.count)
        var baselines: [Metric.Baseline] = []
        var characters: (model: MarkovModel, nats: Double)?
        if case .notation(let vocabulary) = language {
            let found = markovOfCharacters(vocabulary, units)
            characters = found
            baselines.append(Metric.Baseline("order-5 Markov on characters", found.nats))
        }
        baselines.append(
            Metric.Baseline("order-5 Markov on tokens", counted.nats(of: test).nats / Double(units))
        )
        var metrics = [
            Metric(
                "nats_per_\(language.unit)",
                own,
                count: units,
                style: .number(decimals: 4),
                isBetterHigh: false,
                baselines: baselines
            )
        ]
        var sections: [ReportSection] = []
        if sampleCount > 0 {
            let (found, parts) = try samples(model, characters?.model)
            metrics += found
            sections += parts
        }
        return Report(title, metrics: metrics, sections: sections)
    }

    /// The same text, character by character.
    private func markovOfCharacters(
        _ vocabulary: ABCVocabulary,
        _ units: Int
    ) -> (model: MarkovModel, nats: Double) {
        func characters(_ tunes: [[Int32]]) -> [[Int32]] {
            tunes.map { Array((vocabulary.text(of: $0) + "\u{0}").utf8).map(Int32.init) }
        }
        // The text is ASCII, and 0 ends it.
        let model = MarkovModel(characters(training), order: Self.order, vocabularyCount: 128)
        return (model, model.nats(of: characters(test)).nats / Double(units))
    }

    /// Tunes that are made up: how many of them can be read and add up, how much is copied, and how they look and sound.
    private func samples(
        _ model: Model,
        _ counted: MarkovModel?
    ) throws -> ([Metric], [ReportSection]) {
        let writer = MusicWriter(model: model, preparation: preparation)
        var wish = TuneWish()
        wish.count = sampleCount
        let tunes = try writer.write(wish)
        let good = tunes.compactMap(\.self).filter(\.addsUp)
        var metrics: [Metric] = []
        if let counted {
            wish.isConstrained = false
            wish.temperature = 1
            let free = try writer.write(wish).compactMap(\.self).count(where: \.addsUp)
            var stream = RandomStream(seed: wish.seed, for: "counted tunes")
            let other = (0..<sampleCount).count { _ in isGood(counted, &stream) }
            func share(_ count: Int) -> Double { Double(count) / Double(max(sampleCount, 1)) }
            metrics.append(
                .share(
                    "tunes_that_add_up",
                    good.count,
                    of: tunes.count,
                    baselines: [
                        Metric.Baseline("without the rules of bars", share(free)),
                        Metric.Baseline("order-5 Markov on characters", share(other)),
                    ]
                )
            )
        }
        let copies = good.map { Double($0.longestCopy) }
        if let longest = copies.max() {
            metrics.append(
                Metric(
                    "longest_copied_run",
                    longest,
                    count: good.count,
                    style: .number(decimals: 0, unit: "notes"),
                    isBetterHigh: false
                )
            )
        }
        return (metrics, good.prefix(3).enumerated().flatMap { sections($0 + 1, $1) })
    }

    private func isGood(_ counted: MarkovModel, _ stream: inout RandomStream) -> Bool {
        let bytes = counted.sample(end: 0, limit: 3_000, from: &stream).filter { $0 > 0 }
        let text = String(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
        guard case .notation(let vocabulary) = preparation.language else { return false }
        return (try? vocabulary.tune(of: vocabulary.tokens(of: text)))?.addsUp ?? false
    }

    private func sections(_ number: Int, _ tune: WrittenTune) -> [ReportSection] {
        var synthesiser = Synthesiser()
        (synthesiser.rate, synthesiser.limit) = (11_025, 12)
        let sound = WAVFile.encode(synthesiser.samples(of: tune.piece), rate: synthesiser.rate)
        let caption =
            "its beginning; at most \(tune.longestCopy) of \(tune.noteCount) notes in a run are copied"
        return [
            ReportSection(
                "A tune that it made up, \(number)",
                note: "Time from left to right, pitch upwards.",
                .drawing(svg: PianoRoll(tune.piece).svg)
            ),
            ReportSection(
                "How it sounds, \(number)",
                .pictures([ReportPicture(sound, mediaType: "audio/wav", caption: caption)])
            ),
            ReportSection("Its notes in ABC, \(number)", .text(tune.notation.text)),
        ]
    }
}
