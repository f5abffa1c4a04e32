import Datasets
public import NeuralNetworks

/// Text from a language model.
public struct Writing: Sendable {
    private let model: Model
    private let preparation: LanguagePreparation
    private let beginning: [Int32]
    private let sampling: Sampling
    private let stop: String?

    /// Text that goes on from a beginning.
    ///
    /// - Parameters:
    ///   - model: A language model.
    ///   - preparation: What its file says of its tokens.
    ///   - beginning: At least one token, as ``LanguagePreparation/beginning(_:)`` gives them.
    ///   - sampling: How the next token is chosen.
    ///   - stop: Where this has been written, the text ends.
    public init(
        _ model: Model,
        _ preparation: LanguagePreparation,
        _ beginning: [Int32],
        sampling: Sampling = Sampling(temperature: 0.8),
        stop: String? = nil
    ) {
        (self.model, self.preparation, self.beginning) = (model, preparation, beginning)
        (self.sampling, self.stop) = (sampling, stop)
    }

    /// Writes one text.
    ///
    /// - Parameters:
    ///   - length: The most tokens that are written.
    ///   - seed: The same seed writes the same.
    ///   - show: Gets each piece of the text as soon as it is there.
    /// - Returns: The text behind its beginning.
    /// - Throws: `GenerationError` where the model cannot go on.
    public func text(
        length: Int,
        seed: UInt64,
        show: (String) -> Void = { _ in }
    ) throws -> String {
        let generator = try generator(1, seed)
        var decoder = TokenDecoder(preparation.tokenizer)
        var text = ""
        for _ in 0..<length {
            guard let token = try generator.next()?[0], !generator.hasEnded[0] else { break }
            let piece = decoder.decode([token])
            text += piece
            show(piece)
            if let stop, text.hasSuffix(stop) { break }
        }
        let rest = decoder.finish()
        show(rest)
        return text + rest
    }

    /// Writes several texts side by side.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - length: The most tokens of each.
    ///   - seed: The same seed writes the same.
    /// - Returns: The texts behind their beginning.
    /// - Throws: `GenerationError` where the model cannot go on.
    public func texts(_ count: Int, length: Int, seed: UInt64) throws -> [String] {
        let generator = try generator(count, seed)
        for _ in 0..<length {
            guard try generator.next() != nil else { break }
        }
        return generator.tokens.map { tokens in
            let text = preparation.tokenizer.decode(
                tokens.dropFirst(beginning.count).filter { !preparation.endings.contains($0) }
            )
            guard let stop, let range = text.firstRange(of: stop) else { return text }
            return String(text[..<range.upperBound])
        }
    }

    private func generator(_ count: Int, _ seed: UInt64) throws -> TokenGenerator {
        try TokenGenerator(
            model,
            prompts: Array(repeating: beginning, count: count),
            sampling: sampling,
            seed: seed,
            endings: preparation.endings
        )
    }
}
