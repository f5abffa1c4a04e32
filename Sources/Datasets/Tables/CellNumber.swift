/// Numbers as cells write them.
enum CellNumber {
    /// The number that bytes write: digits with a sign, a point and an exponent.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of a record.
    ///   - range: Which of them are the cell.
    ///   - comma: Whether a comma stands for the point, as between semicolons it may.
    /// - Returns: The number; nil where they write none.
    static func parse(_ bytes: [UInt8], _ range: Range<Int>, comma: Bool = false) -> Double? {
        var place = range.lowerBound
        let end = range.upperBound
        func digit() -> UInt64? {
            guard place < end else { return nil }
            let value = bytes[place] &- UInt8(ascii: "0")
            return value < 10 ? UInt64(value) : nil
        }
        guard place < end else { return nil }
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
        var mantissa: UInt64 = 0
        var (digits, scale) = (0, 0)
        while let value = digit() {
            (digits, place) = (digits + 1, place + 1)
            // What 19 digits do not hold only moves the point.
            if mantissa < 100_000_000_000_000_000 {
                mantissa = mantissa * 10 + value
            } else {
                scale += 1
            }
        }
        if place < end,
            bytes[place] == UInt8(ascii: ".") || comma && bytes[place] == UInt8(ascii: ",")
        {
            place += 1
            while let value = digit() {
                (digits, place) = (digits + 1, place + 1)
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + value
                    scale -= 1
                }
            }
        }
        guard digits > 0 else { return nil }
        if place < end, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            guard place < end else { return nil }
            let isSmall = bytes[place] == UInt8(ascii: "-")
            if isSmall || bytes[place] == UInt8(ascii: "+") { place += 1 }
            var exponent = 0
            guard digit() != nil else { return nil }
            while let value = digit() {
                place += 1
                exponent = min(exponent * 10 + Int(value), 100_000)
            }
            scale += isSmall ? -exponent : exponent
        }
        guard place == end else { return nil }
        let value = scaled(Double(mantissa), by: scale)
        return isNegative ? -value : value
    }

    /// value·10^scale; within single precision exact enough, for the powers up to 10²² are exact.
    private static func scaled(_ value: Double, by scale: Int) -> Double {
        guard value != 0, scale != 0 else { return value }
        var (value, left) = (value, min(abs(scale), 400))
        while left > 0 {
            let power = powers[min(left, 22)]
            value = scale > 0 ? value * power : value / power
            left -= 22
        }
        return value
    }

    private static let powers: [Double] = (0...22).reduce(into: []) { powers, _ in
        powers.append((powers.last ?? 0.1) * 10)
    }
}
