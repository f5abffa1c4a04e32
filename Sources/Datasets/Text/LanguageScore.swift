/// How well a model predicts text: its mean loss, by token and by what does not depend on the tokenizer.
///
/// Loss is the mean cross-entropy of the next token in nats, as training reports it. A bit is ln 2 nats. Losses by
/// token compare only models of the same tokenizer; those by character or byte compare all.
public struct LanguageScore: Hashable, Sendable {
    /// The mean loss of a token, in nats.
    public let natsPerToken: Double
    /// How many tokens were predicted.
    public let tokenCount: Int
    /// How many characters (Unicode scalars) these tokens stand for.
    public let characterCount: Int
    /// How many bytes of UTF-8 these tokens stand for.
    public let byteCount: Int

    /// A score of a text.
    public init(natsPerToken: Double, tokenCount: Int, characterCount: Int, byteCount: Int) {
        self.natsPerToken = natsPerToken
        self.tokenCount = tokenCount
        self.characterCount = characterCount
        self.byteCount = byteCount
    }

    /// The mean loss of a token, in bits.
    public var bitsPerToken: Double { Self.bits(nats: natsPerToken) }

    /// The loss of all tokens by character, in nats; not a number where there are none.
    public var natsPerCharacter: Double {
        natsPerToken * Double(tokenCount) / Double(characterCount)
    }

    /// The loss of all tokens by character, in bits; not a number where there are none.
    public var bitsPerCharacter: Double { Self.bits(nats: natsPerCharacter) }

    /// The loss of all tokens by byte of UTF-8, in bits; not a number where there are none.
    public var bitsPerByte: Double {
        Self.bits(nats: natsPerToken * Double(tokenCount) / Double(byteCount))
    }

    /// e to the mean loss of a token in nats: among how many equally likely tokens the model is in doubt.
    ///
    /// Source: Jelinek, Mercer, Bahl, Baker, "Perplexity—a measure of the difficulty of speech recognition
    /// tasks", 1977.
    public var perplexity: Double { powerOfE(natsPerToken) }

    /// Nats as bits: divided by ln 2.
    public static func bits(nats: Double) -> Double { nats / 0.693147180559945309417 }

    /// Bits as nats: multiplied by ln 2.
    public static func nats(bits: Double) -> Double { bits * 0.693147180559945309417 }
}
