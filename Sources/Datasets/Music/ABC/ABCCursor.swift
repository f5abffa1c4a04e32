/// A place in a line of notes.
struct ABCCursor {
    private let bytes: [UInt8]
    private let line: Int
    private let file: String
    private(set) var offset = 0

    init(content: Substring, line: Int, file: String) {
        bytes = Array(content.utf8)
        self.line = line
        self.file = file
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// Where the cursor is, for the words of an error; columns count bytes.
    var place: MusicFileError.Place { .character(line: line, column: offset + 1) }

    /// The next character, not taken; 0 at the end.
    var next: UInt8 { peek(0) }

    /// One of the next characters; 0 beyond the end.
    func peek(_ distance: Int) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    /// Takes the next characters.
    mutating func skip(_ count: Int = 1) { offset = min(offset + count, bytes.count) }

    /// Takes the next character where it is a certain one.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character), !isAtEnd else { return false }
        offset += 1
        return true
    }

    /// Takes a whole number of at most four digits; nil where there is none.
    mutating func number() throws(MusicFileError) -> Int? {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) else { return nil }
        var value = 0
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
            value = 10 * value + Int(next - UInt8(ascii: "0"))
            guard value < 10_000 else {
                throw fault("a number has more than four digits", remedy: "write a smaller one")
            }
            offset += 1
        }
        return value
    }

    /// Takes everything to a character and that character; nil, and nothing taken, where it does not come.
    mutating func text(upTo character: Unicode.Scalar) -> String? {
        guard let end = bytes[min(offset, bytes.count)...].firstIndex(of: UInt8(ascii: character))
        else { return nil }
        defer { offset = end + 1 }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// Takes a field within brackets, such as `[K:D]`; nil, and nothing taken, where there is none.
    mutating func inlineField() throws(MusicFileError) -> (name: Character, value: String)? {
        let letter = peek(1) | 0x20
        guard next == UInt8(ascii: "["), peek(2) == UInt8(ascii: ":"),
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter),
            ![UInt8(ascii: "|"), UInt8(ascii: ":")].contains(peek(3))
        else { return nil }
        let name = Character(Unicode.Scalar(peek(1)))
        skip(3)
        guard let value = text(upTo: "]") else {
            throw fault("a field in brackets does not end", remedy: "add ] behind it")
        }
        return (name, String(value.trimmed))
    }

    /// An error about this place.
    func fault(_ problem: String, remedy: String) -> MusicFileError {
        MusicFileError(file: file, place, problem, remedy: remedy)
    }

    /// The next character as a message shows it.
    var shown: String { Printable.text([next]) }
}
