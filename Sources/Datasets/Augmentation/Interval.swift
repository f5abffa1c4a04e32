public import Computation

/// From where to where a number is drawn, every number between equally likely.
///
/// Unlike a range of the standard library it may be wrong, so that settings read from a file or typed
/// by a person are refused by a line that says why.
public struct Interval: Hashable, Sendable, CustomStringConvertible {
    /// The smallest number.
    public var lower: Float
    /// The largest number.
    public var upper: Float

    /// From one number to another.
    public init(_ lower: Float, _ upper: Float) {
        self.lower = lower
        self.upper = upper
    }

    /// As a range says.
    public init(_ range: ClosedRange<Float>) {
        self.init(range.lowerBound, range.upperBound)
    }

    /// As far below 0 as above.
    public init(upTo limit: Float) {
        self.init(-limit, limit)
    }

    /// A number of the interval.
    public func draw(from stream: inout RandomStream) -> Float {
        lower + (upper - lower) * stream.uniform()
    }

    /// The limit where it is as far below 0 as above, otherwise both ends.
    public var description: String {
        lower == -upper && upper >= 0 ? plain(upper) : "\(plain(lower))...\(plain(upper))"
    }
}

extension Interval: Codable {
    /// Reads the two ends.
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self.init(try container.decode(Float.self), try container.decode(Float.self))
    }

    /// Writes the two ends, `[lower, upper]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(lower)
        try container.encode(upper)
    }
}

/// A number as people write it: without `.0`, and without a sign where it is not a number.
func plain(_ number: Float) -> String {
    if number.isNaN { return "nan" }
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
