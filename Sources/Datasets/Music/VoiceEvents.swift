/// Music of several voices as tokens: at each time the notes that begin, then how many sixteenths pass.
///
/// At each time voices come in their order, a token for each that changes: what it sings from then on, or that it is
/// silent. Then a token says after how many sixteenths, at most 16, the next change comes; more of them follow each other
/// for longer times. A token ends the piece.
public struct VoiceEvents: Hashable, Sendable, Codable {
    /// How many voices there are.
    public let voices: Int

    /// Events of so many voices, 1 to 16.
    public init(voices: Int) { self.voices = min(max(voices, 1), 16) }

    /// The most sixteenths of one token.
    static let longest = 16

    /// How many tokens there are.
    public var count: Int { Self.longest + 1 + 128 * voices }
    /// The token that ends a piece.
    public var end: Int32 { Int32(Self.longest) }

    /// The token of a voice that sings a key of the piano, 0 for silence.
    func token(voice: Int, pitch: Int) -> Int32 { Int32(Self.longest + 1 + 128 * voice + pitch) }

    /// The voice and the pitch of a token; nil for one that lets time pass, or ends.
    func note(_ token: Int32) -> (voice: Int, pitch: Int)? {
        let index = Int(token) - Self.longest - 1
        return index >= 0 && index < 128 * voices ? (index / 128, index % 128) : nil
    }

    /// The tokens of rows, with the end.
    ///
    /// - Parameters:
    ///   - rows: What each voice sings in each sixteenth; further voices are left out.
    ///   - semitones: By how much all is moved; notes that would be beyond 1 to 127 stay in their octave.
    /// - Returns: The tokens.
    public func tokens(of rows: [[Int]], movedBy semitones: Int = 0) -> [Int32] {
        var tokens: [Int32] = []
        var now = [Int](repeating: 0, count: voices)
        var waited = 0
        for row in rows {
            let changes = (0..<voices).filter { ($0 < row.count ? row[$0] : 0) != now[$0] }
            if !changes.isEmpty {
                tokens += pause(waited)
                waited = 0
                for voice in changes {
                    now[voice] = voice < row.count ? row[voice] : 0
                    tokens.append(token(voice: voice, pitch: moved(now[voice], by: semitones)))
                }
            }
            waited += 1
        }
        return tokens + pause(waited) + [end]
    }

    private func moved(_ pitch: Int, by semitones: Int) -> Int {
        guard pitch > 0 else { return 0 }
        let sum = pitch + semitones
        return sum < 1 ? sum + 12 : sum > 127 ? sum - 12 : sum
    }

    private func pause(_ sixteenths: Int) -> [Int32] {
        var (left, tokens): (Int, [Int32]) = (sixteenths, [])
        while left > 0 {
            let part = min(left, Self.longest)
            tokens.append(Int32(part - 1))
            left -= part
        }
        return tokens
    }

    /// The rows of tokens, up to the end.
    public func rows(of tokens: some Sequence<Int32>) -> [[Int]] {
        var rows: [[Int]] = []
        var now = [Int](repeating: 0, count: voices)
        for token in tokens {
            if token == end { break }
            if let note = note(token) {
                now[note.voice] = note.pitch
            } else if token >= 0, token < end {
                rows += Array(repeating: now, count: Int(token) + 1)
            }
        }
        return rows
    }

    /// How many notes begin in tokens.
    public func noteCount(_ tokens: some Sequence<Int32>) -> Int {
        tokens.reduce(0) { $0 + ((note($1)?.pitch ?? 0) > 0 ? 1 : 0) }
    }

    /// Whether a token may follow others: voices in their order, and time passes before the end.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - last: The last token before it; nil where a piece begins.
    /// - Returns: Whether it may.
    public func allows(_ token: Int32, after last: Int32?) -> Bool {
        guard let last else { return note(token)?.voice == 0 }
        guard let note = note(token) else {
            // Time passes where something has begun, or goes on passing; a piece ends when time has passed.
            if token == end { return self.note(last) == nil }
            return token >= 0 && token < end && (self.note(last) != nil || last == end - 1)
        }
        return self.note(last).map { $0.voice < note.voice } ?? true
    }
}
