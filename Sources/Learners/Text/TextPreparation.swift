public import Datasets
public import NeuralNetworks

/// How a text becomes the numbers that a classifier reads: its runs of words as columns of a table, and its tokens in
/// their order.
public struct TextPreparation: Sendable, Hashable, Codable {
    /// What makes tokens of a text in lower case.
    public let tokenizer: Tokenizer
    /// The runs of words that are known, one after another.
    public let runs: NGramTable
    /// How many tokens are read at most.
    public let tokenLimit: Int
    /// How many different runs of words are read at most.
    public let runLimit: Int

    /// Learns from texts what there is to know.
    ///
    /// - Parameters:
    ///   - texts: The texts to learn from.
    ///   - tokens: What a token is.
    ///   - lengths: How many words a run has.
    /// - Throws: `TokenizerError` where there is no text.
    public init(
        learningFrom texts: [String],
        tokens: TextTokens = .words,
        lengths: ClosedRange<Int> = 1...2
    ) throws(TokenizerError) {
        let lowered = texts.map { $0.lowercased() }
        tokenizer = try tokens.tokenizer(of: lowered.joined(separator: "\n"))
        runs = NGramTable(texts, lengths: lengths, limit: 200_000)
        var (tokenLimit, runLimit) = (1, 1)
        for (text, low) in zip(texts, lowered) {
            tokenLimit = max(tokenLimit, (try tokenizer.encode(low)).count)
            runLimit = max(runLimit, runs.row(of: text).columns.count)
        }
        // What is longer than most is cut, so that one long text does not make all trainings slow.
        self.tokenLimit = min(max(tokenLimit, 8), 400)
        self.runLimit = min(max(runLimit, 8), 800)
    }

    /// The parts of an example, as `Inputs` declares them.
    public var inputs: [String: Shape] { ["runs": [runLimit], "tokens": [tokenLimit]] }

    /// The columns of a text's runs, padded with −1.
    private func columns(of text: String) -> [Float] {
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

    /// The numbers of texts as a network is given them, `[count, runLimit + tokenLimit]`: the columns of their runs, then
    /// their tokens.
    public func tensor(of texts: [String]) -> Tensor {
        Tensor(
            texts.flatMap { columns(of: $0) + tokens(of: $0) },
            shape: [texts.count, runLimit + tokenLimit]
        )
    }

    /// Texts with their classes, ready to learn from.
    func examples(_ texts: LabelledTexts) throws(ExamplesError) -> Examples {
        try Examples(
            inputs: [
                "runs": Tensor(texts.texts.flatMap(columns), shape: [texts.count, runLimit]),
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
