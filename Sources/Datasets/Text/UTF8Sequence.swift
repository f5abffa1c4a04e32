/// What stands at some place of bytes that should be UTF-8.
enum UTF8Sequence: Equatable {
    /// A character of so many bytes.
    case complete(Int)
    /// The beginning of a character, of which the bytes end.
    case incomplete
    /// Bytes that no text of UTF-8 has in this place.
    case invalid

    /// Reads what begins at a place.
    ///
    /// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    init(in bytes: [UInt8], at place: Int) {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch bytes[place] {
            case 0x00...0x7F: (1, 0x80...0xBF)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard length > 0 else {
            self = .invalid
            return
        }
        for offset in 1..<length {
            guard place + offset < bytes.count else {
                self = .incomplete
                return
            }
            guard (offset == 1 ? second : 0x80...0xBF).contains(bytes[place + offset]) else {
                self = .invalid
                return
            }
        }
        self = .complete(length)
    }

    /// Where the bytes cease to be UTF-8; nil where all are.
    static func firstFault(in bytes: [UInt8]) -> Int? {
        var place = 0
        while place < bytes.count {
            guard case .complete(let length) = UTF8Sequence(in: bytes, at: place) else {
                return place
            }
            place += length
        }
        return nil
    }

    /// Where the beginning of a character stands whose further bytes may still come; the end of the bytes
    /// where there is none.
    static func heldBack(in bytes: [UInt8]) -> Int {
        for place in bytes.indices.suffix(3).reversed() where bytes[place] >= 0xC0 {
            return UTF8Sequence(in: bytes, at: place) == .incomplete ? place : bytes.count
        }
        return bytes.count
    }
}
