/// A setting of an optimizer or a schedule, and which values make sense.
public struct TrainingSetting: Hashable, Sendable {
    let name: String
    let value: Double
    let isSound: Bool
    let expected: String

    /// A share of the old that is kept: at least 0 and less than 1.
    public static func share(_ name: String, _ value: Double) -> TrainingSetting {
        TrainingSetting(
            name: name,
            value: value,
            isSound: (0..<1).contains(value),
            expected: "at least 0 and less than 1"
        )
    }

    /// An amount: a number that is not negative.
    public static func amount(_ name: String, _ value: Double) -> TrainingSetting {
        TrainingSetting(
            name: name,
            value: value,
            isSound: value >= 0 && value.isFinite,
            expected: "a number not below 0"
        )
    }

    /// A number that is above zero.
    public static func positive(_ name: String, _ value: Double) -> TrainingSetting {
        TrainingSetting(
            name: name,
            value: value,
            isSound: value > 0 && value.isFinite,
            expected: "a number above 0"
        )
    }

    /// A number that is not below another.
    public static func least(_ name: String, _ value: Double, _ least: Int) -> TrainingSetting {
        TrainingSetting(
            name: name,
            value: value,
            isSound: value >= Double(least) && value.isFinite,
            expected: "a number not below \(least)"
        )
    }
}
