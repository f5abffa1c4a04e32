/// Makes text of tokens as they come, one or some at a time.
///
/// ```swift
/// var decoder = TokenDecoder(tokenizer)
/// for token in tokens { print(decoder.decode([token]), terminator: "") }
/// print(decoder.finish())
/// ```
///
/// A character whose last bytes have not come yet is held back. All that is returned together is what
/// ``Tokenizer/decode(_:)`` makes of all tokens.
public struct TokenDecoder: Sendable {
    private let tokenizer: Tokenizer
    /// The beginning of a character: at most three bytes.
    private var heldBack: [UInt8] = []
    private var wasWord = false

    /// A decoder that has seen no token.
    public init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

    /// The text that further tokens make complete, which may be none.
    public mutating func decode(_ tokens: some Sequence<Int32>) -> String {
        var bytes = heldBack
        for token in tokens { append(token, to: &bytes) }
        let end = UTF8Sequence.heldBack(in: bytes)
        heldBack = Array(bytes[end...])
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// What was held back, now that nothing follows: `�` where a character is incomplete, otherwise nothing.
    public mutating func finish() -> String {
        defer { (heldBack, wasWord) = ([], false) }
        return String(decoding: heldBack, as: UTF8.self)
    }

    private mutating func append(_ token: Int32, to bytes: inout [UInt8]) {
        guard token >= 0 else { return }
        guard token != tokenizer.end else {
            wasWord = false
            return
        }
        let index = Int(token)
        let piece = index < tokenizer.bytes.count ? tokenizer.bytes[index] : Array("\u{FFFD}".utf8)
        if tokenizer.kind == .words {
            let isWord = index >= tokenizer.bytes.count || TextPieces.isWord(piece)
            if isWord, wasWord { bytes.append(TextPieces.space) }
            wasWord = isWord
        }
        bytes += piece
    }
}
