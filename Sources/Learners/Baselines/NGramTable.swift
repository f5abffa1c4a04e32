import Datasets

/// The runs of words or of characters (n-grams) that some texts have, each as a column.
public struct NGramTable: Hashable, Sendable {
    /// What a run is made of.
    public enum Unit: String, Hashable, Sendable, Codable {
        /// Words that follow each other.
        case words
        /// Characters of one word, with the spaces around it.
        case characters
    }

    /// What a run is made of.
    public let unit: Unit
    /// How many words or characters a run has.
    public let lengths: ClosedRange<Int>
    /// The runs, sorted.
    public let runs: [String]
    private let columns: [String: Int32]

    /// Collects the runs of texts.
    ///
    /// - Parameters:
    ///   - texts: The texts to learn from.
    ///   - unit: What a run is made of.
    ///   - lengths: How many of them a run has: 1…2 are words and pairs of words.
    ///   - limit: The most columns; the runs that are in most texts have one.
    public init(
        _ texts: [String],
        of unit: Unit = .words,
        lengths: ClosedRange<Int> = 1...2,
        limit: Int = .max
    ) {
        var counts: [String: Int] = [:]
        for text in texts {
            for run in Set(NGramTable.runs(of: text, unit, lengths)) {
                counts[run, default: 0] += 1
            }
        }
        let kept = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
        self.init(of: unit, lengths: lengths, runs: kept.map(\.key).sorted())
    }

    private init(of unit: Unit, lengths: ClosedRange<Int>, runs: [String]) {
        (self.unit, self.lengths, self.runs) = (unit, lengths, runs)
        columns = Dictionary(
            runs.enumerated().map { ($1, Int32($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many columns there are.
    public var count: Int { runs.count }

    /// How often a text has each run; runs that no column knows are left out.
    public func row(of text: String) -> SparseRow {
        let all = NGramTable.runs(of: text, unit, lengths)
        return SparseRow(counting: all.compactMap { columns[$0] })
    }

    private static func runs(of text: String, _ unit: Unit, _ lengths: ClosedRange<Int>) -> [String]
    {
        let words = TextWords.words(of: text)
        return switch unit {
        case .words: TextWords.runs(of: words, lengths: lengths)
        case .characters: TextWords.parts(of: words, lengths: lengths)
        }
    }
}

extension NGramTable: Codable {
    private enum CodingKeys: String, CodingKey { case unit, least, most, runs }

    /// Reads a table from a file.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let unit = try container.decode(Unit.self, forKey: .unit)
        let least = try container.decode(Int.self, forKey: .least)
        let most = try container.decode(Int.self, forKey: .most)
        guard least >= 1, least <= most, most <= 100 else {
            throw DecodingError.dataCorruptedError(
                forKey: .most,
                in: container,
                debugDescription: "runs cannot have \(least) to \(most) \(unit)"
            )
        }
        // All runs in one text: none has a line end.
        let text = try container.decode(String.self, forKey: .runs)
        self.init(
            of: unit,
            lengths: least...most,
            runs: text.split(separator: "\n").map(String.init)
        )
    }

    /// Writes the table.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(unit, forKey: .unit)
        try container.encode(lengths.lowerBound, forKey: .least)
        try container.encode(lengths.upperBound, forKey: .most)
        try container.encode(runs.joined(separator: "\n"), forKey: .runs)
    }
}
