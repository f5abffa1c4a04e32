/// How a file writes a table.
public struct TableFormat: Hashable, Sendable {
    /// The byte between two fields; nil is found out.
    public var delimiter: UInt8?
    /// Whether the first row names the columns; nil is found out.
    public var hasHeader: Bool?
    /// The columns that are kept as texts, even where all of them are numbers or dates.
    public var texts: Set<String>
    /// Whether fields may stand between quotation marks.
    ///
    /// In files with tabs they are text where they do not fit together.
    public var hasQuotes = true
    /// Whether words such as `NA` and `?` say that a cell holds nothing; otherwise only an empty one does.
    public var hasMissingWords = true
    /// Whether a few rows with too many or too few fields are left out and counted; otherwise one ends the
    /// reading.
    public var skipsRaggedRows: Bool

    /// A format of what is known of it.
    public init(
        delimiter: UInt8? = nil,
        hasHeader: Bool? = nil,
        texts: Set<String> = [],
        skipsRaggedRows: Bool = true
    ) {
        self.delimiter = delimiter
        self.hasHeader = hasHeader
        self.texts = texts
        self.skipsRaggedRows = skipsRaggedRows
    }

    /// The delimiters that are found out.
    static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

    /// The delimiter that cuts the first rows into the same number of fields most often.
    static func delimiter(of beginning: [UInt8]) -> UInt8 {
        var best: (share: Double, fields: Int, delimiter: UInt8) = (0, 1, delimiters[0])
        for delimiter in delimiters {
            var counts: [Int: Int] = [:]
            var rows = 0
            var parser = CSVParser(delimiter: delimiter)
            // What is wrong is said when the file is read.
            try? parser.read(beginning) { record in
                rows += 1
                counts[record.ends.count, default: 0] += 1
            }
            // A beginning without a line end is one row.
            if rows == 0 {
                try? parser.finish { record in
                    rows += 1
                    counts[record.ends.count, default: 0] += 1
                }
            }
            guard let (fields, count) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
                fields > 1
            else { continue }
            let share = Double(count) / Double(max(rows, 1))
            if (share, fields) > (best.share, best.fields) {
                best = (share, fields, delimiter)
            }
        }
        return best.delimiter
    }
}
