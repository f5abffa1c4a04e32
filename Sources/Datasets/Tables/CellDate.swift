/// A date, or a date and a time of day, as a cell writes it: `1981-01-31`, `1981/1/31`, `1981-01`,
/// `31.01.1981`, `31/1/1981`, `1/31/1981`, each with `14:00`, `14:00:30`, `T14:00Z` behind it or not.
struct CellDate {
    /// In which order year, month and day stand.
    struct Order: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let yearFirst = Order(rawValue: 1)
        static let dayFirst = Order(rawValue: 2)
        static let monthFirst = Order(rawValue: 4)
    }

    private var numbers: [Int] = []
    private var secondsOfDay = 0.0
    /// The orders in which these numbers make a date.
    private(set) var orders: Order = []

    /// Reads a cell; nil where it is no date.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        // The shortest is 1981-1.
        guard range.count >= 6, range.count <= 40 else { return nil }
        var scanner = Scanner(bytes: bytes, place: range.lowerBound, end: range.upperBound)
        guard let first = scanner.number(digits: 1...4), let separator = scanner.take("-/."),
            let second = scanner.number(digits: 1...2)
        else { return nil }
        numbers = [first.value, second.value]
        let isYearFirst = first.digits == 4
        if scanner.take(separator) {
            guard let third = scanner.number(digits: isYearFirst ? 1...2 : 2...4),
                third.digits != 3
            else { return nil }
            let century = third.value < 70 ? 2000 : 1900
            numbers.append(
                isYearFirst || third.digits == 4 ? third.value : century + third.value
            )
        } else if !isYearFirst || separator == UInt8(ascii: ".") {
            return nil
        }
        if !scanner.isAtEnd {
            guard numbers.count == 3, scanner.take("T ") != nil,
                let time = scanner.timeOfDay()
            else { return nil }
            secondsOfDay = time
        }
        if isYearFirst {
            orders = .yearFirst
        } else {
            orders = separator == UInt8(ascii: ".") ? .dayFirst : [.dayFirst, .monthFirst]
        }
        for order in [Order.yearFirst, .dayFirst, .monthFirst]
        where orders.contains(order) && seconds(order) == nil {
            orders.remove(order)
        }
        if orders.isEmpty { return nil }
    }

    /// Seconds since the beginning of 1970, as if there were one time zone and no leap seconds; nil where
    /// there is no such day.
    func seconds(_ order: Order) -> Double? {
        var (year, month, day) = (numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 1)
        if order == .dayFirst { (year, month, day) = (numbers[2], numbers[1], numbers[0]) }
        if order == .monthFirst { (year, month, day) = (numbers[2], numbers[0], numbers[1]) }
        return CivilDate(year: year, month: month, day: day).map {
            Double($0.dayNumber) * 86_400 + secondsOfDay
        }
    }

    /// A place in the bytes of a cell.
    private struct Scanner {
        let bytes: [UInt8]
        var place: Int
        let end: Int
        var isAtEnd: Bool { place == end }

        mutating func number(digits: ClosedRange<Int>) -> (value: Int, digits: Int)? {
            let start = place
            var value = 0
            while place < end, place - start < digits.upperBound {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit < 10 else { break }
                value = value * 10 + Int(digit)
                place += 1
            }
            return digits.contains(place - start) ? (value, place - start) : nil
        }

        /// One of some characters.
        mutating func take(_ choices: StaticString) -> UInt8? {
            guard place < end else { return nil }
            let byte = bytes[place]
            let isOne = choices.withUTF8Buffer { unsafe $0.contains(byte) }
            guard isOne else { return nil }
            place += 1
            return byte
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard place < end, bytes[place] == byte else { return false }
            place += 1
            return true
        }

        /// Hours, minutes and seconds to the end of the cell, less what the zone is ahead.
        mutating func timeOfDay() -> Double? {
            guard let hour = number(digits: 1...2)?.value, take(":") != nil,
                let minute = number(digits: 2...2)?.value, hour <= 24, minute < 60
            else { return nil }
            var seconds = 3600 * Double(hour) + 60 * Double(minute)
            if take(":") != nil {
                guard let second = number(digits: 2...2)?.value, second <= 60 else { return nil }
                seconds += Double(second)
                if take(".") != nil {
                    guard let part = number(digits: 1...9) else { return nil }
                    seconds += (0..<part.digits).reduce(Double(part.value)) { value, _ in value / 10
                    }
                }
            }
            if take("Z") == nil, let sign = take("+-") {
                guard let hours = number(digits: 2...2)?.value else { return nil }
                _ = take(":")
                let minutes = number(digits: 2...2)?.value ?? 0
                let ahead = 3600 * Double(hours) + 60 * Double(minutes)
                seconds += sign == UInt8(ascii: "+") ? -ahead : ahead
            }
            return isAtEnd ? seconds : nil
        }
    }
}

/// A day of the Gregorian calendar.
public struct CivilDate: Hashable, Sendable {
    /// The year, such as 1981.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// A day; nil where there is none such.
    public init?(year: Int, month: Int, day: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...lengths[month - 1]).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// How many days after 1 January 1970.
    ///
    /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
    public var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day so many days after 1 January 1970.
    public init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// 0 on the first of January.
    public var dayOfYear: Int {
        dayNumber - (CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? dayNumber)
    }

    /// As ISO 8601 writes it: `1981-01-31`.
    public var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
