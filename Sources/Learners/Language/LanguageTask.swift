public import Datasets
public import NeuralNetworks

/// Learns to write on: which token comes next, after all those before it.
///
/// ```swift
/// let text = try LanguageText(file: "shakespeare.txt")
/// let task = try LanguageTask(text)
/// let outcome = try await task.learn()
/// print(outcome.report.text)
/// try outcome.model.save(to: "shakespeare.safetensors")
/// ```
public struct LanguageTask: LearningTask {
    /// Settings of the task.
    public struct Options: Sendable {
        /// What the text consists of.
        public var form = LanguageForm.running
        /// What makes tokens of the text; nil is one for each of its characters.
        public var tokenizer: Tokenizer?
        /// The share of the text that is held out, which judges the result.
        public var validation = 0.1
        /// What learns.
        public var network: LanguageNetwork
        /// How it learns.
        public var learning: LearningSettings

        /// The usual settings for a network.
        public init(_ network: LanguageNetwork) {
            self.network = network
            learning = LearningSettings(
                optimizer: AdamW(
                    learningRate: network.size.width <= 64 ? 0.004 : 0.003,
                    beta2: 0.99,
                    weightDecay: 0.1
                ),
                schedule: .cosine(warmUp: 0.04),
                epochs: 10,
                batchSize: 16
            )
            learning.clipping = .norm(1)
            // Decay pulls at weights between neurons, not at biases and scales.
            learning.weightRules = [WeightRule(.vectors, weightDecay: 0)]
        }

        /// The usual settings for a text.
        public init(for text: LanguageText) {
            self.init(
                LanguageNetwork(size: .usual(forCharacters: text.text.unicodeScalars.count))
            )
        }
    }

    private let pieces: [Substring]
    private let data: LanguageData
    private let options: Options
    private let test: JudgedText?
    /// What is learned, as a headline: the text's name.
    public let title: String
    /// What was seen in the text.
    public let findings: [Finding]

    /// It is learned once.
    public var lessonCount: Int { 1 }
    /// How the text becomes tokens.
    public var preparation: LanguagePreparation { data.preparation }

    /// A task of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - test: A text that judges the result, in place of the part that is held out.
    ///   - options: Settings; nil for those that suit the text.
    /// - Throws: `LanguageTextError` where the text is too short or the tokenizer does not take it;
    ///   `TokenizerError` where it is empty.
    public init(_ text: LanguageText, test: LanguageText? = nil, options: Options? = nil) throws {
        let options = options ?? Options(for: text)
        self.options = options
        pieces =
            options.form == .lines
            ? text.text.split(separator: "\n") : text.text.split(separator: "\n\n")
        let tokenizer =
            try options.tokenizer ?? .characters(of: text.text, end: options.form == .lines)
        let preparation = LanguagePreparation(tokenizer, options.form)
        data = try LanguageData(
            text,
            preparation: preparation,
            context: options.network.size.context,
            validation: options.validation,
            seed: options.learning.seed
        )
        self.test = try test.map { try JudgedText($0, preparation) }
        title = "Language of \(text.name.split(separator: "/").last ?? "a text")"
        findings =
            LanguageFindings(
                text,
                data,
                test: self.test,
                choosesBest: options.learning.earlyStopping != nil
            ).all
    }

    /// What the loss of an epoch on the part that is held out means for tokens, characters and bytes; nil where
    /// nothing is held out.
    ///
    /// In lines the end of each counts as a character.
    public func score(_ epoch: Epoch) -> LanguageScore? {
        epoch.validation.map { data.heldOut.score(natsPerToken: $0.loss) }
    }

    /// How many lines, or paragraphs of a running text, can be looked at.
    public var exampleCount: Int { pieces.count }

    /// One of the lines or paragraphs.
    public func example(_ index: Int) -> LearningExample {
        let text = String(pieces[index].prefix(400))
        let name = options.form == .lines ? "line" : "paragraph"
        return LearningExample(
            "\(name) \((index + 1).grouped)",
            answer: "",
            text: text,
            input: text
        )
    }

    /// The training.
    public func lesson(_ index: Int) throws -> Lesson {
        var network = options.network
        network.size.context = data.context
        let model = try Model(
            network.network(tokens: preparation.tokenizer.vocabularyCount),
            input: [data.context],
            seed: options.learning.seed,
            information: ModelInformation(
                interpretation: .classLogits,
                preparation: preparation.information
            ),
            processor: options.learning.processor
        )
        let judge = LanguageJudge(
            title: title,
            preparation: preparation,
            judged: test ?? data.heldOut,
            learned: data.learned
        )
        return try Lesson(
            model,
            loss: .softmaxCrossEntropy,
            training: data.training,
            validation: data.validation,
            settings: options.learning,
            augmentation: data.windows
        ) { model in try judge.report(on: model) }
    }
}
