#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where a time stands in the year, the week and the day.
public struct CalendarPlace: Hashable, Sendable {
    /// Seconds since the beginning of 1970.
    public let seconds: Double
    /// The days since then.
    private let days: Double

    /// The place of a time.
    public init(_ seconds: Double) {
        self.seconds = seconds
        days = (seconds / 86_400).rounded(.down)
    }

    /// 0 for Monday to 6 for Sunday.
    public var weekday: Int {
        // 1 January 1970 was a Thursday.
        let day = (days + 3).truncatingRemainder(dividingBy: 7)
        return Int(day < 0 ? day + 7 : day)
    }

    /// The share of the year that has passed, from 0 to 1.
    public var shareOfYear: Double {
        // A year of the Gregorian calendar on average; close enough for seasons.
        let years = seconds / (365.2425 * 86_400)
        return years - years.rounded(.down)
    }

    /// The share of the day that has passed, from 0 to 1.
    public var shareOfDay: Double { seconds / 86_400 - days }

    /// Sine and cosine of the season and, where they tell something, of the hour.
    public func waves(hasHours: Bool) -> [Float] {
        let angles = [shareOfYear] + (hasHours ? [shareOfDay] : [])
        return angles.flatMap { Self.waves(of: $0, count: 1) }
    }

    /// Sines and cosines of a share of a cycle, of the first so many overtones.
    static func waves(of share: Double, count: Int) -> [Float] {
        (1...count).flatMap { tone in
            let angle = 2 * Double.pi * Double(tone) * share
            return [Float(sin(angle)), Float(cos(angle))]
        }
    }
}
