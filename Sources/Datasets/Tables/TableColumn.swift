/// One column of a table.
public struct TableColumn: Hashable, Sendable {
    /// What the cells of a column are.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Numbers.
        case number
        /// One of some texts, each of which comes several times.
        case category
        /// Dates, with or without a time of day.
        case date
        /// Texts of which most come once.
        case text
        /// Something else in every row, such as the number of the row or a name.
        case identifier
        /// The same in every row.
        case constant
    }

    /// The cells as they are kept.
    public enum Values: Hashable, Sendable {
        /// A number for each row; NaN where it is missing.
        case numbers([Float])
        /// Seconds since the beginning of 1970 for each row; NaN where it is missing.
        case dates([Double])
        /// For each row a place in the list of texts; ``TableColumn/missing`` where it is missing.
        case texts(codes: [UInt32], TextList)
    }

    /// The code of a cell that holds no text.
    public static let missing = UInt32.max

    /// The column's name; its number, from 1, where the file has no header.
    public let name: String
    /// What its cells are.
    public let kind: Kind
    /// The cells.
    public let values: Values
    /// How many cells hold nothing.
    public let missingCount: Int
    /// How many cells hold something else than the others, and count as missing: words among numbers.
    public let unreadableCount: Int

    /// A column of its parts.
    public init(
        name: String,
        kind: Kind,
        values: Values,
        missingCount: Int = 0,
        unreadableCount: Int = 0
    ) {
        self.name = name
        self.kind = kind
        self.values = values
        self.missingCount = missingCount
        self.unreadableCount = unreadableCount
    }

    /// How many rows there are.
    public var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .dates(let dates): dates.count
        case .texts(let codes, _): codes.count
        }
    }

    /// The cell of a row as text, whole numbers without a point; nil where it is missing.
    public func text(_ row: Int) -> String? {
        switch values {
        case .numbers(let numbers): Self.text(numbers[row])
        case .dates(let dates): dates[row].isNaN ? nil : Self.text(dates[row])
        case .texts(let codes, let list): codes[row] == Self.missing ? nil : list[Int(codes[row])]
        }
    }

    /// A number as a category: `2`, `2.5`; nil where it is missing.
    public static func text(_ number: Float) -> String? {
        guard !number.isNaN else { return nil }
        return number == number.rounded() && abs(number) < 0x1p53 ? "\(Int(number))" : "\(number)"
    }

    /// A time as ISO 8601 writes it: `1981-01-31`, or `1981-01-31 14:00` where there is a time of day.
    public static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e12 else { return "\(seconds)" }
        let whole = Int(seconds.rounded())
        let (days, rest) = (whole >= 0 ? whole / 86_400 : -((86_399 - whole) / 86_400), 0)
        let date = CivilDate(dayNumber: days).text
        let left = whole - days * 86_400 + rest
        guard left > 0 else { return date }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(left / 3600)):\(two(left / 60 % 60))"
        return "\(date) \(clock)" + (left % 60 > 0 ? ":\(two(left % 60))" : "")
    }

    /// Some of the rows, in the order of the indices.
    public func rows(_ indices: [Int]) -> TableColumn {
        let values: Values =
            switch values {
            case .numbers(let numbers): .numbers(indices.map { numbers[$0] })
            case .dates(let dates): .dates(indices.map { dates[$0] })
            case .texts(let codes, let list): .texts(codes: indices.map { codes[$0] }, list)
            }
        return TableColumn(
            name: name,
            kind: kind,
            values: values,
            missingCount: missingCount,
            unreadableCount: unreadableCount
        )
    }
}

/// Texts, each once, in one block of memory.
public struct TextList: Hashable, Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// A place for each text, by a hash of it; texts of the same hash lie under the next ones.
    private var places: [UInt64: UInt32] = [:]

    /// No text.
    public init() {}

    /// How many texts there are.
    public var count: Int { ends.count }

    /// One of the texts.
    public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    private func range(_ index: Int) -> Range<Int> {
        (index > 0 ? ends[index - 1] : 0)..<ends[index]
    }

    /// The place of a text, which is added where it is new.
    mutating func insert(_ source: [UInt8], _ part: Range<Int>) -> UInt32 {
        var key = TextList.hash(source, part)
        while let place = places[key] {
            if bytes[range(Int(place))].elementsEqual(source[part]) { return place }
            key &+= 1
        }
        let place = UInt32(truncatingIfNeeded: ends.count)
        places[key] = place
        bytes += source[part]
        ends.append(bytes.count)
        return place
    }

    /// The place of a text; nil where there is none such.
    public func place(of text: String) -> UInt32? {
        let source = Array(text.utf8)
        var key = TextList.hash(source, source.startIndex..<source.endIndex)
        while let place = places[key] {
            if bytes[range(Int(place))].elementsEqual(source) { return place }
            key &+= 1
        }
        return nil
    }

    /// A number that equal texts have in common.
    static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 { contentHash(bytes[range]) }

    /// The same for each text of the list.
    var hashes: [UInt64] { ends.indices.map { TextList.hash(bytes, range($0)) } }
}
