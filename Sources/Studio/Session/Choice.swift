import Datasets
import Learners
import NeuralNetworks

/// The probability of each token to come next, and the draw among them.
struct Choice {
    private let text: WrittenText
    private let start: Int
    private let tokenizer: Tokenizer
    private let probabilities: [Double]
    /// All tokens, the likeliest first.
    private let order: [Int]

    /// What might come after a text.
    init(after text: WrittenText, by sampling: Sampling, in session: LanguageSession) throws {
        let logits = try session.logits(after: text)
        let probabilities = sampling.probabilities(of: logits, after: text.tokens)
        self.text = text
        self.probabilities = probabilities
        start = session.start(of: text)
        tokenizer = session.preparation.tokenizer
        // Tokens that do not come into question are in the order of what the model says of them.
        order = probabilities.indices.sorted {
            (-probabilities[$0], -logits[$0], $0) < (-probabilities[$1], -logits[$1], $1)
        }
    }

    /// Draws a token.
    ///
    /// What it is depends on the seed and its place: it is the one that `TokenGenerator` draws.
    func draw(seed: UInt64) -> Int32 {
        var stream = RandomStream(seed: seed, for: "generation", 0)
        // Earlier draws were made of the same stream.
        for _ in text.given..<max(text.given, text.tokens.count) {
            _ = Sampling.draw([1], &stream)
        }
        return Sampling.draw(probabilities, &stream)
    }

    func message(drawn: Int32?) -> ChoiceMessage {
        let shown = order.prefix(Limits.candidates)
        return ChoiceMessage(
            place: text.tokens.count,
            start: start,
            candidates: shown.enumerated().map { candidate($1, rank: $0) },
            others: ChoiceMessage.Others(
                count: order.count - shown.count,
                probability: order.dropFirst(shown.count).reduce(0) { $0 + probabilities[$1] }
            ),
            drawn: drawn.flatMap { token in
                order.firstIndex(of: Int(token)).map { candidate(Int(token), rank: $0) }
            }
        )
    }

    private func candidate(_ token: Int, rank: Int) -> ChoiceMessage.Candidate {
        ChoiceMessage.Candidate(
            token: Int32(token),
            name: tokenizer.token(at: token),
            probability: probabilities[token],
            rank: rank
        )
    }
}
