import Computation
public import Datasets
public import NeuralNetworks

/// Learns which class a text belongs to.
///
/// ```swift
/// let texts = try LabelledTexts(contentsOf: ["sms-spam.tsv"])
/// let outcome = try await TextTask(texts).learn()
/// print(outcome.report.text)
/// ```
///
/// Three readers are added: one knows words and pairs of words, one parts of words, and both begin with what naive Bayes
/// says of each; the third looks at a few words at a time, in their order, through a convolution.
///
/// Sources: Wang, Manning, "Baselines and Bigrams", 2012; Kim, "Convolutional Neural Networks for Sentence
/// Classification", 2014.
public struct TextTask: LearningTask {
    /// Settings of the task.
    public struct Options: Sendable {
        /// What a token is for the reader in order.
        public var tokens = TextTokens.words
        /// How many words a run has for the reader of runs.
        public var lengths = 1...2
        /// The share that judges the result.
        public var testShare = 0.2
        /// The share of the others that chooses when to stop.
        public var validation = 0.1
        /// How many trainings of a cross-validation; nil for one training.
        public var folds: Int?
        /// How it learns.
        public var learning = LearningSettings(
            optimizer: .adam(learningRate: 0.001),
            schedule: .cosine(warmUp: 0.1),
            epochs: 8,
            batchSize: 32
        )
        /// Layers in the place of the usual ones between the inputs and the scores; nil for these.
        public var network: Network?

        /// The usual settings.
        public init() {
            learning.earlyStopping = EarlyStopping(patience: 2)
        }
    }

    private let texts: LabelledTexts
    private let splits: [ExampleSplit]
    private let options: Options
    /// What was seen in the files.
    public let findings: [Finding]
    /// What is learned, as a headline.
    public var title: String { "Texts of \(texts.classNames.count) classes" }
    /// How many times it is learned.
    public var lessonCount: Int { splits.count }

    /// A task of texts.
    ///
    /// - Parameters:
    ///   - texts: The texts; of equal ones one is kept.
    ///   - test: Texts that judge the result, instead of a part of the others.
    ///   - options: The settings.
    /// - Throws: `SplitError`, or `LabelledTextsError` where the test has other classes.
    public init(
        _ texts: LabelledTexts,
        test: LabelledTexts? = nil,
        options: Options = Options()
    ) throws {
        var options = options
        if options.validation == 0 { options.learning.earlyStopping = nil }
        self.options = options
        var findings = Finding.classes(texts.counts, of: "texts")
        let (kept, doubles) = TextTask.withoutDuplicates(texts)
        findings += doubles
        if !texts.emptyPlaces.isEmpty {
            findings.append(.warning("empty texts are left out", texts.emptyPlaces))
        }
        let seed = options.learning.seed
        if let test {
            guard let test = test.numbered(as: texts.classNames) else {
                throw TextTaskError.otherClasses(test.classNames, expected: texts.classNames)
            }
            self.texts = kept.appending(test)
            let all = self.texts
            let traits = try ExampleTraits(
                count: all.count,
                labels: all.labels,
                contents: all.contents
            )
            splits = [
                try ExampleSplit(
                    of: traits,
                    test: Array(kept.count..<all.count),
                    validation: options.validation,
                    seed: seed
                )
            ]
        } else {
            self.texts = kept
            let traits = try ExampleTraits(
                count: kept.count,
                labels: kept.labels,
                contents: kept.contents
            )
            splits =
                if let folds = options.folds {
                    try ExampleSplit.folds(
                        folds,
                        of: traits,
                        validation: options.validation,
                        seed: seed
                    )
                } else {
                    [
                        try ExampleSplit(
                            of: traits,
                            test: options.testShare,
                            validation: options.validation,
                            seed: seed
                        )
                    ]
                }
        }
        self.findings = findings
    }

    /// Of equal texts the first; what else is said of them.
    private static func withoutDuplicates(_ texts: LabelledTexts) -> (LabelledTexts, [Finding]) {
        var first: [UInt64: Int] = [:]
        var (kept, doubles, conflicts): ([Int], [String], [String]) = ([], [], [])
        for (index, content) in texts.contents.enumerated() {
            guard let other = first[content] else {
                first[content] = index
                kept.append(index)
                continue
            }
            doubles.append("\(texts.places[index]) is \(texts.places[other])")
            if texts.labels[index] != texts.labels[other] { conflicts.append(texts.places[index]) }
        }
        var findings: [Finding] = []
        if !doubles.isEmpty {
            findings.append(
                .warning(
                    "\(doubles.count.grouped) texts are equal to one before, and left out",
                    doubles
                )
            )
        }
        if !conflicts.isEmpty {
            findings.append(
                .warning("equal texts are of different classes; mend the files", conflicts)
            )
        }
        return (texts[kept], findings)
    }

    /// How many texts can be looked at.
    public var exampleCount: Int { texts.count }

    /// One of the texts.
    public func example(_ index: Int) -> LearningExample {
        LearningExample(
            texts.places[index],
            answer: texts.classNames[texts.labels[index]],
            text: String(texts.texts[index].prefix(400)),
            input: texts.texts[index]
        )
    }

    /// One of the trainings.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let training = texts[split.training]
        let preparation = try TextPreparation(
            learningFrom: training.texts,
            tokens: options.tokens,
            lengths: options.lengths
        )
        let model = try makeModel(preparation, training)
        var settings = options.learning
        if options.network == nil {
            settings.weightRules += CountingReader.of(preparation).map(\.weightRule)
        }
        let test = texts[split.test]
        let title = title
        let held = options.network == nil ? texts[split.validation] : nil
        return try Lesson(
            model,
            loss: .softmaxCrossEntropy,
            training: preparation.examples(training),
            validation: split.validation.isEmpty
                ? nil : preparation.examples(texts[split.validation]),
            settings: settings
        ) { model in
            if let held {
                try TextTemperature(model, preparation, held)?.cool(
                    model,
                    CountingReader.of(preparation).map(\.name) + ["order"]
                )
            }
            let baselines = TextBaselines.answers(training: training, test: test)
            return try TextModel(model).report(on: test, title: title, baselines: baselines)
        }
    }

    private func makeModel(
        _ preparation: TextPreparation,
        _ training: LabelledTexts
    ) throws -> Model {
        let information = try ModelInformation(
            TextModel.kind,
            preparation: preparation,
            interpretation: .classLogits,
            labels: training.classNames
        )
        let model = try Model(
            network(preparation, classes: training.classNames.count),
            seed: options.learning.seed,
            information: information,
            processor: options.learning.processor
        )
        guard options.network == nil else { return model }
        for reader in CountingReader.of(preparation) { try reader.begin(in: model, training) }
        // Without a word known, the more frequent class is likelier.
        try model.setParameter(
            model.parameterNames.first { $0.contains("order") && $0.hasSuffix("bias") } ?? "",
            to: Tensor(training.counts.map { Float(RandomStream.logarithm(Double($0.count + 1))) })
        )
        return model
    }

    private func network(_ preparation: TextPreparation, classes: Int) -> Network {
        if let network = options.network {
            return Network {
                Inputs(preparation.inputs)
                Input("tokens")
                Embedding(preparation.tokenizer.vocabularyCount, width: 32)
                network
                Dense(classes)
            }
        }
        return Network {
            Inputs(preparation.inputs)
            Parallel(.add) {
                for reader in CountingReader.of(preparation) {
                    Network {
                        Input(reader.name)
                        Embedding(reader.table.count, width: classes).named(reader.name)
                        GlobalAveragePooling()
                    }
                }
                Network {
                    Input("tokens")
                    Embedding(
                        preparation.tokenizer.vocabularyCount,
                        width: 32,
                        initializer: .normal(deviation: 0.1)
                    )
                    Dropout(0.3)
                    Conv1D(64, kernel: 3, padding: .same, activation: .relu)
                    GlobalMaxPooling()
                    Dropout(0.5)
                    Dense(classes).named("order")
                }
            }
        }
    }
}

extension LabelledTexts {
    /// These texts, then others of the same classes.
    func appending(_ other: LabelledTexts) -> LabelledTexts {
        LabelledTexts(
            (0..<count).map { (texts[$0], classNames[labels[$0]]) }
                + (0..<other.count).map { (other.texts[$0], other.classNames[other.labels[$0]]) }
        )
    }
}

/// Why texts cannot be learned from.
public enum TextTaskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The test has classes that the others have not.
    case otherClasses([String], expected: [String])

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .otherClasses(let names, let expected):
            "the test has the classes \(names.joined(separator: ", ")), the model knows "
                + "\(expected.joined(separator: ", ")); give texts of these"
        }
    }
}
