public import Datasets

/// The runs of words (n-grams) that some texts have, each as a column.
public struct NGramTable: Hashable, Sendable {
    /// How many words a run has.
    public let lengths: ClosedRange<Int>
    /// The runs, sorted.
    public let runs: [String]
    private let columns: [String: Int32]

    /// Collects the runs of texts.
    ///
    /// - Parameters:
    ///   - texts: The texts to learn from.
    ///   - lengths: How many words a run has: 1…2 are words and pairs of words.
    ///   - least: In how many texts a run must be, to have a column.
    public init(_ texts: [String], lengths: ClosedRange<Int> = 1...2, least: Int = 1) {
        var counts: [String: Int] = [:]
        for text in texts {
            for run in Set(TextWords.runs(of: TextWords.words(of: text), lengths: lengths)) {
                counts[run, default: 0] += 1
            }
        }
        runs = counts.filter { $0.value >= least }.map(\.key).sorted()
        self.lengths = lengths
        columns = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1, Int32($0)) })
    }

    /// How many columns there are.
    public var count: Int { runs.count }

    /// How often a text has each run; runs that no column knows are left out.
    public func row(of text: String) -> SparseRow {
        let all = TextWords.runs(of: TextWords.words(of: text), lengths: lengths)
        return SparseRow(counting: all.compactMap { columns[$0] })
    }
}
