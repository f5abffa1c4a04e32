/// How a language writes lists of numbers.
struct LiteralSyntax {
    var open = "["
    var close = "]"
    /// What follows each number.
    var suffix = ""
    /// What begins a comment.
    var comment = "//"
    /// Whether the smallest numbers are written in base sixteen, where a compiler warns of decimals.
    var writesSubnormalsInHexadecimal = false
    /// The spaces before the line on which one list begins.
    var indentation = 0

    /// One list for each neuron, with no spaces before the first line.
    func matrix(_ rows: [[Float]]) -> String {
        var text = open + "\n"
        for (neuron, row) in rows.enumerated() {
            text += "    \(open)  \(comment) neuron \(neuron)\n"
            appendLines(of: row.lazy.map(literal), behind: "        ", to: &text)
            text += "    \(close),\n"
        }
        return text + close
    }

    /// One list of numbers.
    func list(_ numbers: [Float]) -> String { list(of: numbers.lazy.map(literal)) }

    /// One list of words.
    func list(of words: some Sequence<String>) -> String {
        let space = String(repeating: " ", count: indentation)
        var text = open + "\n"
        appendLines(of: words, behind: space + "    ", to: &text)
        return text + space + close
    }

    /// The shortest decimal that gives the same number again.
    private func literal(_ number: Float) -> String {
        guard writesSubnormalsInHexadecimal, number.isSubnormal else {
            return number.description + suffix
        }
        let digits = String(number.significandBitPattern, radix: 16)
        return (number < 0 ? "-" : "") + "0x\(digits)p-149" + suffix
    }

    /// As many words on a line as fit.
    private func appendLines(
        of words: some Sequence<String>,
        behind space: String,
        to text: inout String
    ) {
        var width = 0
        for word in words {
            if width > 0, width + word.utf8.count + 2 > 100 {
                text += "\n"
                width = 0
            }
            text += (width == 0 ? space : " ") + word + ","
            width += (width == 0 ? space.utf8.count : 1) + word.utf8.count + 1
        }
        text += "\n"
    }
}
