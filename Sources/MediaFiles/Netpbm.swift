/// The portable greymap and pixmap: a header in text, then samples in text (`P2`, `P3`) or in
/// bytes (`P5`, `P6`), two for each sample where the largest is above 255.
///
/// Source: <https://netpbm.sourceforge.net/doc/pgm.html>
enum Netpbm {
    static func decode(
        _ bytes: [UInt8],
        _ format: PictureFormat,
        pixelLimit: Int
    ) throws(PictureError.Problem) -> Picture {
        var scanner = Scanner(bytes: bytes, format: format)
        let width = try scanner.number()
        let height = try scanner.number()
        let largest = try scanner.number()
        try Picture.check(width: width, height: height, pixelLimit: pixelLimit)
        guard (1...65_535).contains(largest) else {
            throw .damaged(format, reason: "its largest value is \(largest)")
        }
        let channels = format == .ppm ? 3 : 1
        let count = width * height * channels
        let isText = bytes[1] == UInt8(ascii: "2") || bytes[1] == UInt8(ascii: "3")
        let samples =
            isText
            ? try scanner.text(count: count, largest: largest)
            : try scanner.binary(count: count, largest: largest)
        return Picture(width: width, height: height, channels: channels, pixels: samples)
    }

    private struct Scanner {
        let bytes: [UInt8]
        let format: PictureFormat
        var position = 2

        private static func isSpace(_ byte: UInt8) -> Bool {
            byte == 0x20 || (0x09...0x0D).contains(byte)
        }

        /// The next number, after space and comments.
        mutating func number() throws(PictureError.Problem) -> Int {
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "#") {
                    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                } else if Scanner.isSpace(bytes[position]) {
                    position += 1
                } else {
                    break
                }
            }
            let start = position
            var value = 0
            while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
                // Nothing sensible is near the limit; it keeps the next step from overflowing.
                guard value < 1 << 40 else {
                    throw .damaged(format, reason: "a number is too long")
                }
                value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
                position += 1
            }
            if position > start { return value }
            guard position < bytes.count else { throw .incomplete(format) }
            throw .damaged(format, reason: "a number is missing at byte \(position)")
        }

        /// Samples as numbers in text.
        mutating func text(count: Int, largest: Int) throws(PictureError.Problem) -> [UInt8] {
            // Each needs a digit and what divides it from the one before.
            guard bytes.count - position >= 2 * count else { throw .incomplete(format) }
            var samples: [UInt8] = []
            samples.reserveCapacity(count)
            for _ in 0..<count { samples.append(try scaled(try number(), largest)) }
            return samples
        }

        /// Samples as bytes, after the one space that ends the header.
        mutating func binary(count: Int, largest: Int) throws(PictureError.Problem) -> [UInt8] {
            guard position < bytes.count else { throw .incomplete(format) }
            guard Scanner.isSpace(bytes[position]) else {
                throw .damaged(format, reason: "a space is missing at byte \(position)")
            }
            position += 1
            let width = largest > 255 ? 2 : 1
            guard bytes.count - position >= width * count else { throw .incomplete(format) }
            if largest == 255 { return Array(bytes[position..<position + count]) }
            var samples: [UInt8] = []
            samples.reserveCapacity(count)
            for start in stride(from: position, to: position + width * count, by: width) {
                let value =
                    width == 2 ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
                samples.append(try scaled(value, largest))
            }
            return samples
        }

        private func scaled(_ value: Int, _ largest: Int) throws(PictureError.Problem) -> UInt8 {
            guard value <= largest else {
                throw .damaged(format, reason: "the value \(value) is above \(largest)")
            }
            return UInt8((value * 255 + largest / 2) / largest)
        }
    }
}
