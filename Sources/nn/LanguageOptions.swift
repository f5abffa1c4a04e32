import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// What a language model is made of.
struct LanguageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What a token is; for words and byte pairs, behind a colon, how many different ones there are.",
            valueName: "characters|bytes|words:N|byte-pairs:N"
        )
    )
    var tokens = "characters"

    @Option(parsing: .unconditional, help: "How many numbers stand for a token on its way.")
    var width: Int?

    @Option(parsing: .unconditional, help: "How many blocks or recurrent layers follow each other.")
    var blocks: Int?

    @Option(parsing: .unconditional, help: "How many heads attention has.")
    var heads: Int?

    @Option(parsing: .unconditional, help: "How many tokens are looked at at once.")
    var context: Int?

    @Option(
        parsing: .unconditional,
        help: "The share of numbers dropped while learning, such as 0.1."
    )
    var dropout: Float = 0

    /// The network that was asked for, for a text of so many characters.
    ///
    /// - Parameters:
    ///   - name: `transformer`, `lstm`, `gru`, or the file of one's own; nil is the first.
    ///   - count: How many characters the text has.
    /// - Returns: The network, as large as suits the text where nothing else is said.
    /// - Throws: Whatever is wrong with what was asked for, in one line.
    func network(_ name: String?, forCharacters count: Int) throws -> LanguageNetwork {
        var size = LanguageNetwork.Size.usual(forCharacters: count)
        let sizes: [(String, Int?, WritableKeyPath<LanguageNetwork.Size, Int>, Int)] = [
            ("width", width, \.width, 8_192), ("blocks", blocks, \.blocks, 200),
            ("heads", heads, \.heads, 256), ("context", context, \.context, 65_536),
        ]
        for (name, value, path, most) in sizes {
            guard let value else { continue }
            guard (1...most).contains(value) else {
                throw Complaint("--\(name) is a number from 1 to \(most), not \(value)")
            }
            size[keyPath: path] = value
        }
        guard (0..<1).contains(dropout) else {
            throw Complaint("--dropout is a share from 0 to less than 1, not \(dropout)")
        }
        let architecture: LanguageNetwork.Architecture =
            switch name {
            case nil, "transformer": .transformer
            case "lstm": .lstm
            case "gru": .gru
            case let file?: .layers(try Network(contentsOfFile: file))
            }
        return LanguageNetwork(architecture, size: size, dropout: dropout)
    }

    /// The tokenizer that was asked for, made of a text.
    func tokenizer(of text: LanguageText, withEnd: Bool) throws -> Tokenizer {
        let parts = tokens.split(separator: ":", maxSplits: 1).map(String.init)
        let count = parts.count > 1 ? Int(parts[1]) : nil
        guard parts.count < 2 || count.map({ $0 > 0 }) == true else {
            throw Complaint("--tokens \(tokens): behind the colon stands a number of tokens")
        }
        switch (parts.first, count) {
        case ("characters", nil): return try .characters(of: text.text, end: withEnd)
        case ("bytes", nil): return .bytes(end: withEnd)
        case ("words", let count):
            return try .words(of: text.text, atMost: count ?? 10_000, end: withEnd)
        case ("byte-pairs", let count):
            return try .bytePairs(of: text.text, vocabulary: count ?? 512, end: withEnd)
        default:
            throw Complaint(
                "there are no tokens \"\(tokens)\"; choose characters, bytes, words:N or byte-pairs:N"
            )
        }
    }
}
