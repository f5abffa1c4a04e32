/// Two tokens that stand side by side.
struct BytePair: Hashable, Comparable, Sendable {
    var first: Int32
    var second: Int32

    /// The order in which pairs of equal counts are joined.
    static func < (left: BytePair, right: BytePair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }

    /// No token gets longer than this, which bounds the memory that a vocabulary needs.
    static let longestToken = 256

    /// The bytes of all tokens: each byte, then each pair in order; nil where a pair joins what is not
    /// there yet, stands twice, or is longer than ``longestToken``.
    static func tokens(_ merges: [BytePair]) -> [[UInt8]]? {
        var tokens = (0...255).map { [UInt8($0)] }
        guard Set(merges).count == merges.count else { return nil }
        for pair in merges {
            let (first, second) = (Int(pair.first), Int(pair.second))
            guard tokens.indices.contains(first), tokens.indices.contains(second),
                tokens[first].count + tokens[second].count <= longestToken
            else { return nil }
            tokens.append(tokens[first] + tokens[second])
        }
        return tokens
    }
}

/// Joins pairs within pieces of text in the order in which they were learned.
struct BytePairMerging: Sendable {
    private let ranks: [BytePair: Int32]

    init(_ merges: [BytePair]) {
        ranks = Dictionary(
            merges.enumerated().map { ($1, Int32($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Where a pair stands, first of the lowest rank, then of the leftmost.
    private struct Candidate: Comparable {
        var rank: Int32
        var place: Int32

        static func < (left: Candidate, right: Candidate) -> Bool {
            (left.rank, left.place) < (right.rank, right.place)
        }
    }

    /// The tokens of a piece, in time that hardly grows faster than its length.
    func tokens(of piece: ArraySlice<UInt8>) -> [Int32] {
        var tokens = piece.map(Int32.init)
        let count = tokens.count
        guard count > 1 else { return tokens }
        // Tokens are joined where they lie: what is taken into the left one becomes −1.
        var next = (0..<count).map { $0 + 1 }
        var previous = (0..<count).map { $0 - 1 }
        var queue = Heap<Candidate>()
        func rank(at place: Int) -> Int32? {
            guard place >= 0, tokens[place] >= 0, next[place] < count else { return nil }
            return ranks[BytePair(first: tokens[place], second: tokens[next[place]])]
        }
        func offer(_ place: Int, to queue: inout Heap<Candidate>) {
            if let rank = rank(at: place) {
                queue.insert(Candidate(rank: rank, place: Int32(place)))
            }
        }
        for place in 0..<count - 1 { offer(place, to: &queue) }
        while let candidate = queue.popFirst() {
            let place = Int(candidate.place)
            guard rank(at: place) == candidate.rank else { continue }
            let joined = next[place]
            tokens[place] = 256 + candidate.rank
            tokens[joined] = -1
            next[place] = next[joined]
            if next[place] < count { previous[next[place]] = place }
            offer(previous[place], to: &queue)
            offer(place, to: &queue)
        }
        return tokens.filter { $0 >= 0 }
    }
}
