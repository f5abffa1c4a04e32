public import Datasets
public import NeuralNetworks

/// How a text becomes the numbers that a classifier reads: its runs of words and its parts of words as columns of
/// tables, and its tokens in their order.
public struct TextPreparation: Sendable, Hashable, Codable {
    /// What makes tokens of a text in lower case.
    public let tokenizer: Tokenizer
    /// The runs of words that are known, one after another.
    public let runs: NGramTable
    /// The parts of words that are known.
    public let parts: NGramTable
    /// How many tokens are read at most.
    public let tokenLimit: Int
    /// How many different runs of words are read at most.
    public let runLimit: Int
    /// How many different parts of words are read at most.
    public let partLimit: Int

    /// Learns from texts what there is to know.
    ///
    /// - Parameters:
    ///   - texts: The texts to learn from.
    ///   - tokens: What a token is.
    ///   - lengths: How many words a run has.
    ///   - partLengths: How many characters a part of a word has.
    /// - Throws: `TokenizerError` where there is no text.
    public init(
        learningFrom texts: [String],
        tokens: TextTokens = .words,
        lengths: ClosedRange<Int> = 1...2,
        partLengths: ClosedRange<Int> = 2...5
    ) throws(TokenizerError) {
        let lowered = texts.map { $0.lowercased() }
        tokenizer = try tokens.tokenizer(of: lowered.joined(separator: "\n"))
        runs = NGramTable(texts, lengths: lengths, limit: 200_000)
        parts = NGramTable(texts, of: .characters, lengths: partLengths, limit: 200_000)
        var (tokenLimit, runLimit, partLimit) = (8, 8, 8)
        for (text, low) in zip(texts, lowered) {
            tokenLimit = max(tokenLimit, (try tokenizer.encode(low)).count)
            runLimit = max(runLimit, runs.row(of: text).columns.count)
            partLimit = max(partLimit, parts.row(of: text).columns.count)
        }
        // What is longer than most is cut, so that one long text does not make all trainings slow.
        self.tokenLimit = min(tokenLimit, 400)
        self.runLimit = min(runLimit, 800)
        self.partLimit = min(partLimit, 2000)
    }

    /// The parts of an example, as `Inputs` declares them.
    public var inputs: [String: Shape] {
        ["parts": [partLimit], "runs": [runLimit], "tokens": [tokenLimit]]
    }

    /// How many numbers an example has.
    public var count: Int { partLimit + runLimit + tokenLimit }

    /// Whether the limits are such as a text can have, which those of a damaged file need not be.
    var isSound: Bool {
        [partLimit, runLimit, tokenLimit].allSatisfy { (1...100_000).contains($0) }
    }

    /// The columns of a text's parts of words, padded with −1.
    private func parts(of text: String) -> [Float] {
        TextPreparation.padded(parts.row(of: text).columns, partLimit)
    }

    /// The columns of a text's runs, padded with −1.
    private func runs(of text: String) -> [Float] {
        TextPreparation.padded(runs.row(of: text).columns, runLimit)
    }

    /// The tokens of a text, padded with −1.
    private func tokens(of text: String) -> [Float] {
        TextPreparation.padded((try? tokenizer.encode(text.lowercased())) ?? [], tokenLimit)
    }

    private static func padded(_ numbers: [Int32], _ count: Int) -> [Float] {
        let kept = numbers.prefix(count)
        return kept.map(Float.init) + Array(repeating: -1, count: count - kept.count)
    }

    /// The numbers of texts as a network is given them, `[texts, count]`: the columns of their parts of words and of
    /// their runs, then their tokens.
    public func tensor(of texts: [String]) -> Tensor {
        Tensor(
            texts.flatMap { parts(of: $0) + runs(of: $0) + tokens(of: $0) },
            shape: [texts.count, count]
        )
    }

    /// Texts with their classes, ready to learn from.
    func examples(_ texts: LabelledTexts) throws(ExamplesError) -> Examples {
        try Examples(
            inputs: [
                "parts": Tensor(texts.texts.flatMap(parts), shape: [texts.count, partLimit]),
                "runs": Tensor(texts.texts.flatMap(runs), shape: [texts.count, runLimit]),
                "tokens": Tensor(texts.texts.flatMap(tokens), shape: [texts.count, tokenLimit]),
            ],
            targets: ["target": Tensor(texts.labels.map { Int32($0) })]
        )
    }
}

/// What a token of a text is for the part of the network that reads in order.
public enum TextTokens: Hashable, Sendable {
    /// A word or sign, of the most frequent ones.
    case words
    /// A character.
    case characters
    /// Bytes that often stand together, so many different ones.
    case bytePairs(Int)

    func tokenizer(of text: String) throws(TokenizerError) -> Tokenizer {
        switch self {
        case .words: try .words(of: text, atMost: 10_000)
        case .characters: try .characters(of: text, unknown: true)
        case .bytePairs(let count): try .bytePairs(of: text, vocabulary: count)
        }
    }
}
