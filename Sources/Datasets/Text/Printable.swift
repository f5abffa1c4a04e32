/// Text as it can be seen, with nothing invisible in it.
package enum Printable {
    /// Bytes, which need not be whole characters: spaces as `␣`, line ends as `\n`, other invisible
    /// characters as `\u{200D}`, bytes that are no characters as `<E2>`.
    static func text(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.map { byte in
                byte < 0x80 ? character(Unicode.Scalar(byte)) : "<\(hexadecimal(byte))>"
            }.joined()
        }
        let shown = text.unicodeScalars.map(character).joined()
        // A combining mark is shown on a dotted circle where there is nothing before it.
        return text.unicodeScalars.first.map(isMark) == true ? "\u{25CC}" + shown : shown
    }

    /// A character with its number: `"é" (U+00E9)`.
    package static func named(_ scalar: Unicode.Scalar) -> String {
        let digits = hexadecimal(scalar.value)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\"\(text(Array(String(scalar).utf8)))\" (U+\(zeros)\(digits))"
    }

    /// A number in hexadecimal digits, two or more.
    static func hexadecimal(_ number: some BinaryInteger) -> String {
        (number < 16 ? "0" : "") + String(number, radix: 16, uppercase: true)
    }

    private static func character(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case " ": return "␣"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: break
        }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse,
            .unassigned, .surrogate:
            "\\u{\(hexadecimal(scalar.value))}"
        default: String(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
