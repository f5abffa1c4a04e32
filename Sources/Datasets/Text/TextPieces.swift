/// Text as tokenizers cut it: into pieces that together are the text.
struct TextPieces {
    /// What a character counts as where text is cut.
    private enum Kind {
        case letter, number, space, other
    }

    /// The text in UTF-8.
    let bytes: [UInt8]

    /// The pieces of a text.
    init(_ text: String) { bytes = Array(text.utf8) }

    /// Calls a closure with each piece within which pairs of bytes may be joined.
    ///
    /// A piece is a run of letters, of numbers, or of other signs, with one space before it; an English
    /// ending such as `'s`; or a run of white space. Combining marks go with what they stand on.
    ///
    /// Source: the splitting rule of GPT-2 (Radford et al., "Language Models are Unsupervised Multitask
    /// Learners", 2019), which counts combining marks among the other signs.
    func forEachPairPiece(_ body: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        while start < bytes.count {
            let end = endOfPairPiece(from: start)
            body(bytes[start..<end])
            start = end
        }
    }

    /// Calls a closure with each word and with each sign that stands between words.
    ///
    /// A word is a run of letters, numbers, and apostrophes between them. Every other character is a sign,
    /// with one space after it where there is one. A single space between two words is left out: two words
    /// one after another have one.
    func forEachWordPiece(_ body: (ArraySlice<UInt8>, _ isWord: Bool) -> Void) {
        var start = 0
        var wasWord = false
        while start < bytes.count {
            let isWord = isWordCharacter(at: start)
            let end = isWord ? endOfWord(from: start) : endOfSign(from: start)
            let isJoint =
                wasWord && end == start + 1 && bytes[start] == Self.space && end < bytes.count
                && isWordCharacter(at: end)
            if !isJoint {
                body(bytes[start..<end], isWord)
                wasWord = isWord
            }
            start = end
        }
    }

    /// Whether a piece of ``forEachWordPiece(_:)`` is a word.
    static func isWord(_ piece: [UInt8]) -> Bool {
        !piece.isEmpty && TextPieces(bytes: piece).isWordCharacter(at: 0)
    }

    static let space = UInt8(ascii: " ")
    private static let apostrophe = UInt8(ascii: "'")
    private static let endings = ["s", "t", "m", "d", "re", "ve", "ll"].map { Array($0.utf8) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func endOfPairPiece(from start: Int) -> Int {
        if bytes[start] == Self.apostrophe {
            let rest = bytes[(start + 1)...]
            if let ending = Self.endings.first(where: { rest.starts(with: $0) }) {
                return start + 1 + ending.count
            }
        }
        let run = bytes[start] == Self.space && start + 1 < bytes.count ? start + 1 : start
        let kind = character(at: run).kind
        if kind != .space { return endOfRun(kind, from: run) }
        // White space leaves its last character to what follows, so that words have their space.
        var end = start
        var last = start
        while end < bytes.count {
            let next = character(at: end)
            guard next.kind == .space else { return last > start ? last : end }
            last = end
            end = next.end
        }
        return end
    }

    private func endOfRun(_ kind: Kind, from start: Int) -> Int {
        var end = character(at: start).end
        while end < bytes.count {
            let next = character(at: end)
            guard next.kind == kind || next.isMark else { break }
            end = next.end
        }
        return end
    }

    private func isWordCharacter(at place: Int) -> Bool {
        let kind = character(at: place).kind
        return kind == .letter || kind == .number
    }

    private func endOfWord(from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let next = character(at: end)
            let joins = next.isApostrophe && next.end < bytes.count && end > start
            guard
                next.kind == .letter || next.kind == .number || (next.isMark && end > start)
                    || (joins && isWordCharacter(at: next.end))
            else { break }
            end = next.end
        }
        return end
    }

    private func endOfSign(from start: Int) -> Int {
        let end = character(at: start).end
        return end < bytes.count && bytes[end] == Self.space && bytes[start] != Self.space
            ? end + 1 : end
    }

    private struct Character {
        var kind: Kind
        var isMark = false
        var isApostrophe = false
        var end: Int
    }

    private func character(at place: Int) -> Character {
        let first = bytes[place]
        if first < 0x80 {
            return Character(
                kind: Self.ascii[Int(first)],
                isApostrophe: first == Self.apostrophe,
                end: place + 1
            )
        }
        // The bytes come from a string, so they are UTF-8.
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let end = min(place + length, bytes.count)
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for byte in bytes[(place + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        let (kind, isMark) = Self.kind(of: scalar)
        return Character(kind: kind, isMark: isMark, isApostrophe: scalar == "\u{2019}", end: end)
    }

    private static let ascii = (0..<128).map { kind(of: Unicode.Scalar(UInt8($0))).kind }

    private static func kind(of scalar: Unicode.Scalar) -> (kind: Kind, isMark: Bool) {
        let properties = scalar.properties
        if properties.isWhitespace { return (.space, false) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            (.letter, false)
        case .decimalNumber, .letterNumber, .otherNumber: (.number, false)
        case .nonspacingMark, .spacingMark, .enclosingMark: (.other, true)
        default: (.other, false)
        }
    }
}
