import Datasets
import NeuralNetworks

/// What is to be said of a text before anything is learned from it.
struct LanguageFindings {
    /// A text of fewer characters is learned by heart sooner than it teaches to write.
    static let fewCharacters = 20_000
    /// How long a line is at least that is no chance where it stands in both parts.
    private static let longLine = 30

    private let text: LanguageText
    private let data: LanguageData
    private let test: JudgedText?
    private let choosesBest: Bool

    /// Looks at a text and its parts.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - data: What became of it.
    ///   - test: What judges the result, if it is not the part that is held out.
    ///   - choosesBest: Whether the part that is held out chooses when to stop.
    init(_ text: LanguageText, _ data: LanguageData, test: JudgedText?, choosesBest: Bool) {
        (self.text, self.data, self.test) = (text, data, test)
        self.choosesBest = choosesBest
    }

    /// All that is to be said.
    var all: [Finding] {
        [size, parts, judging, odd, short, copied, unseen, unknown].compactMap(\.self)
    }

    private var size: Finding {
        let scalars = text.text.unicodeScalars
        let lines =
            text.text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.text.hasSuffix("\n") ? 0 : 1)
        return .note(
            "\(scalars.count.grouped) characters, \(Set(scalars).count.grouped) different ones, in "
                + "\(lines.grouped) lines; \(data.preparation.tokenizer.vocabularyCount.grouped) different tokens "
                + "(\(data.preparation.tokenizer.kind.rawValue))"
        )
    }

    private var parts: Finding {
        switch data.preparation.form {
        case .running:
            return .note(
                "\(data.tokenCount.grouped) tokens to learn from; the end of the text, "
                    + "\(data.heldOut.tokenCount.grouped) tokens, is held out"
            )
        case .lines:
            let (learned, held) = (data.learned.count, data.heldOut.documents.count)
            let empty =
                data.odd.empty > 0 ? "; \(data.odd.empty.grouped) empty ones are left out" : ""
            return .note(
                "\((learned + held).grouped) lines, \(data.odd.duplicates.grouped) of them the same as one before, "
                    + "which stay on one side; \(learned.grouped) to learn from, \(held.grouped) at random held out"
                    + empty
            )
        }
    }

    /// What the part that is held out does.
    private var judging: Finding {
        if let test {
            return .note(
                "a text of \(test.characterCount.grouped) characters of its own judges the result"
            )
        }
        if data.heldOut.tokenCount == 0 {
            return .warning(
                "nothing is held out, so that nothing can be said of how good the model is"
            )
        }
        return choosesBest
            ? .warning(
                "what is held out chooses when to stop and judges the result, which flatters it; a text of its own "
                    + "(--test) would not"
            )
            : .note(
                "what is held out is measured after each epoch and at the end, and chooses nothing; it is read "
                    + "\(data.context.grouped) tokens at a time, with nothing before them"
            )
    }

    /// Characters that hardly belong in a text.
    private var odd: Finding? {
        var counts: [Unicode.Scalar: Int] = [:]
        for scalar in text.text.unicodeScalars where isOdd(scalar) {
            counts[scalar, default: 0] += 1
        }
        guard !counts.isEmpty else { return nil }
        return .warning(
            "characters that hardly belong in a text are learned as they are; look at how the file was made",
            counts.sorted { $0.key < $1.key }.map {
                "\(Printable.named($0.key)) \($0.value.grouped) times"
            }
        )
    }

    private func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: !"\n\r\t".unicodeScalars.contains(scalar)
        case .privateUse, .unassigned: true
        // What stands where a byte could not be read, and a byte-order mark within a text.
        default: scalar == "\u{FFFD}" || scalar == "\u{FEFF}"
        }
    }

    private var short: Finding? {
        let count = data.learned.reduce(0) { $0 + $1.unicodeScalars.count }
        guard count < Self.fewCharacters else { return nil }
        return .warning(
            "\(count.grouped) characters to learn from are few: they are learned by heart sooner than they teach to "
                + "write; give some 100,000"
        )
    }

    /// Long lines that are held out and yet learned from.
    private var copied: Finding? {
        guard data.preparation.form == .running else { return nil }
        let held = (test ?? data.heldOut).documents.flatMap(longLines)
        let learned = Set(data.learned.flatMap(longLines))
        let both = held.filter(learned.contains)
        guard !both.isEmpty else { return nil }
        let words =
            "\(both.count.grouped) of the \(held.count.grouped) long lines that judge the result are learned from, too"
        return both.count * 20 > held.count
            ? .warning("\(words), which flatters it", both.map(String.init))
            : .note(words, both.map(String.init))
    }

    private func longLines(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.utf8.count >= Self.longLine }
    }

    /// Characters that are held out but never learned from.
    private var unseen: Finding? {
        var learned: Set<Unicode.Scalar> = []
        for text in data.learned { learned.formUnion(text.unicodeScalars) }
        var held: Set<Unicode.Scalar> = []
        for text in (test ?? data.heldOut).documents { held.formUnion(text.unicodeScalars) }
        let unseen = held.subtracting(learned).sorted()
        guard !unseen.isEmpty else { return nil }
        return .note(
            "characters that judge the result but are never learned from",
            unseen.map(Printable.named)
        )
    }

    /// How much of what judges the result is no token.
    private var unknown: Finding? {
        guard let unknown = data.preparation.tokenizer.unknown else { return nil }
        let judged = test ?? data.heldOut
        let count = judged.sequences.reduce(0) { $0 + $1.count { $0 == unknown } }
        guard count > 0 else { return nil }
        return .warning(
            "\(count.grouped) of the \(judged.tokenCount.grouped) tokens that judge the result stand for what is "
                + "unknown, which is easy to foretell: the result is no equal of one by character"
        )
    }
}
