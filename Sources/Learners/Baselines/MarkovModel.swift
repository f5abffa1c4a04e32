public import Computation

/// Says which token comes next by counting what followed the last few tokens, and backs off to fewer of them where those
/// were seen seldom.
///
/// Probabilities of all orders are mixed, each with a discount, the lower ones counting in how many contexts a token stood
/// instead of how often (interpolated Kneser–Ney).
///
/// Sources: Kneser, Ney, "Improved backing-off for m-gram language modeling", 1995; Chen, Goodman, "An Empirical Study of
/// Smoothing Techniques for Language Modeling", 1999.
public struct MarkovModel: Sendable {
    /// After how many tokens it looks at most.
    public let order: Int
    /// How many different tokens there are.
    public let vocabularyCount: Int

    /// What was counted after a context.
    private struct Context {
        /// How many tokens followed: how often at the highest order, in how many longer contexts below.
        var total = 0
        /// How many different ones.
        var kinds = 0
    }

    /// Contexts are a tree: from the last token back to the first.
    private var contexts = [Context()]
    private var children: [UInt64: Int32] = [:]
    private var counts: [UInt64: Int32] = [:]
    private var discounts: [Double] = []

    /// Learns from sequences.
    ///
    /// - Parameters:
    ///   - sequences: Tokens from 0 to `vocabularyCount` − 1; each sequence begins anew.
    ///   - order: After how many tokens it looks at most.
    ///   - vocabularyCount: How many different tokens there are.
    public init(_ sequences: [[Int32]], order: Int, vocabularyCount: Int) {
        self.order = max(0, order)
        self.vocabularyCount = max(1, vocabularyCount)
        for sequence in sequences {
            for index in sequence.indices { learn(sequence, index) }
        }
        discounts = makeDiscounts()
    }

    private static func key(_ context: Int32, _ token: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: context)) << 32 | UInt64(UInt32(bitPattern: token))
    }

    /// The token at some place before another; −1 before the beginning.
    private static func token(_ sequence: [Int32], _ index: Int) -> Int32 {
        index >= 0 ? sequence[index] : -1
    }

    private mutating func learn(_ sequence: [Int32], _ index: Int) {
        var path: [Int32] = [0]
        for distance in 1..<(order + 1) {
            let key = Self.key(path[distance - 1], Self.token(sequence, index - distance))
            if let child = children[key] {
                path.append(child)
            } else {
                let child = Int32(contexts.count)
                children[key] = child
                contexts.append(Context())
                path.append(child)
            }
        }
        // A token that is new in a context counts in the next shorter one.
        for context in path.reversed() {
            let count = counts[Self.key(context, sequence[index]), default: 0]
            counts[Self.key(context, sequence[index])] = count + 1
            contexts[Int(context)].total += 1
            if count > 0 { break }
            contexts[Int(context)].kinds += 1
        }
    }

    /// What is taken off each count: by how many of an order stand once and twice.
    private func makeDiscounts() -> [Double] {
        var depths = [Int32](repeating: 0, count: contexts.count)
        // A child comes after its parent.
        for (key, child) in children.sorted(by: { $0.value < $1.value }) {
            depths[Int(child)] = depths[Int(key >> 32)] + 1
        }
        var once = [Double](repeating: 0, count: order + 1)
        var twice = once
        for (key, count) in counts {
            let depth = Int(depths[Int(key >> 32)])
            if count == 1 { once[depth] += 1 }
            if count == 2 { twice[depth] += 1 }
        }
        return zip(once, twice).map { $0 > 0 ? min(0.95, max(0.05, $0 / ($0 + 2 * $1))) : 0.5 }
    }

    /// The contexts that fit what came before, from none to the longest that was seen.
    private func path(_ sequence: [Int32], _ index: Int) -> [Int32] {
        var path: [Int32] = [0]
        for distance in 1..<(order + 1) {
            let key = Self.key(path[distance - 1], Self.token(sequence, index - distance))
            guard let child = children[key] else { break }
            path.append(child)
        }
        return path
    }

    private func probability(of token: Int32, on path: [Int32]) -> Double {
        var probability = 1 / Double(vocabularyCount)
        for (depth, context) in path.enumerated() {
            let found = contexts[Int(context)]
            guard found.total > 0 else { continue }
            let count = Double(counts[Self.key(context, token)] ?? 0)
            let discount = discounts[depth]
            let rest = discount * Double(found.kinds) / Double(found.total)
            probability = max(0, count - discount) / Double(found.total) + rest * probability
        }
        return probability
    }

    /// The probability of a token of a sequence, after those before it.
    public func probability(ofTokenAt index: Int, in sequence: [Int32]) -> Double {
        probability(of: sequence[index], on: path(sequence, index))
    }

    /// The probability of each token to follow a sequence.
    public func probabilities(after sequence: [Int32]) -> [Double] {
        let path = path(sequence, sequence.count)
        return (0..<vocabularyCount).map { probability(of: Int32($0), on: path) }
    }

    /// The surprise at all tokens of sequences, in nats, and how many tokens they are.
    public func nats(of sequences: [[Int32]]) -> (nats: Double, tokens: Int) {
        var (nats, tokens) = (0.0, 0)
        for sequence in sequences {
            for index in sequence.indices {
                nats -= RandomStream.logarithm(probability(ofTokenAt: index, in: sequence))
            }
            tokens += sequence.count
        }
        return (nats, tokens)
    }

    /// A sequence that it makes up.
    ///
    /// - Parameters:
    ///   - beginning: What the sequence begins with.
    ///   - end: The token behind which it ends.
    ///   - limit: The most tokens that are added.
    ///   - stream: What is drawn from.
    /// - Returns: The whole sequence, with the end where there was room for it.
    public func sample(
        _ beginning: [Int32] = [],
        end: Int32?,
        limit: Int,
        from stream: inout RandomStream
    ) -> [Int32] {
        var sequence = beginning
        for _ in 0..<limit {
            var rest = Double(stream.uniform())
            let probabilities = probabilities(after: sequence)
            let token = probabilities.firstIndex {
                rest -= $0
                return rest < 0
            }
            sequence.append(Int32(token ?? probabilities.count - 1))
            if sequence.last == end { break }
        }
        return sequence
    }
}
