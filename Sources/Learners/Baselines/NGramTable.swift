import Datasets

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
    ///   - limit: The most columns; the runs that are in most texts have one.
    public init(_ texts: [String], lengths: ClosedRange<Int> = 1...2, limit: Int = .max) {
        var counts: [String: Int] = [:]
        for text in texts {
            for run in Set(TextWords.runs(of: TextWords.words(of: text), lengths: lengths)) {
                counts[run, default: 0] += 1
            }
        }
        let kept = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
        self.init(lengths: lengths, runs: kept.map(\.key).sorted())
    }

    private init(lengths: ClosedRange<Int>, runs: [String]) {
        (self.lengths, self.runs) = (lengths, runs)
        columns = Dictionary(
            runs.enumerated().map { ($1, Int32($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many columns there are.
    public var count: Int { runs.count }

    /// How often a text has each run; runs that no column knows are left out.
    public func row(of text: String) -> SparseRow {
        let all = TextWords.runs(of: TextWords.words(of: text), lengths: lengths)
        return SparseRow(counting: all.compactMap { columns[$0] })
    }
}

extension NGramTable: Codable {
    private enum CodingKeys: String, CodingKey { case least, most, runs }

    /// Reads a table from a file.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let least = try container.decode(Int.self, forKey: .least)
        let most = try container.decode(Int.self, forKey: .most)
        guard least >= 1, least <= most, most <= 100 else {
            throw DecodingError.dataCorruptedError(
                forKey: .most,
                in: container,
                debugDescription: "runs cannot have \(least) to \(most) words"
            )
        }
        // All runs in one text: none has a line end.
        let text = try container.decode(String.self, forKey: .runs)
        self.init(lengths: least...most, runs: text.split(separator: "\n").map(String.init))
    }

    /// Writes the table.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lengths.lowerBound, forKey: .least)
        try container.encode(lengths.upperBound, forKey: .most)
        try container.encode(runs.joined(separator: "\n"), forKey: .runs)
    }
}
