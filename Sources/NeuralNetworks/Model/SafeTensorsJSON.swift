/// Reads the JSON of a safetensors header, byte by byte: objects, text and lists of whole numbers,
/// which is all that such a header may hold.
///
/// Written out, because the general decoders silently keep one of two equal keys.
struct JSONScanner {
    typealias Problem = SafeTensorsError.Problem

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// A scanner over text that is known to be UTF-8.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// How many bytes were read so far.
    var offset: Int { position - bytes.startIndex }

    private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private func malformed(_ expected: String) -> Problem {
        .headerMalformed(offset: offset, expected: expected)
    }

    private mutating func skipSpace() {
        while let byte = next,
            byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B && byte != 0x0C
        {
            position += 1
        }
    }

    /// Takes `byte` if it comes next, after any space.
    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: Unicode.Scalar) throws(Problem) {
        guard take(byte) else { throw malformed("\"\(byte)\"") }
    }

    /// The end of the text, after any space.
    mutating func end() throws(Problem) {
        skipSpace()
        guard next == nil else { throw malformed("its end") }
    }

    /// An object; `value` is called after each key and takes what belongs to it.
    mutating func object(
        _ value: (inout JSONScanner, String) throws(Problem) -> Void
    ) throws(Problem) {
        try expect("{")
        if take("}") { return }
        repeat {
            let key = try string("a key in quotes")
            try expect(":")
            try value(&self, key)
        } while take(",")
        try expect("}")
    }

    /// A list of whole numbers, none negative.
    mutating func numbers() throws(Problem) -> [Int] {
        var numbers: [Int] = []
        try expect("[")
        if take("]") { return numbers }
        repeat { numbers.append(try number()) } while take(",")
        try expect("]")
        return numbers
    }

    private mutating func number() throws(Problem) -> Int {
        skipSpace()
        let start = position
        var value = 0
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            if overflow || carry { throw malformed("a number below 2⁶³") }
            value = sum
            position += 1
        }
        let hasLeadingZero = position - start > 1 && bytes[start] == UInt8(ascii: "0")
        if position == start || hasLeadingZero { throw malformed("a whole number") }
        return value
    }

    /// Text in quotes; `expected` says what, when it is missing.
    mutating func string(_ expected: String) throws(Problem) -> String {
        guard take("\"") else { throw malformed(expected) }
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20:
                position -= 1
                throw malformed("an escape for a control character")
            default: text.append(byte)
            }
        }
        throw malformed("the closing quote of a text")
    }

    /// What stands after a backslash.
    private mutating func escape() throws(Problem) -> Unicode.Scalar {
        guard let byte = next else { throw malformed("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw malformed("an escape")
        }
    }

    /// Four hexadecimal digits, or twice four for characters beyond the first 65,536.
    private mutating func unicodeEscape() throws(Problem) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\") else {
            throw malformed("the second half of a character")
        }
        position += 1
        guard next == UInt8(ascii: "u") else { throw malformed("the second half of a character") }
        position += 1
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("the second half of a character") }
        return scalar
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
