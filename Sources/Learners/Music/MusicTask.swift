public import Datasets
import NeuralNetworks

/// Learns to make music like that of some tunes: which note comes next, after all those before it.
///
/// ```swift
/// let task = try MusicTask(MusicCollection(contentsOf: "tunes"))
/// let outcome = try await task.learn()
/// let tunes = try MusicModel(outcome.model).write(TuneWish())
/// ```
public struct MusicTask: LearningTask {
    /// Settings of the task.
    public struct Options: Sendable {
        /// The share of the tunes that judges the result.
        public var testShare = 0.1
        /// The share of the others that chooses when to stop.
        public var validation = 0.1
        /// What remembers the notes before.
        public var architecture = LanguageNetwork.Architecture.transformer
        /// How large the network is.
        public var size = LanguageNetwork.Size(width: 96, blocks: 3, heads: 4, context: 256)
        /// The share of numbers that are dropped while it learns.
        public var dropout: Float = 0.15
        /// How many tunes are made up for the report, by the model and by what was counted.
        public var sampleCount = 20
        /// How it learns.
        public var learning: LearningSettings

        /// The usual settings.
        public init() {
            learning = LearningSettings(
                optimizer: AdamW(learningRate: 0.003, beta2: 0.99, weightDecay: 0.1),
                schedule: .cosine(warmUp: 0.05),
                epochs: 20,
                batchSize: 8
            )
            learning.clipping = .norm(1)
            learning.weightRules = [WeightRule(.vectors, weightDecay: 0)]
        }
    }

    private let collection: MusicCollection
    private let split: ExampleSplit
    private let options: Options
    private let preparation: MusicPreparation
    /// What was seen in the files.
    public let findings: [Finding]

    /// What is learned, as a headline.
    public var title: String {
        switch preparation.language {
        case .notation: "Tunes in ABC notation"
        case .voices(let events):
            events.voices == 1 ? "Melodies" : "Music of \(events.voices) voices"
        }
    }
    /// It is learned once.
    public var lessonCount: Int { 1 }

    /// A task of tunes.
    ///
    /// Where the files lie in folders called `train`, `valid` and `test`, these are the parts; otherwise a share is held
    /// out, with all variants of a tune on one side.
    ///
    /// - Throws: `SplitError` where there are too few tunes.
    public init(_ collection: MusicCollection, options: Options = Options()) throws {
        self.collection = collection
        self.options = options
        let tunes = collection.tunes
        let traits = try ExampleTraits(
            count: tunes.count,
            groups: MusicTask.numbers(of: collection.groups),
            contents: collection.contents
        )
        let seed = options.learning.seed
        let hasParts = tunes.allSatisfy { $0.part != nil }
        func indices(_ part: String) -> [Int] { tunes.indices.filter { tunes[$0].part == part } }
        if hasParts, !indices("test").isEmpty, !indices("train").isEmpty {
            split = ExampleSplit(
                training: indices("train"),
                validation: indices("valid"),
                test: indices("test")
            )
        } else {
            split = try ExampleSplit(
                of: traits,
                test: options.testShare,
                validation: options.validation,
                seed: seed
            )
        }
        preparation = MusicPreparation(learningFrom: split.training.map { tunes[$0] })
        findings = MusicTask.findings(collection, split, traits, hasParts: hasParts)
    }

    private static func findings(
        _ collection: MusicCollection,
        _ split: ExampleSplit,
        _ traits: ExampleTraits,
        hasParts: Bool
    ) -> [Finding] {
        let tunes = collection.tunes
        let notes = tunes.reduce(0) { $0 + $1.piece.noteCount }
        var findings = [
            Finding.note(
                "\(tunes.count.grouped) tunes of \(notes.grouped) notes, repeats played; "
                    + "\(split.training.count.grouped) to learn from, \(split.validation.count.grouped) for "
                    + "validation, \(split.test.count.grouped) to judge"
                    + (hasParts ? ", as the folders say" : "")
            )
        ]
        if !collection.problems.isEmpty {
            findings.append(.warning("left out, for it cannot be read", collection.problems))
        }
        let doubles = traits.duplicateCount
        if doubles > 0 {
            findings.append(
                .note(
                    hasParts
                        ? "\(doubles.grouped) tunes have the notes of another; the folders may hold them on both sides"
                        : "\(doubles.grouped) tunes have the notes of another; they stay on one side, as variants do"
                )
            )
        }
        let odd = tunes.filter { $0.notation.map { !$0.addsUp } ?? false }
        if !odd.isEmpty {
            findings.append(
                .note(
                    "tunes with bars that do not add up to the metre are learned as they are",
                    odd.map { "\($0.place) (\($0.piece.title))" }
                )
            )
        }
        return findings
    }

    /// A number for each tune that all have in common which share a key, be it by way of others.
    static func numbers(of keys: [[UInt64]]) -> [Int] {
        var numbers = Array(keys.indices)
        var first: [UInt64: Int] = [:]
        func root(_ index: Int) -> Int {
            var index = index
            while numbers[index] != index { index = numbers[index] }
            return index
        }
        for (index, keys) in keys.enumerated() {
            for key in keys {
                let other = root(first[key] ?? index)
                let own = root(index)
                numbers[max(other, own)] = min(other, own)
                first[key] = first[key] ?? index
            }
        }
        return keys.indices.map(root)
    }

    /// How many tunes can be looked at.
    public var exampleCount: Int { collection.tunes.count }

    /// One of the tunes: time from left to right, pitch upwards.
    public func example(_ index: Int) -> LearningExample {
        let tune = collection.tunes[index]
        return LearningExample(
            tune.place,
            answer: tune.piece.title,
            picture: ReportPicture(tune.piece, quarters: 12, caption: tune.place)
        )
    }

    /// The training.
    public func lesson(_ index: Int) throws -> Lesson {
        let language = preparation.language
        let tunes = collection.tunes
        let training = split.training.map { tunes[$0] }
        let windows = MusicWindows(
            tunes: training.map { tune in
                language.transpositions.map { language.tokens(of: tune, movedBy: $0) }
            },
            end: language.end,
            context: options.size.context
        )
        let model = try makeModel()
        var settings = options.learning
        let validation = split.validation.map { language.tokens(of: tunes[$0]) }
        if validation.isEmpty { settings.earlyStopping = nil }
        let judge = MusicJudge(
            title: title,
            preparation: preparation,
            training: training.map { language.tokens(of: $0) },
            test: split.test.map { language.tokens(of: tunes[$0]) },
            sampleCount: options.sampleCount
        )
        let held = MusicWindows(
            tunes: validation.map { [$0] },
            end: language.end,
            context: options.size.context
        )
        return try Lesson(
            model,
            loss: .softmaxCrossEntropy,
            training: windows.examples(at: Array(0..<windows.count), seed: settings.seed, epoch: 1),
            validation: validation.isEmpty
                ? nil : held.examples(at: Array(0..<held.count), seed: 0, epoch: 0),
            settings: settings,
            augmentation: windows
        ) { model in try judge.report(on: model) }
    }

    private func makeModel() throws -> Model {
        let information = try ModelInformation(
            MusicModel.kind,
            preparation: preparation,
            interpretation: .classLogits
        )
        let network = LanguageNetwork(
            options.architecture,
            size: options.size,
            dropout: options.dropout
        )
        return try Model(
            network.network(tokens: preparation.language.count),
            input: [options.size.context],
            seed: options.learning.seed,
            information: information,
            processor: options.learning.processor
        )
    }
}
