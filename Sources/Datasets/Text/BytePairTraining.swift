/// Finds the pairs of tokens that stand side by side most often, and joins one after another.
///
/// Each different piece of text is looked at once, however often it stands in the text; what each pair
/// counts is kept up to date where a join changes it.
///
/// Source: Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016.
struct BytePairTraining {
    private var words: [(tokens: [Int32], count: Int)] = []
    private var counts: [BytePair: Int] = [:]
    /// In which words a pair stands, or has stood.
    private var places: [BytePair: [Int]] = [:]
    private var queue = Heap<Candidate>()
    /// How many bytes each token has.
    private var lengths = [Int](repeating: 1, count: 256)

    /// A pair and what it counted when it came into the queue: first what counts most, then by the order
    /// of pairs.
    private struct Candidate: Comparable {
        var count: Int
        var pair: BytePair

        static func < (left: Candidate, right: Candidate) -> Bool {
            left.count != right.count ? left.count > right.count : left.pair < right.pair
        }
    }

    init(_ text: String) {
        var pieces: [[UInt8]: Int] = [:]
        TextPieces(text).forEachPairPiece { pieces[Array($0), default: 0] += 1 }
        for (piece, count) in pieces where piece.count > 1 {
            words.append((piece.map(Int32.init), count))
        }
        for word in words.indices { _ = add(word) }
        for (pair, count) in counts { queue.insert(Candidate(count: count, pair: pair)) }
    }

    /// The pairs in the order in which they are joined; fewer than wanted where no pair stands twice.
    mutating func merges(atMost limit: Int) -> [BytePair] {
        var merges: [BytePair] = []
        while merges.count < limit, let best = queue.popFirst() {
            // Counts only fall after a pair has come into the queue.
            let count = counts[best.pair] ?? 0
            guard count == best.count else {
                if count > 1 { queue.insert(Candidate(count: count, pair: best.pair)) }
                continue
            }
            guard count > 1 else { break }
            let length = lengths[Int(best.pair.first)] + lengths[Int(best.pair.second)]
            guard length <= BytePair.longestToken else { continue }
            lengths.append(length)
            join(best.pair, as: Int32(256 + merges.count))
            merges.append(best.pair)
        }
        return merges
    }

    private mutating func join(_ pair: BytePair, as token: Int32) {
        var created: Set<BytePair> = []
        for word in places.removeValue(forKey: pair) ?? [] {
            let joined = Self.joined(words[word].tokens, pair, as: token)
            guard joined.count < words[word].tokens.count else { continue }
            remove(word)
            words[word].tokens = joined
            created.formUnion(add(word, with: token))
        }
        for pair in created {
            queue.insert(Candidate(count: counts[pair] ?? 0, pair: pair))
        }
    }

    /// The tokens with every occurrence of a pair, from left to right, as one token.
    private static func joined(_ tokens: [Int32], _ pair: BytePair, as token: Int32) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(tokens.count)
        var place = 0
        while place < tokens.count {
            if tokens[place] == pair.first, place + 1 < tokens.count,
                tokens[place + 1] == pair.second
            {
                result.append(token)
                place += 2
            } else {
                result.append(tokens[place])
                place += 1
            }
        }
        return result
    }

    /// Counts the pairs of a word no more.
    private mutating func remove(_ word: Int) {
        let (tokens, count) = words[word]
        for (first, second) in zip(tokens, tokens.dropFirst()) {
            counts[BytePair(first: first, second: second), default: 0] -= count
        }
    }

    /// Counts the pairs of a word, and notes where those stand that have a new token; without one, all are
    /// new.
    private mutating func add(_ word: Int, with token: Int32? = nil) -> Set<BytePair> {
        let (tokens, count) = words[word]
        var created: Set<BytePair> = []
        for (first, second) in zip(tokens, tokens.dropFirst()) {
            let pair = BytePair(first: first, second: second)
            counts[pair, default: 0] += count
            if token == nil || first == token || second == token, created.insert(pair).inserted {
                places[pair, default: []].append(word)
            }
        }
        return created
    }
}
