/// The first of two readings of a table: how many rows there are, and what each column holds.
struct TableScan {
    let format: TableFormat
    let delimiter: UInt8
    /// The names of the columns.
    private(set) var names: [String] = []
    private(set) var columns: [ColumnScan] = []
    private(set) var hasHeader = false
    /// How many rows have as many fields as the first.
    private(set) var rowCount = 0
    private(set) var skipped: Table.SkippedRows?
    private var first: CSVParser.Record?
    private var raggedCount = 0

    init(format: TableFormat, delimiter: UInt8) {
        self.format = format
        self.delimiter = delimiter
    }

    /// Between commas a comma is no decimal one.
    var hasDecimalComma: Bool { delimiter != UInt8(ascii: ",") }

    /// How many fields each row has.
    var fieldCount: Int { first?.ends.count ?? 0 }

    /// Looks at a row.
    mutating func see(_ record: CSVParser.Record) {
        guard first != nil else {
            first = record
            columns = record.ends.map { _ in ColumnScan(missingWords: format.hasMissingWords) }
            return
        }
        guard record.ends.count == columns.count else {
            raggedCount += 1
            skipped = Table.SkippedRows(
                count: raggedCount,
                line: skipped?.line ?? record.line,
                fields: skipped?.fields ?? record.ends.count
            )
            return
        }
        rowCount += 1
        for field in columns.indices { columns[field].see(record, field, comma: hasDecimalComma) }
    }

    /// Decides what the first row is, and whether the table can be used.
    mutating func finish() throws(CSVParser.Fault) {
        guard let first else { throw CSVParser.Fault(line: 1, problem: .file(.empty)) }
        hasHeader = format.hasHeader ?? looksLikeHeader(first)
        if !hasHeader {
            rowCount += 1
            for field in columns.indices {
                columns[field].seeFirst(first, field, comma: hasDecimalComma)
            }
        }
        names = columns.indices.map { field in
            let name = hasHeader ? first.text(field) : ""
            return name.isEmpty ? "\(field + 1)" : name
        }
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() {
            if let earlier = places.updateValue(place, forKey: name) {
                throw CSVParser.Fault(
                    line: first.line,
                    problem: .sameName(name, first: earlier + 1, second: place + 1)
                )
            }
        }
        if let skipped, 100 * raggedCount > rowCount || !format.skipsRaggedRows {
            throw CSVParser.Fault(
                line: skipped.line,
                problem: .raggedRows(
                    fields: skipped.fields,
                    expected: columns.count,
                    rows: raggedCount,
                    of: rowCount + raggedCount
                )
            )
        }
        guard rowCount > 0 else { throw CSVParser.Fault(line: first.line, problem: .noRows) }
    }

    /// Whether the first row names the columns: it has words alone, above numbers or dates, or words that
    /// do not come again where others do.
    private func looksLikeHeader(_ first: CSVParser.Record) -> Bool {
        var comesAgain = false
        var standsAbove = false
        for (field, column) in columns.enumerated() {
            let range = first.trimmed(field)
            if field > 0,
                MissingValue.matches(first.bytes, range, words: format.hasMissingWords)
            {
                return false
            }
            guard CellNumber.parse(first.bytes, range, comma: hasDecimalComma) == nil,
                CellDate(first.bytes, range) == nil
            else { return false }
            if case .texts = column.storage {
                if column.hasSeen(first, field) { comesAgain = true }
            } else if column.present > 0 {
                standsAbove = true
            }
        }
        return standsAbove || !comesAgain
    }
}
