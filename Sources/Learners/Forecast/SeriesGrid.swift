import Datasets

/// The even steps of a series: so many seconds apart, or so many months.
public struct SeriesGrid: Hashable, Sendable, Codable {
    /// How far it is from one step to the next.
    public enum Step: Hashable, Sendable, Codable {
        /// Seconds, such as 3600 or 86,400.
        case seconds(Double)
        /// Months, such as 1, 3 or 12.
        case months(Int)
    }

    /// How far it is from one step to the next.
    public let step: Step
    /// The time of step 0, in seconds since the beginning of 1970.
    public let start: Double

    /// The steps that most of some times make.
    ///
    /// - Parameter times: Seconds since 1970, each once, in rising order.
    /// - Throws: ``SeriesError`` where they are too few, or come at no even distance.
    init(_ times: [Double]) throws(SeriesError) {
        guard let first = times.first, times.count > 2 else { throw .tooShort(times.count) }
        start = first
        var counts: [Double: Int] = [:]
        for (early, late) in zip(times, times.dropFirst()) {
            counts[late - early, default: 0] += 1
        }
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        let days = usual / 86_400
        let firsts = times.map { CivilDate(dayNumber: Int(($0 / 86_400).rounded(.down))).day }
        if days >= 28, Set(firsts).count == 1 {
            let gaps = zip(times, times.dropFirst()).map { Self.months($1) - Self.months($0) }
            let months = Dictionary(grouping: gaps, by: { $0 }).max {
                ($0.value.count, $1.key) < ($1.value.count, $0.key)
            }
            step = .months(max(months?.key ?? 1, 1))
        } else {
            step = .seconds(usual)
        }
        let fit = zip(times, times.dropFirst()).count { steps(from: $0, to: $1) != nil }
        guard 10 * fit >= 9 * (times.count - 1) else { throw .uneven(TableColumn.text(first)) }
    }

    private static func months(_ seconds: Double) -> Int {
        let date = CivilDate(dayNumber: Int((seconds / 86_400).rounded(.down)))
        return 12 * date.year + date.month - 1
    }

    /// How many whole steps there are between two times, to a tenth of a step; nil where they are no whole ones.
    private func steps(from early: Double, to late: Double) -> Int? {
        switch step {
        case .seconds(let seconds):
            let count = (late - early) / seconds
            return abs(count - count.rounded()) < 0.1 ? Int(count.rounded()) : nil
        case .months(let months):
            let difference = Self.months(late) - Self.months(early)
            return difference % months == 0 ? difference / months : nil
        }
    }

    /// The step of a time; nil where it lies between two.
    func index(_ time: Double) -> Int? { steps(from: start, to: time) }

    /// The time of a step.
    public func time(_ index: Int) -> Double {
        switch step {
        case .seconds(let seconds): return start + Double(index) * seconds
        case .months(let months):
            let first = CivilDate(dayNumber: Int((start / 86_400).rounded(.down)))
            let month = 12 * first.year + first.month - 1 + index * months
            let date = CivilDate(year: month / 12, month: month % 12 + 1, day: first.day)
            return Double(date?.dayNumber ?? 0) * 86_400
        }
    }

    /// How many steps a day, a week and a year have, where they have 2 or more.
    var cycles: [(name: String, steps: Int)] {
        let year = 365.2425
        let perDay: Double =
            switch step {
            case .seconds(let seconds): 86_400 / seconds
            case .months(let months): 12 / (Double(months) * year)
            }
        let all = [
            ("a day before", perDay), ("a week before", 7 * perDay),
            ("a year before", year * perDay),
        ]
        return all.filter { $0.1.rounded() >= 2 && $0.1 < 1e6 }
            .map { ($0.0, Int($0.1.rounded())) }
    }

    /// Whether times of day tell something.
    var hasHours: Bool {
        if case .seconds(let seconds) = step { return seconds < 86_400 }
        return false
    }

    /// How far one step is, in words.
    public var stepName: String {
        switch step {
        case .months(let months): months == 1 ? "a month" : "\(months) months"
        case .seconds(let seconds):
            switch seconds {
            case 3600: "an hour"
            case 86_400: "a day"
            case 604_800: "a week"
            case 60: "a minute"
            default:
                seconds.truncatingRemainder(dividingBy: 60) == 0
                    ? "\(Int(seconds / 60)) minutes" : "\(seconds) seconds"
            }
        }
    }

    /// The same steps from another time on.
    func from(_ start: Double) -> SeriesGrid { SeriesGrid(step: step, start: start) }

    private init(step: Step, start: Double) { (self.step, self.start) = (step, start) }
}

/// Why a series cannot be used.
public enum SeriesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are too few times.
    case tooShort(Int)
    /// The times are at no even distance.
    case uneven(String)
    /// A time comes twice.
    case twice(String, file: String)
    /// There is no column of dates.
    case noTime([String])
    /// Several columns hold dates.
    case severalTimes([String])
    /// The files have no time in common.
    case apart(String)
    /// There is no such column to forecast.
    case noColumn(String, known: [String])
    /// What is predicted is no column of numbers.
    case noNumbers(String)
    /// There are too few steps for what is asked.
    case tooFewSteps(Int, needed: Int)
    /// A file to go on from lacks a column.
    case missingColumn(String, known: [String])
    /// A setting makes no sense.
    case setting(String, Int, String)
    /// The steps are others than those that were learned from.
    case otherStep(String, expected: String)

    /// One line: what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .tooShort(let count):
            "there are \(count) times, too few for a series; give more rows"
        case .uneven(let time):
            "the times, from \(time) on, are at no even distance; give a row for each hour, day or month"
        case .twice(let time, let file):
            "\(file): the time \(time) comes twice; give one row for each time, or one file for each series"
        case .noTime(let columns):
            "no column holds dates; name it by --time, or several as in --time year,month,day; there are "
                + columns.joined(separator: ", ")
        case .severalTimes(let columns):
            "several columns hold dates: \(columns.joined(separator: ", ")); name one by --time"
        case .apart(let file):
            "\(file): has hardly a time in common with the first file; give series of the same time"
        case .noColumn(let name, let known):
            "there is no column \(name) besides the time; there are "
                + (known.isEmpty ? "none" : known.joined(separator: ", "))
        case .noNumbers(let name):
            "\(name) holds no numbers, and only numbers are forecast; choose another --column"
        case .tooFewSteps(let count, let needed):
            "there are \(count) steps, and \(needed) are needed to learn and to judge; give a longer "
                + "series, a shorter --history, --horizon or --test-last"
        case .missingColumn(let name, let known):
            "there is no column \(name) as the model knows it; there are "
                + known.joined(separator: ", ")
        case .setting(let name, let value, let expected):
            "--\(name) must be \(expected), not \(value)"
        case .otherStep(let found, let expected):
            "the times are \(found) apart, and the model has learned from times \(expected) apart"
        }
    }
}
