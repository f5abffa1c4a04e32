/// What a first look at a column's cells tells of them.
struct ColumnScan {
    /// Beyond so many different cells they are no longer counted.
    static let distinctLimit = 1 << 16

    private(set) var count = 0
    private(set) var missing = 0
    private(set) var numbers = 0
    private(set) var dates = 0
    private(set) var blanks = 0
    /// The orders that make dates of all dates so far.
    private(set) var orders: CellDate.Order = [.yearFirst, .dayFirst, .monthFirst]
    private(set) var distinct: Set<UInt64> = []
    /// Whether each number is the last one and 1.
    private(set) var isRunning = true
    /// The first cell that is no number, and the first that is no date.
    private(set) var firstWord: (line: Int, text: String)?
    private(set) var firstDate = ""
    private var first: Double?
    private var last: Double?
    /// Whether words may say that a cell holds nothing.
    private let missingWords: Bool

    init(missingWords: Bool) { self.missingWords = missingWords }

    /// Looks at a cell.
    mutating func see(_ record: CSVParser.Record, _ field: Int, comma: Bool) {
        let range = record.trimmed(field)
        count += 1
        guard !MissingValue.matches(record.bytes, range, words: missingWords) else {
            missing += 1
            return
        }
        if distinct.count < Self.distinctLimit {
            distinct.insert(TextList.hash(record.bytes, range))
        }
        if let number = CellNumber.parse(record.bytes, range, comma: comma) {
            numbers += 1
            if let last, number != last + 1 { isRunning = false }
            if number != number.rounded() { isRunning = false }
            first = first ?? number
            last = number
            return
        }
        isRunning = false
        if firstWord == nil {
            firstWord = (record.line, String(decoding: record.bytes[range], as: UTF8.self))
        }
        if record.bytes[range].contains(UInt8(ascii: " ")) { blanks += 1 }
        // Where the first is no date, the others need not be tried.
        guard dates == present - numbers - 1 else { return }
        if let date = CellDate(record.bytes, range), !orders.isDisjoint(with: date.orders) {
            if dates == 0 { firstDate = String(decoding: record.bytes[range], as: UTF8.self) }
            dates += 1
            orders.formIntersection(date.orders)
        }
    }

    /// Looks at the cell of the first row, after all others: it might have been the column's name.
    mutating func seeFirst(_ record: CSVParser.Record, _ field: Int, comma: Bool) {
        let (wasRunning, second, end) = (isRunning, first, last)
        see(record, field, comma: comma)
        // Now the first number was seen last.
        guard let number = last, let second, end != number else { return }
        isRunning = wasRunning && second == number + 1
    }

    /// Whether a cell of the same bytes was seen among those that were counted.
    func hasSeen(_ record: CSVParser.Record, _ field: Int) -> Bool {
        distinct.contains(TextList.hash(record.bytes, record.trimmed(field)))
    }

    /// How many cells hold something.
    var present: Int { count - missing }

    /// Whether every cell holds something else, as far as they were counted.
    private var isUnique: Bool {
        distinct.count == present || distinct.count >= Self.distinctLimit && blanks == 0
    }

    /// Whether nearly all are numbers, and of so many sizes that the others are slips.
    private var areNumbers: Bool {
        numbers == present
            || Double(numbers) >= 0.99 * Double(present) && distinct.count > 30
    }

    /// How the cells are kept.
    enum Storage { case numbers, dates(CellDate.Order), texts }

    var storage: Storage {
        if areNumbers { return .numbers }
        if let order = dateOrder { return .dates(order) }
        return .texts
    }

    /// The order of the dates, where all cells are dates of one order.
    private var dateOrder: CellDate.Order? {
        guard dates == present, dates > 0 else { return nil }
        return [.yearFirst, .dayFirst, .monthFirst].first { $0 == orders }
    }

    /// Whether all cells are dates, and each can be read in two ways.
    var areAmbiguousDates: Bool { dates == present && dates > 0 && dateOrder == nil }

    /// What the cells are.
    var kind: TableColumn.Kind {
        guard distinct.count > 1 else { return .constant }
        switch storage {
        case .numbers: return isRunning && present == count && count > 20 ? .identifier : .number
        case .dates: return .date
        case .texts:
            if isUnique, present > 20 { return blanks * 2 > present ? .text : .identifier }
            let isManifold = distinct.count > max(50, present / 10)
            return isManifold ? .text : .category
        }
    }
}
