package import Conversation

/// A case of the benchmark.
package struct BenchmarkCase: Hashable, Sendable {
    /// How it is measured.
    package enum Kind: Hashable, Sendable {
        /// By contestants in turn.
        case contest(Work)
        /// By whole programs, from start to end.
        case whole(epochs: Int)
        /// By the most memory that a contestant has which does only this.
        case memory(Work)
        /// By the time until a program or a module is there, and its size on disk.
        case size
    }

    /// Its short name, such as `a-step-32`.
    package let name: String
    /// The case in words.
    package let title: String
    /// How it is measured.
    package let kind: Kind
    /// Who takes part besides us; nil means all.
    package let peers: [String]?

    /// Whether it is one of many points of a curve.
    var isOfCurve: Bool { ["width", "depth", "batch"].contains { isMeant(by: $0) } }

    /// Whether it is meant by a name or the beginning of one, up to a hyphen.
    package func isMeant(by word: String) -> Bool { name == word || name.hasPrefix(word + "-") }
}
