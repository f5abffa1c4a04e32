/// What is added around a picture before windows slide over it, in convolutions and in pooling.
///
/// In files it is `"valid"`, `"same"`, or the sides with their numbers:
/// `{"top": 1, "bottom": 1, "left": 0, "right": 0}`; a side that is left out has none. Of a sequence only left
/// and right count.
public enum Padding: Hashable, Sendable {
    /// Nothing: windows lie inside.
    case valid
    /// As much as gives ⌈size / stride⌉ windows; where that is odd, the larger half comes after (as in
    /// TensorFlow).
    case same
    /// So many rows above and below, and so many columns to the left and right.
    case explicit(top: Int, bottom: Int, left: Int, right: Int)

    /// One of the two directions in which windows slide.
    public enum Direction: Hashable, Sendable {
        /// From top to bottom.
        case down
        /// From left to right; also along a sequence.
        case across
    }

    /// No picture has more rows or columns, and no window; products of two of them can be computed.
    private static let mostPositions = 1 << 30

    /// Where windows lie in one direction.
    ///
    /// With span = (window − 1) · dilation + 1 and p positions of padding in all there are
    /// ⌊(size + p − span) / stride⌋ + 1 windows.
    ///
    /// - Parameters:
    ///   - direction: The direction.
    ///   - size: How many positions the picture has.
    ///   - window: How many positions a window looks at.
    ///   - stride: From one window to the next.
    ///   - dilation: From one position that a window looks at to the next.
    /// - Returns: How many positions of padding come before, and how many windows there are; nil where
    ///   not one window fits, or a number makes no sense.
    public func place(
        _ direction: Direction,
        size: Int,
        window: Int,
        stride: Int,
        dilation: Int = 1
    ) -> (before: Int, count: Int)? {
        let possible = 1...Padding.mostPositions
        guard [size, window, stride, dilation].allSatisfy(possible.contains) else { return nil }
        let span = (window - 1) * dilation + 1
        let (before, after): (Int, Int)
        switch (self, direction) {
        case (.valid, _):
            (before, after) = (0, 0)
        case (.same, _):
            let count = (size - 1) / stride + 1
            return (max((count - 1) * stride + span - size, 0) / 2, count)
        case (.explicit(let top, let bottom, _, _), .down):
            (before, after) = (top, bottom)
        case (.explicit(_, _, let left, let right), .across):
            (before, after) = (left, right)
        }
        guard before >= 0, after >= 0, before < possible.upperBound, after < possible.upperBound
        else { return nil }
        let room = size + before + after - span
        return room < 0 ? nil : (before, room / stride + 1)
    }
}

extension Padding: CustomStringConvertible {
    /// As it is declared: `.same`.
    public var description: String {
        switch self {
        case .valid: ".valid"
        case .same: ".same"
        case .explicit(let top, let bottom, let left, let right):
            ".explicit(top: \(top), bottom: \(bottom), left: \(left), right: \(right))"
        }
    }
}

extension Padding: Codable {
    private static let sides = ["top", "bottom", "left", "right"]

    /// Reads `"valid"`, `"same"`, or the sides.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try? container.decode(String.self)
        let numbers = try? container.decode([String: Int].self)
        if name == "valid" {
            self = .valid
        } else if name == "same" {
            self = .same
        } else if let numbers, Set(numbers.keys).isSubset(of: Padding.sides) {
            let side = Padding.sides.map { numbers[$0] ?? 0 }
            self = .explicit(top: side[0], bottom: side[1], left: side[2], right: side[3])
        } else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a padding is \"valid\", \"same\", or numbers for some of "
                    + Padding.sides.joined(separator: ", ")
            )
        }
    }

    /// Writes `"valid"`, `"same"`, or the sides.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .valid: try container.encode("valid")
        case .same: try container.encode("same")
        case .explicit(let top, let bottom, let left, let right):
            let sides = zip(Padding.sides, [top, bottom, left, right])
            try container.encode(Dictionary(uniqueKeysWithValues: sides))
        }
    }
}
