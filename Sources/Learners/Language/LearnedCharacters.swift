import Datasets
import NeuralNetworks

/// The characters of the text that a model learned from as numbers, and what counting them comes to.
struct LearnedCharacters: Sendable {
    /// Counting goes over the last so many characters: more take long and much memory, and change little.
    static let limit = 4_000_000
    static let order = 5

    private let numbers: [Unicode.Scalar: Int32]
    /// The documents that are counted; the end of one is the number 0, where it is foretold.
    let documents: [[Int32]]
    private let hasEnds: Bool
    private let isWhole: Bool

    /// The characters of documents.
    ///
    /// - Parameters:
    ///   - learned: The documents that were learned from.
    ///   - judged: Those that are foretold: which characters there are is known beforehand, as it is to a tokenizer.
    ///   - hasEnds: Whether the end of each is foretold as well.
    ///   - limit: How many characters are counted at most.
    init(
        _ learned: [String],
        judged: [String],
        hasEnds: Bool,
        limit: Int = LearnedCharacters.limit
    ) {
        var known: Set<Unicode.Scalar> = []
        for text in learned + judged { known.formUnion(text.unicodeScalars) }
        let numbers = Dictionary(
            uniqueKeysWithValues: known.sorted().enumerated().map {
                ($1, Int32($0 + (hasEnds ? 1 : 0)))
            }
        )
        var (documents, room): ([[Int32]], Int) = ([], limit)
        for text in learned.reversed() where room > 0 {
            let all = LearnedCharacters.characters(of: text, numbers, hasEnds)
            documents.append(Array(all.suffix(room)))
            room -= all.count
        }
        self.numbers = numbers
        self.documents = documents.reversed()
        self.hasEnds = hasEnds
        isWhole = room >= 0
    }

    private static func characters(
        of text: String,
        _ numbers: [Unicode.Scalar: Int32],
        _ hasEnds: Bool
    ) -> [Int32] {
        text.unicodeScalars.map { numbers[$0] ?? -1 } + (hasEnds ? [0] : [])
    }

    /// The characters of a text that may have others; no character is −1.
    func characters(of text: String) -> [Int32] {
        LearnedCharacters.characters(of: text, numbers, hasEnds)
    }

    /// What counting comes to, in nats per character: of each character by itself, and of the last five.
    func baselines(of judged: [String]) -> [Metric.Baseline] {
        let sequences = judged.map(characters)
        let part = isWhole ? "" : ", the last \(LearnedCharacters.limit.grouped)"
        let ways = [
            ("each character by its frequency\(part)", 0),
            (
                "order-\(LearnedCharacters.order) Markov on characters\(part)",
                LearnedCharacters.order
            ),
        ]
        return ways.map { name, order in
            let model = MarkovModel(
                documents,
                order: order,
                vocabularyCount: numbers.count + (hasEnds ? 1 : 0)
            )
            let found = model.nats(of: sequences)
            return Metric.Baseline(name, found.nats / Double(max(1, found.tokens)))
        }
    }
}
