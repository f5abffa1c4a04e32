/// Which runs of notes some tunes have, whatever their key: so that one can tell how much of a new tune is copied.
///
/// Of each run of ``length`` notes a number is kept that practically no other run has; tunes cannot be made of them.
public struct NoteRuns: Hashable, Sendable {
    /// How many notes a run has.
    public static let length = 6
    private let hashes: Set<UInt32>

    /// The runs of tunes, each a list of notes.
    public init(_ tunes: [[Piece.Note]]) {
        var hashes: Set<UInt32> = []
        for tune in tunes { hashes.formUnion(NoteRuns.hashes(of: tune)) }
        self.hashes = hashes
    }

    /// The notes of one voice as they follow each other: the distance to the next in pitch, and for how long.
    private static func hashes(of notes: [Piece.Note]) -> [UInt32] {
        guard notes.count >= length else { return [] }
        return (0...(notes.count - length)).map { start in
            var bytes: [UInt8] = []
            for index in start..<start + length {
                let distance = index > start ? notes[index].pitch - notes[index - 1].pitch : 0
                let duration = notes[index].duration
                bytes += [UInt8(truncatingIfNeeded: distance)]
                bytes += (0..<4).map { UInt8(truncatingIfNeeded: duration >> (8 * $0)) }
            }
            let hash = contentHash(bytes)
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }

    /// How many notes of a melody, one after another, may be copied.
    ///
    /// Each run of ``length`` notes among them is in a tune that was kept. Runs shorter than ``length`` count as 0.
    public func longestRun(of notes: [Piece.Note]) -> Int {
        var (longest, current) = (0, 0)
        for hash in NoteRuns.hashes(of: notes) {
            current = hashes.contains(hash) ? (current == 0 ? NoteRuns.length : current + 1) : 0
            longest = max(longest, current)
        }
        return longest
    }
}

extension NoteRuns: Codable {
    /// Reads runs from a file.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let digits = Array(text.utf8)
        hashes = Set(
            stride(from: 0, to: digits.count - digits.count % 8, by: 8).compactMap { start in
                UInt32(String(decoding: digits[start..<start + 8], as: UTF8.self), radix: 16)
            }
        )
    }

    /// Writes runs, eight hexadecimal digits each.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let words = hashes.sorted().map { hash in
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        try container.encode(words.joined())
    }
}
