/// A way to write text as numbers, and numbers as text.
///
/// ```swift
/// let tokenizer = try Tokenizer.bytePairs(of: text, vocabulary: 512)
/// let tokens = try tokenizer.encode("To be, or not to be")
/// tokenizer.decode(tokens)  // To be, or not to be
/// ```
///
/// A tokenizer is a value: it can be compared, and written to a file as a few fields. The same text makes
/// the same tokenizer, and the same tokens, each time and on any machine.
///
/// Tokens are numbered from 0: first what the vocabulary has of text, then the token for what is unknown,
/// then the token for the end of a document, where there are such. −1 is no token: it pads sequences that are
/// shorter than others.
public struct Tokenizer: Hashable, Sendable {
    /// What a token stands for.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A character: a Unicode scalar, so that every text comes back byte by byte. What a reader takes
        /// for one character, such as a flag or a letter with an accent, may be several.
        case characters
        /// A byte of UTF-8.
        case bytes
        /// A word, or a sign between words.
        case words
        /// Some bytes of UTF-8 that often stand side by side.
        case bytePairs = "byte pairs"
    }

    /// What tells tokenizers apart, and what files keep.
    struct Definition: Hashable, Sendable {
        var kind: Kind
        /// The characters or words, in UTF-8.
        var pieces: [[UInt8]] = []
        var merges: [BytePair] = []
        var hasUnknown = false
        var hasEnd = false
    }

    let definition: Definition
    /// The bytes of each token of text.
    let bytes: [[UInt8]]
    /// The tokens of characters and words.
    let numbers: [[UInt8]: Int32]
    /// The same for characters, which is quicker.
    let characters: [Unicode.Scalar: Int32]
    let merging: BytePairMerging

    /// - Parameters:
    ///   - definition: Without the same piece twice.
    ///   - bytes: Those of each token of text.
    init(_ definition: Definition, bytes: [[UInt8]]) {
        self.definition = definition
        self.bytes = bytes
        let numbered = definition.pieces.enumerated().map { ($1, Int32($0)) }
        numbers = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
        characters =
            definition.kind == .characters
            ? Dictionary(
                numbered.map {
                    (String(decoding: $0, as: UTF8.self).unicodeScalars.first ?? "\0", $1)
                },
                uniquingKeysWith: { first, _ in first }
            ) : [:]
        merging = BytePairMerging(definition.merges)
    }

    /// What a token stands for.
    public var kind: Kind { definition.kind }

    /// How many tokens there are: what a network that answers with the next token has as outputs.
    public var vocabularyCount: Int {
        bytes.count + (definition.hasUnknown ? 1 : 0) + (definition.hasEnd ? 1 : 0)
    }

    /// The token for what the vocabulary does not have; nil where there is none.
    public var unknown: Int32? { definition.hasUnknown ? Int32(bytes.count) : nil }

    /// The token that ends a document; nil where there is none.
    ///
    /// No text is encoded as it: who wants it appends it.
    public var end: Int32? { definition.hasEnd ? Int32(vocabularyCount - 1) : nil }

    /// A token as it can be shown: spaces as `␣`, line ends as `\n`, other invisible characters as
    /// `\u{200D}`, bytes that are no whole character as `<E2>`; `<unknown>`, `<end>`, and `<none>` for
    /// numbers that are no token.
    public func token(at index: Int) -> String {
        if bytes.indices.contains(index) { return Printable.text(bytes[index]) }
        switch Int32(exactly: index) {
        case nil: return "<none>"
        case unknown: return "<unknown>"
        case end: return "<end>"
        default: return "<none>"
        }
    }

    /// Whether two tokenizers have the same tokens.
    public static func == (left: Tokenizer, right: Tokenizer) -> Bool {
        left.definition == right.definition
    }

    /// Feeds what tells tokenizers apart to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(definition) }
}
