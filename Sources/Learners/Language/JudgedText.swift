import Datasets

/// A text that a model is judged by: its documents, and the tokens that are to be foretold.
struct JudgedText: Sendable {
    /// The text, or its lines.
    let documents: [String]
    /// Tokens, of which all but the first of each sequence are foretold.
    let sequences: [[Int32]]
    /// Whether the end of a document counts as a character.
    private let countsEnds: Bool

    /// Running text.
    init(_ documents: [String], sequences: [[Int32]], countsEnds: Bool = false) {
        (self.documents, self.sequences, self.countsEnds) = (documents, sequences, countsEnds)
    }

    /// Lines, each with the token for the end before and behind it.
    init(_ lines: [[Int32]], of tokenizer: Tokenizer) {
        self.init(lines.map { tokenizer.decode($0) }, sequences: lines, countsEnds: true)
    }

    /// A text of its own, as that was read which a model learned from.
    ///
    /// - Throws: `LanguageTextError` where the tokenizer does not take it.
    init(_ text: LanguageText, _ preparation: LanguagePreparation) throws(LanguageTextError) {
        let tokenizer = preparation.tokenizer
        switch preparation.form {
        case .lines:
            let lines = try TextLines(text, tokenizer: tokenizer, validation: 0)
            self.init(lines.training, of: tokenizer)
        case .running:
            do {
                let tokens = try preparation.beginning("") + tokenizer.encode(text.text)
                self.init([text.text], sequences: [tokens])
            } catch {
                throw .tokenizer(error, name: text.name)
            }
        }
    }

    /// How many tokens are foretold.
    var tokenCount: Int { sequences.reduce(0) { $0 + max(0, $1.count - 1) } }

    /// How many characters (Unicode scalars) these tokens stand for.
    var characterCount: Int {
        documents.reduce(0) { $0 + $1.unicodeScalars.count + (countsEnds ? 1 : 0) }
    }

    /// What a loss by token means for characters and bytes.
    func score(natsPerToken: Double) -> LanguageScore {
        LanguageScore(
            natsPerToken: natsPerToken,
            tokenCount: tokenCount,
            characterCount: characterCount,
            byteCount: documents.reduce(0) { $0 + $1.utf8.count + (countsEnds ? 1 : 0) }
        )
    }
}
