/// Why pictures cannot be changed as asked.
public enum AugmentationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A setting of a step is none that makes sense.
    case setting(step: String, problem: String, remedy: String)
    /// The inputs are not of the kind that is changed.
    case inputs(found: String, expected: String)
    /// The answers are not labels, or it is not known how many classes there are.
    case targets(found: String, expected: String)
    /// There is no example of that index.
    case noExample(index: Int, count: Int)
    /// Work needs at least one thread.
    case threads(Int)

    /// One line: what is wrong, what was expected, and what helps.
    public var description: String {
        switch self {
        case .setting(let step, let problem, let remedy):
            "\(step): \(problem); \(remedy)"
        case .inputs(let found, let expected):
            "the inputs are \(found); give \(expected)"
        case .targets(let found, let expected):
            "the targets are \(found); give \(expected)"
        case .noExample(let index, let count):
            "there is no example \(index) among \(count); count from 0 to \(count - 1)"
        case .threads(let threads):
            "\(threads) threads cannot work; give 1 or more, or none for all processors"
        }
    }
}

extension AugmentationStep {
    /// Refuses a number that is not within limits.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - limits: What it may be.
    ///   - name: What the number is called, such as `the share`.
    /// - Throws: ``AugmentationError/setting(step:problem:remedy:)``, also where it is not a number.
    public func check(
        _ value: Float,
        within limits: ClosedRange<Float>,
        _ name: String
    ) throws(AugmentationError) {
        try Datasets.check(value, within: limits, name, of: description)
    }

    /// Refuses an interval that is reversed or not within limits.
    ///
    /// - Parameters:
    ///   - interval: The interval.
    ///   - limits: What both its ends may be.
    ///   - name: What the interval is called, such as `the angle`.
    /// - Throws: ``AugmentationError/setting(step:problem:remedy:)``.
    public func check(
        _ interval: Interval,
        within limits: ClosedRange<Float>,
        _ name: String
    ) throws(AugmentationError) {
        try check(interval.lower, within: limits, name)
        try check(interval.upper, within: limits, name)
        guard interval.lower <= interval.upper else {
            throw .setting(
                step: description,
                problem: "\(name) goes from \(plain(interval.lower)) down to "
                    + plain(interval.upper),
                remedy: "give the smaller number first, and none below 0 where one stands for both"
            )
        }
    }
}

/// Refuses a number of something that is not within limits.
func check(
    _ value: Float,
    within limits: ClosedRange<Float>,
    _ name: String,
    of owner: String
) throws(AugmentationError) {
    guard limits.contains(value) else {
        throw .setting(
            step: owner,
            problem: "\(name) is \(plain(value))",
            remedy: "give a number from \(plain(limits.lowerBound)) to \(plain(limits.upperBound))"
        )
    }
}
