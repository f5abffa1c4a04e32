/// What must be known of examples to split them honestly.
public struct ExampleTraits: Hashable, Sendable {
    /// How many examples there are.
    public let count: Int
    /// The class of each, from 0, where there are classes: each part gets its share of every class.
    public var labels: [Int]?
    /// Who each belongs to, such as a speaker, where results are for people never met: examples of one
    /// group are never on both sides.
    public var groups: [Int]?
    /// The ``contentHash(_:)`` of each: equal examples are never on both sides.
    public var contents: [UInt64]?

    /// Traits of so many examples.
    ///
    /// - Throws: ``SplitError/traits(_:of:)`` where there are not as many traits as examples.
    public init(
        count: Int,
        labels: [Int]? = nil,
        groups: [Int]? = nil,
        contents: [UInt64]? = nil
    ) throws(SplitError) {
        for found in [labels?.count, groups?.count, contents?.count].compactMap(\.self)
        where found != count {
            throw .traits(found, of: count)
        }
        self.count = count
        (self.labels, self.groups, self.contents) = (labels, groups, contents)
    }

    /// The examples that must stay together, each set in their order; the sets in the order of their first
    /// example.
    var units: [[Int]] {
        var parent = Array(0..<count)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        func join<Key: Hashable>(_ keys: [Key]?) {
            var first: [Key: Int] = [:]
            for (index, key) in (keys ?? []).enumerated() {
                guard let other = first[key] else {
                    first[key] = index
                    continue
                }
                let (low, high) = (min(root(other), root(index)), max(root(other), root(index)))
                parent[high] = low
            }
        }
        join(groups)
        join(contents)
        var members: [Int: [Int]] = [:]
        for index in 0..<count { members[root(index), default: []].append(index) }
        return members.keys.sorted().compactMap { members[$0] }
    }

    /// How many examples are equal to an earlier one.
    public var duplicateCount: Int {
        guard let contents else { return 0 }
        return count - Set(contents).count
    }
}

/// A number that equal contents have in common, and different ones practically never: FNV-1a of 64 bits.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
public func contentHash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
}

/// Why examples cannot be split.
public enum SplitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are not as many traits as examples.
    case traits(Int, of: Int)
    /// A share is none.
    case share(Double)
    /// Nothing would be left to learn from, or to be judged by.
    case empty(part: String, units: Int)
    /// There cannot be so many folds.
    case folds(Int, units: Int)

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .traits(let found, let count):
            "there are \(found) traits for \(count) examples; each example needs one"
        case .share(let share):
            "the share \(share) of the examples cannot be held out; give a number of at least 0 and less than 1"
        case .empty(let part, let units):
            "of \(units) examples that differ or belong to different groups none is left for the "
                + "\(part); give more examples, or hold out a smaller share"
        case .folds(let count, let units):
            "\(units) examples that differ or belong to different groups cannot make \(count) folds; "
                + "ask for 2 or more, and for no more than that"
        }
    }
}
