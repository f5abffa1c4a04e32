public import Datasets
public import NeuralNetworks

/// What a language is learned from: a text as tokens, cut into a part to learn from and one to validate on.
public struct LanguageData: Sendable {
    /// What a text consists of.
    public enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        /// One long text; its end is held out.
        case running
        /// Lines that have nothing to do with each other, such as names; a random share is held out.
        case lines
    }

    /// The text's tokens.
    public let tokenizer: Tokenizer
    /// What the text consists of.
    public let form: Form
    /// How many tokens an example has.
    public let context: Int
    /// How many tokens there are to learn from.
    public let trainingTokenCount: Int
    /// The examples of the first epoch.
    let training: Examples
    /// How the examples of other epochs differ.
    let windows: TextWindows?
    /// Examples that are held out: each of their tokens is predicted once.
    public let validation: Examples
    /// What was found in the file, in a sentence or two.
    public let summary: String
    private let heldOutText: String

    /// Makes examples of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - tokenizer: What makes tokens of it.
    ///   - form: What it consists of.
    ///   - context: How many tokens an example has at most.
    ///   - share: The share that is held out.
    ///   - seed: Which lines are held out, and where examples begin, follows from it.
    /// - Throws: `LanguageTextError` where the text is too short or the tokenizer does not take it.
    public init(
        _ text: LanguageText,
        tokenizer: Tokenizer,
        form: Form = .running,
        context: Int,
        validation share: Double = 0.1,
        seed: UInt64 = 1
    ) throws(LanguageTextError) {
        self.tokenizer = tokenizer
        self.form = form
        switch form {
        case .running:
            let running = try RunningText(text, tokenizer: tokenizer, validation: share)
            let windows = try running.windows(of: context)
            self.windows = windows
            self.context = context
            training = windows.examples(seed: seed, epoch: 1)
            validation = try running.validationExamples(context: context)
            trainingTokenCount = running.training.count
            heldOutText = try text.split(validation: share).validation.text
            summary =
                "\(text.text.unicodeScalars.count.grouped) characters, "
                + "\(tokenizer.vocabularyCount.grouped) different tokens; "
                + "\(running.training.count.grouped) tokens to learn from, "
                + "\(running.validation.count.grouped) held out"
        case .lines:
            let lines = try TextLines(text, tokenizer: tokenizer, validation: share, seed: seed)
            windows = nil
            self.context = min(context, lines.longest)
            training = LanguageData.byToken(try lines.trainingExamples(context: self.context))
            validation = LanguageData.byToken(try lines.validationExamples(context: self.context))
            trainingTokenCount = lines.training.reduce(0) { $0 + $1.count - 1 }
            heldOutText = lines.validation.map { tokenizer.decode($0) }.joined(separator: "\n")
            summary =
                "\((lines.training.count + lines.validation.count).grouped) lines, "
                + "\(lines.duplicateCount.grouped) of them the same as one before; "
                + "\(tokenizer.vocabularyCount.grouped) different tokens; "
                + "\(lines.training.count.grouped) lines to learn from, "
                + "\(lines.validation.count.grouped) held out"
        }
    }

    /// Sequences of which each token counts alike, whatever the length of the sequence that it is in.
    private static func byToken(_ examples: Examples) -> Examples {
        guard case .int32(let targets) = examples.targets.storage, examples.count > 0 else {
            return examples
        }
        let length = targets.count / examples.count
        let counts = (0..<examples.count).map { index in
            targets[index * length..<(index + 1) * length].count { $0 >= 0 }
        }
        let mean = Float(counts.reduce(0, +)) / Float(counts.count)
        return (try? examples.weighted(by: counts.map { Float($0) / mean })) ?? examples
    }

    /// What a loss on the examples that are held out means for tokens, characters and bytes.
    ///
    /// In lines the end of each counts as a character.
    public func score(natsPerToken: Double) -> LanguageScore {
        let ends = form == .lines && !heldOutText.isEmpty ? 1 : 0
        return LanguageScore(
            natsPerToken: natsPerToken,
            tokenCount: validationTokenCount,
            characterCount: heldOutText.unicodeScalars.count + ends,
            byteCount: heldOutText.utf8.count + ends
        )
    }

    private var validationTokenCount: Int {
        guard case .int32(let targets) = validation.targets.storage else { return 0 }
        return targets.count { $0 >= 0 }
    }
}
