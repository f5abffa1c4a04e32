extension Tokenizer {
    /// A token for each byte of UTF-8, 256 in all, without one for the end of a document.
    ///
    /// It knows every text.
    public static let bytes = bytes(end: false)

    /// A token for each byte of UTF-8.
    ///
    /// - Parameter end: Whether there is a token for the end of a document too.
    /// - Returns: The tokenizer; it knows every text.
    public static func bytes(end: Bool) -> Tokenizer {
        Tokenizer(
            Definition(kind: .bytes, hasEnd: end),
            bytes: (0...255).map { [UInt8($0)] }
        )
    }

    /// A token for each character that a text has, in the order of Unicode.
    ///
    /// Characters are Unicode scalars, so that every text of known characters comes back byte by byte,
    /// CRLF and letters composed of several scalars included.
    ///
    /// - Parameters:
    ///   - text: What the vocabulary is learned from.
    ///   - unknown: Whether other characters have a token; without it, ``encode(_:)`` refuses them.
    ///   - end: Whether there is a token for the end of a document.
    /// - Returns: The tokenizer.
    /// - Throws: ``TokenizerError/emptyText``.
    public static func characters(
        of text: String,
        unknown: Bool = false,
        end: Bool = false
    ) throws(TokenizerError) -> Tokenizer {
        guard !text.isEmpty else { throw .emptyText }
        let pieces = Set(text.unicodeScalars).sorted().map { Array(String($0).utf8) }
        return Tokenizer(
            Definition(kind: .characters, pieces: pieces, hasUnknown: unknown, hasEnd: end),
            bytes: pieces
        )
    }

    /// A token for each of the words and signs that a text has most often, and one for all others.
    ///
    /// Words are runs of letters and numbers, with apostrophes between them; each other character is a sign,
    /// with one space after it where there is one. A single space between words needs no token. So a text of
    /// known words and signs comes back byte by byte. Capital letters make another word.
    ///
    /// - Parameters:
    ///   - text: What the vocabulary is learned from; of words that are equally frequent, the first in the
    ///     order of their bytes is taken.
    ///   - limit: The most tokens, with those for what is unknown and for the end.
    ///   - end: Whether there is a token for the end of a document.
    /// - Returns: The tokenizer, most frequent words first.
    /// - Throws: ``TokenizerError`` where the text is empty, or there is no room for a word.
    public static func words(
        of text: String,
        atMost limit: Int,
        end: Bool = false
    ) throws(TokenizerError) -> Tokenizer {
        guard !text.isEmpty else { throw .emptyText }
        let others = end ? 2 : 1
        guard limit > others else {
            throw .vocabularyTooSmall(asked: limit, least: others + 1)
        }
        var counts: [[UInt8]: Int] = [:]
        TextPieces(text).forEachWordPiece { piece, _ in counts[Array(piece), default: 0] += 1 }
        let sorted = counts.sorted { left, right in
            left.value != right.value
                ? left.value > right.value : left.key.lexicographicallyPrecedes(right.key)
        }
        let pieces = sorted.prefix(limit - others).map(\.key)
        return Tokenizer(
            Definition(kind: .words, pieces: pieces, hasUnknown: true, hasEnd: end),
            bytes: pieces
        )
    }

    /// A token for each byte, and for each pair of tokens that a text has most often, one after another.
    ///
    /// Pairs are joined within pieces of text (words with the space before them, numbers, signs), never
    /// across. Of pairs that are equally frequent, that of the smallest first, then second, token is joined.
    /// Joining ends early where no pair stands twice. A token has at most 256 bytes.
    ///
    /// Sources: Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016;
    /// on bytes: Radford et al., "Language Models are Unsupervised Multitask Learners", 2019.
    ///
    /// - Parameters:
    ///   - text: What the vocabulary is learned from.
    ///   - vocabulary: The most tokens, with the 256 bytes and the token for the end.
    ///   - end: Whether there is a token for the end of a document.
    /// - Returns: The tokenizer; it knows every text.
    /// - Throws: ``TokenizerError`` where the text is empty, or there is no room for all bytes.
    public static func bytePairs(
        of text: String,
        vocabulary: Int,
        end: Bool = false
    ) throws(TokenizerError) -> Tokenizer {
        guard !text.isEmpty else { throw .emptyText }
        let least = end ? 257 : 256
        guard vocabulary >= least else {
            throw .vocabularyTooSmall(asked: vocabulary, least: least)
        }
        var training = BytePairTraining(text)
        let merges = training.merges(atMost: vocabulary - least)
        return Tokenizer(
            Definition(kind: .bytePairs, merges: merges, hasEnd: end),
            bytes: BytePair.tokens(merges) ?? []
        )
    }
}
