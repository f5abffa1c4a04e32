/// Tunes as tokens: the pieces of their text in ABC, each a note, a length, a chord symbol, a line between bars and so on.
///
/// The text is in one form: metre and key, then all notes on one line, in the key of the mode that has no signs, so that
/// tunes of all keys teach together. Every piece that was not met is spelled by its characters, so that every tune has
/// tokens and tokens are the text, character by character.
public struct ABCVocabulary: Hashable, Sendable {
    /// The pieces, by their token; the last token, which has none, ends a tune.
    public let pieces: [String]
    private let numbers: [String: Int32]

    /// The vocabulary of tunes.
    public init(_ tunes: [ABCTune]) {
        var found: Set<String> = []
        for tune in tunes {
            found.formUnion(ABCVocabulary.pieces(of: ABCVocabulary.text(of: tune)))
        }
        let characters = (0x20..<0x7F).map { String(UnicodeScalar(UInt8($0))) } + ["\n"]
        self.init(pieces: (found.union(characters)).sorted())
    }

    init(pieces: [String]) {
        self.pieces = pieces
        numbers = Dictionary(
            pieces.enumerated().map { ($1, Int32($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many tokens there are.
    public var count: Int { pieces.count + 1 }
    /// The token that ends a tune; it stands for the end of the line.
    public var end: Int32 { Int32(pieces.count) }

    /// The text of a tune in the form that is learned from; without its title, and without its last line end.
    public static func text(of tune: ABCTune) -> String {
        let plain = tune.withoutSigns
        let body = ABCTune.body(plain.voices.first?.elements ?? [], in: plain.key)
        return head(metre: tune.metre, mode: tune.key.mode)
            + String(body.filter { !$0.isNewline })
    }

    /// What a tune of a metre and a mode begins with.
    public static func head(metre: Metre?, mode: MusicKey.Mode) -> String {
        let key = MusicKey(fifths: 0, mode: mode) ?? .cMajor
        return "M:\(metre?.description ?? "none")\nK:\(key)\n"
    }

    /// The tokens of a tune, with its end.
    public func tokens(of tune: ABCTune) -> [Int32] {
        tokens(of: ABCVocabulary.text(of: tune)) + [end]
    }

    /// The tokens of a text in this form.
    public func tokens(of text: String) -> [Int32] {
        ABCVocabulary.pieces(of: text).flatMap { piece -> [Int32] in
            if let number = numbers[piece] { return [number] }
            return piece.map { numbers[String($0)] ?? end }
        }
    }

    /// The text of tokens.
    public func text(of tokens: some Sequence<Int32>) -> String {
        tokens.map { pieces.indices.contains(Int($0)) ? pieces[Int($0)] : "" }.joined()
    }

    /// The tune of tokens.
    ///
    /// - Throws: ``MusicFileError`` where they are none.
    public func tune(of tokens: some Sequence<Int32>) throws(MusicFileError) -> ABCTune {
        let text = text(of: tokens)
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let file = lines.count == 2 ? "X:1\n\(lines[0])\nL:1/8\n\(lines[1])\n" : "X:1\n" + text
        return try ABCFile.tunes(of: file, file: "the tune")[0]
    }

    /// A text cut into pieces that together are the text.
    static func pieces(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var pieces: [String] = []
        var start = 0
        while start < bytes.count {
            let end = max(start + 1, ABCVocabulary.end(of: bytes, from: start))
            pieces.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end
        }
        return pieces
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        func next(_ index: Int) -> Character {
            index < bytes.count ? Character(Unicode.Scalar(bytes[index])) : "\0"
        }
        func end(behind character: Character) -> Int {
            (bytes[(start + 1)...].firstIndex(of: character.asciiValue ?? 0) ?? start) + 1
        }
        var index = start
        switch next(start) {
        case "M" where next(start + 1) == ":", "K" where next(start + 1) == ":":
            return end(behind: "\n")
        case "\"": return end(behind: "\"")
        case "(": return next(start + 1) == "3" ? start + 2 : start + 1
        case "[":
            if next(start + 2) == ":" { return end(behind: "]") }
            if next(start + 1).isNumber {
                index = start + 2
                while next(index) == "," || next(index).isNumber { index += 1 }
                return index
            }
            return start + 1
        case "|", ":":
            while next(index) == "|" || next(index) == ":" { index += 1 }
            return index
        case "0"..."9", "/":
            while next(index).isNumber || next(index) == "/" { index += 1 }
            return index
        case "^", "_", "=", "A"..."G", "a"..."g":
            while "^_=".contains(next(index)) { index += 1 }
            index += 1
            while next(index) == "'" || next(index) == "," { index += 1 }
            return index
        default: return start + 1
        }
    }
}

extension ABCVocabulary: Codable {
    /// Reads a vocabulary from a file.
    public init(from decoder: any Decoder) throws {
        self.init(pieces: try decoder.singleValueContainer().decode([String].self))
    }

    /// Writes the vocabulary.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(pieces)
    }
}
