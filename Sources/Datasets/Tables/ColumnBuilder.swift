/// Takes up the cells of one column, of which a first reading has told what they are.
struct ColumnBuilder {
    private let name: String
    private let scan: ColumnScan
    private let storage: ColumnScan.Storage
    private let comma: Bool
    private let missingWords: Bool
    private var numbers: [Float] = []
    private var dates: [Double] = []
    private var codes: [UInt32] = []
    private var texts = TextList()
    private var missing = 0
    private var unreadable = 0

    init(name: String, scan: ColumnScan, rows: Int, format: TableFormat, comma: Bool) {
        self.name = name
        self.scan = scan
        self.comma = comma
        missingWords = format.hasMissingWords
        storage = format.texts.contains(name) ? .texts : scan.storage
        switch storage {
        case .numbers: numbers.reserveCapacity(rows)
        case .dates: dates.reserveCapacity(rows)
        case .texts: codes.reserveCapacity(rows)
        }
    }

    /// Takes up a cell.
    mutating func take(_ record: CSVParser.Record, _ field: Int) {
        let range = record.trimmed(field)
        let isMissing = MissingValue.matches(record.bytes, range, words: missingWords)
        if isMissing { missing += 1 }
        switch storage {
        case .numbers:
            let number = isMissing ? nil : CellNumber.parse(record.bytes, range, comma: comma)
            if number == nil, !isMissing { unreadable += 1 }
            // What is too large for the columns' numbers is none.
            numbers.append(number.map { Float($0) }.flatMap { $0.isFinite ? $0 : nil } ?? .nan)
        case .dates(let order):
            let date = isMissing ? nil : CellDate(record.bytes, range)?.seconds(order)
            dates.append(date ?? .nan)
        case .texts:
            codes.append(isMissing ? TableColumn.missing : texts.insert(record.bytes, range))
        }
    }

    /// The column.
    var column: TableColumn {
        let values: TableColumn.Values =
            switch storage {
            case .numbers: .numbers(numbers)
            case .dates: .dates(dates)
            case .texts: .texts(codes: codes, texts)
            }
        var kind = scan.kind
        if case .texts = storage, kind == .number || kind == .date { kind = .category }
        return TableColumn(
            name: name,
            kind: kind,
            values: values,
            missingCount: missing,
            unreadableCount: unreadable
        )
    }
}
