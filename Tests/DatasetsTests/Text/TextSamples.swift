import Computation
import Datasets

/// Texts that tokenizers are tried on.
enum TextSamples {
    /// What goes wrong most easily: emoji of several scalars, combining marks, line ends, NUL, spaces.
    private static let oddities: [String] = [
        "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}", "e\u{301}", "é",
        "\u{301}", "\r\n",
        "\n", "\r", "\0", " ", "  ", "\t", "\u{FEFF}", "\u{2028}", "ß", "漢字", "नमस्ते", "don't",
        "it’s", "'ll",
        "'", ", ", "42", "٣", "\u{10FFFF}", "\u{FFFD}", "the", "The ", "\u{A0}", "…",
    ]

    /// Text of some random oddities and characters.
    static func random(_ number: Int, count: Int) -> String {
        var stream = RandomStream(seed: 3, for: "random text", number)
        var text = ""
        for _ in 0..<count {
            switch stream.integer(below: 4) {
            case 0: text += oddities[stream.integer(below: oddities.count)]
            case 1:
                let value = UInt32(stream.integer(below: 0x11_0000))
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "x")
            default:
                text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + stream.integer(below: 4))))
            }
        }
        return text
    }

    /// The four kinds of tokenizer, learned from one text.
    static func tokenizers(_ text: String, end: Bool = false) throws -> [Tokenizer] {
        [
            try .characters(of: text, end: end), .bytes(end: end),
            try .words(of: text, atMost: .max, end: end),
            try .bytePairs(of: text, vocabulary: 400, end: end),
        ]
    }
}

extension String {
    /// The bytes, which tell apart what comparing strings takes for the same.
    var bytes: [UInt8] { Array(utf8) }
}
