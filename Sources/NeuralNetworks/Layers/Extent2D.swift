/// Two numbers, down and across a picture: `3` is three of both, `[3, 5]` three down and five across.
public struct Extent2D: Hashable, Sendable, CustomStringConvertible {
    /// Along the height.
    public let down: Int
    /// Along the width.
    public let across: Int

    /// Two numbers.
    public init(down: Int, across: Int) {
        self.down = down
        self.across = across
    }

    /// As it is written: `3` or `[3, 5]`.
    public var description: String { down == across ? "\(down)" : "[\(down), \(across)]" }

    var numbers: [Int] { [down, across] }
}

extension Extent2D: ExpressibleByIntegerLiteral {
    /// The same number down and across.
    public init(integerLiteral value: Int) { self.init(down: value, across: value) }
}

extension Extent2D: ExpressibleByArrayLiteral {
    /// The numbers down and across; what is left out is 0, which no layer takes.
    public init(arrayLiteral numbers: Int...) {
        self.init(
            down: numbers.first ?? 0,
            across: numbers.count == 2 ? numbers[1] : 0
        )
    }
}

extension Extent2D: Codable {
    /// Reads one number, or a list of two.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self.init(down: number, across: number)
        } else if let numbers = try? container.decode([Int].self), numbers.count == 2 {
            self.init(down: numbers[0], across: numbers[1])
        } else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "one whole number is expected, or two, down and across: [3, 5]"
            )
        }
    }

    /// Writes one number, or a list of two.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if down == across { try container.encode(down) } else { try container.encode(numbers) }
    }
}
