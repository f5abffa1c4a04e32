import Datasets
import NeuralNetworks

/// What a text consists of.
public enum LanguageForm: String, Hashable, Sendable, Codable, CaseIterable {
    /// One long text; its end is held out.
    case running
    /// Lines that have nothing to do with each other, such as names; a random share is held out.
    case lines
}

/// What a language is learned from: a text as tokens, cut into a part to learn from and one that is held out.
struct LanguageData: Sendable {
    /// How the text becomes tokens.
    let preparation: LanguagePreparation
    /// How many tokens an example has.
    let context: Int
    /// The examples of the first epoch.
    let training: Examples
    /// How the examples of other epochs differ.
    let windows: TextWindows?
    /// Examples that are held out: each of their tokens is predicted once.
    let validation: Examples
    /// The documents to learn from: the text, or its lines.
    let learned: [String]
    /// The part that is held out.
    let heldOut: JudgedText
    /// How many tokens there are to learn from.
    let tokenCount: Int
    /// How many lines, where each is a document, are the same as one before, and how many are empty.
    let odd: (duplicates: Int, empty: Int)

    /// Makes examples of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - preparation: What makes tokens of it, and what it consists of.
    ///   - context: How many tokens an example has at most.
    ///   - share: The share that is held out.
    ///   - seed: Which lines are held out, and where examples begin, follows from it.
    /// - Throws: `LanguageTextError` where the text is too short or the tokenizer does not take it.
    init(
        _ text: LanguageText,
        preparation: LanguagePreparation,
        context: Int,
        validation share: Double,
        seed: UInt64
    ) throws(LanguageTextError) {
        self.preparation = preparation
        let tokenizer = preparation.tokenizer
        let held: Examples
        switch preparation.form {
        case .running:
            let running = try RunningText(text, tokenizer: tokenizer, validation: share)
            let windows = try running.windows(of: context)
            self.windows = windows
            self.context = context
            training = windows.examples(seed: seed, epoch: 1)
            held = try running.validationExamples(context: context)
            let parts = try text.split(validation: share)
            learned = [parts.training.text]
            heldOut = JudgedText(
                [parts.validation.text],
                sequences: [running.training.suffix(1) + running.validation]
            )
            tokenCount = running.training.count
            odd = (0, 0)
        case .lines:
            let lines = try TextLines(text, tokenizer: tokenizer, validation: share, seed: seed)
            windows = nil
            self.context = min(context, lines.longest)
            training = LanguageData.byToken(try lines.trainingExamples(context: self.context))
            held = try lines.validationExamples(context: self.context)
            learned = lines.training.map { tokenizer.decode($0) }
            heldOut = JudgedText(lines.validation, of: tokenizer)
            tokenCount = lines.training.reduce(0) { $0 + $1.count - 1 }
            odd = (lines.duplicateCount, lines.emptyCount)
        }
        validation = LanguageData.byToken(held)
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
}
