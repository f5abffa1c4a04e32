public import Datasets
import NeuralNetworks

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

    /// The numbers of a text: the columns of its runs, then its tokens, both padded with −1.
    public func numbers(of text: String) -> [Float] {
        let columns = runs.row(of: text).columns.prefix(runLimit)
        let tokens = ((try? tokenizer.encode(text.lowercased())) ?? []).prefix(tokenLimit)
        func padded(_ numbers: ArraySlice<Int32>, _ count: Int) -> [Float] {
            numbers.map(Float.init) + Array(repeating: -1, count: count - numbers.count)
        }
        return padded(columns, runLimit) + padded(tokens, tokenLimit)
    }

    /// The numbers of texts, `[count, runLimit + tokenLimit]`.
    public func tensor(of texts: [String]) -> Tensor {
        Tensor(texts.flatMap { numbers(of: $0) }, shape: [texts.count, runLimit + tokenLimit])
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
