/// A table of named columns, each kept as what its cells are.
///
/// ```swift
/// let table = try Table(decoding: bytes, file: "houses.csv")
/// print(table.rowCount, table.columns.map(\.name))
/// ```
public struct Table: Hashable, Sendable {
    /// Rows that have too many or too few fields, and are left out.
    public struct SkippedRows: Hashable, Sendable {
        /// How many there are.
        public let count: Int
        /// The line of the first of them, from 1.
        public let line: Int
        /// How many fields that one has.
        public let fields: Int
    }

    /// The file as the caller named it.
    public let file: String
    /// The columns, in the order of the file.
    public let columns: [TableColumn]
    /// How many rows there are.
    public let rowCount: Int
    /// How many the file has; more where a sample of them was kept.
    public let fileRowCount: Int
    /// Whether the first row of the file named the columns.
    public let hasHeader: Bool
    /// The byte between two fields.
    public let delimiter: UInt8
    /// Rows that were left out; nil where there are none.
    public let skipped: SkippedRows?
    /// Columns of dates that can be read in two ways, kept as texts; with one of their dates.
    public let ambiguousDates: [String: String]

    /// A table of columns of the same count; where they are a sample, `fileRowCount` says of how many rows.
    public init(
        file: String,
        columns: [TableColumn],
        hasHeader: Bool = true,
        delimiter: UInt8 = UInt8(ascii: ","),
        fileRowCount: Int? = nil,
        skipped: SkippedRows? = nil,
        ambiguousDates: [String: String] = [:]
    ) {
        self.file = file
        self.columns = columns
        rowCount = columns.first?.count ?? 0
        self.fileRowCount = fileRowCount ?? rowCount
        self.hasHeader = hasHeader
        self.delimiter = delimiter
        self.skipped = skipped
        self.ambiguousDates = ambiguousDates
    }

    /// The column of a name; `last` is the last one, where none has that name.
    ///
    /// - Throws: ``TableError`` where there is none such.
    public func column(_ name: String) throws(TableError) -> TableColumn {
        if let column = columns.first(where: { $0.name == name }) { return column }
        if name == "last", let column = columns.last { return column }
        throw TableError(
            file: file,
            problem: .noColumn(name, known: columns.map(\.name))
        )
    }

    /// A number for each row that rows with the same cells in these columns have in common.
    public func rowHashes(of names: Set<String>) -> [UInt64] {
        var hashes = [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: rowCount)
        func mix(_ row: Int, _ cell: UInt64) {
            // The bits of the cell must not meet those of its neighbours in the same places.
            hashes[row] = (hashes[row] ^ cell) &* 0x9E37_79B9_7F4A_7C15
            hashes[row] ^= hashes[row] >> 29
        }
        for column in columns where names.contains(column.name) {
            switch column.values {
            case .numbers(let numbers):
                for row in 0..<rowCount { mix(row, UInt64(numbers[row].bitPattern)) }
            case .dates(let dates): for row in 0..<rowCount { mix(row, dates[row].bitPattern) }
            case .texts(let codes, let list):
                let texts = list.hashes
                for row in 0..<rowCount {
                    mix(row, codes[row] == TableColumn.missing ? 0 : texts[Int(codes[row])])
                }
            }
        }
        return hashes
    }

    /// Some of the rows, in the order of the indices.
    public func rows(_ indices: [Int]) -> Table {
        Table(
            file: file,
            columns: columns.map { $0.rows(indices) },
            hasHeader: hasHeader,
            delimiter: delimiter,
            ambiguousDates: ambiguousDates
        )
    }
}
