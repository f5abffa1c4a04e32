/// Takes a CSV file apart, block after block, into records of fields.
///
/// Fields may stand between quotation marks, in which delimiters and line ends are text and a mark is
/// doubled. Lines end with LF, CRLF or CR; empty lines are no records. A quotation mark within a field that
/// does not begin with one is text; blanks before an opening mark are left out.
///
/// Source: RFC 4180.
struct CSVParser {
    /// One record: the bytes of all fields, and where each ends.
    struct Record {
        /// The fields' bytes, one after another.
        var bytes: [UInt8] = []
        /// Where each field ends.
        var ends: [Int] = []
        /// The line in which the record begins, from 1.
        var line = 1

        /// The bytes of a field.
        func range(_ field: Int) -> Range<Int> { (field > 0 ? ends[field - 1] : 0)..<ends[field] }

        /// The bytes of a field without blanks around it.
        func trimmed(_ field: Int) -> Range<Int> {
            var range = range(field)
            while let first = range.first, bytes[first] == blank || bytes[first] == tab {
                range = range.dropFirst().startIndex..<range.upperBound
            }
            while let last = range.last, bytes[last] == blank || bytes[last] == tab {
                range = range.lowerBound..<range.upperBound - 1
            }
            return range
        }

        /// A field as text, without blanks around it.
        func text(_ field: Int) -> String {
            String(decoding: bytes[trimmed(field)], as: UTF8.self)
        }
    }

    private enum State { case start, plain, quoted, afterQuote }

    /// The most bytes of one field: more is a missing quotation mark.
    static let fieldLimit = 1 << 24

    private let delimiter: UInt8
    /// Whether quotation marks around fields are none of the text.
    private let hasQuotes: Bool
    private var state = State.start
    private var record = Record()
    private var line = 1
    private var offset = 0
    private var quoteLine = 1
    private var isAfterReturn = false

    init(delimiter: UInt8, hasQuotes: Bool = true) {
        (self.delimiter, self.hasQuotes) = (delimiter, hasQuotes)
    }

    /// Takes the next bytes apart, and gives each record that ends in them.
    mutating func read(
        _ block: [UInt8],
        _ take: (Record) throws(TableError.Problem) -> Void
    ) throws(Fault) {
        for byte in block {
            offset += 1
            if isAfterReturn {
                isAfterReturn = false
                // The second half of a line end.
                if byte == newline { continue }
            }
            try step(byte, take)
        }
    }

    /// Ends the last record, where no line end does.
    mutating func finish(
        _ take: (Record) throws(TableError.Problem) -> Void
    ) throws(Fault) {
        guard state != .quoted else { throw Fault(line: quoteLine, problem: .openQuote) }
        if state != .start || !record.ends.isEmpty { try endRecord(take) }
    }

    /// What is wrong, and the line of it.
    struct Fault: Error {
        let line: Int
        let problem: TableError.Problem
    }

    private mutating func step(
        _ byte: UInt8,
        _ take: (Record) throws(TableError.Problem) -> Void
    ) throws(Fault) {
        if state == .quoted {
            if byte == quote { state = .afterQuote } else { try append(byte) }
            if byte == newline { line += 1 }
            return
        }
        switch byte {
        case delimiter:
            record.ends.append(record.bytes.count)
            state = .start
        case newline, carriageReturn:
            isAfterReturn = byte == carriageReturn
            let isEmpty = record.ends.isEmpty && record.bytes.isEmpty && state != .afterQuote
            if !isEmpty { try endRecord(take) }
            line += 1
            record.line = line
            state = .start
        case quote where hasQuotes:
            try openQuote()
        default:
            guard state != .afterQuote else {
                if byte == blank || byte == tab { return }
                throw Fault(line: line, problem: .textAfterQuote)
            }
            state = .plain
            try append(byte)
        }
    }

    private mutating func openQuote() throws(Fault) {
        let begin = record.ends.last ?? 0
        switch state {
        case .afterQuote:
            // A doubled mark.
            try append(quote)
            state = .quoted
        case .plain where !record.bytes[begin...].allSatisfy({ $0 == blank || $0 == tab }):
            try append(quote)
        default:
            record.bytes.removeSubrange(begin...)
            quoteLine = line
            state = .quoted
        }
    }

    private mutating func append(_ byte: UInt8) throws(Fault) {
        guard byte != 0 else {
            throw Fault(line: line, problem: .notText(byte: 0, offset: offset - 1))
        }
        guard record.bytes.count < Self.fieldLimit else {
            throw Fault(line: record.line, problem: .longField(limit: Self.fieldLimit))
        }
        record.bytes.append(byte)
    }

    private mutating func endRecord(
        _ take: (Record) throws(TableError.Problem) -> Void
    ) throws(Fault) {
        record.ends.append(record.bytes.count)
        do throws(TableError.Problem) { try take(record) } catch {
            throw Fault(line: record.line, problem: error)
        }
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
    }
}

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let blank = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
