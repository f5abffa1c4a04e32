/// A chord as it stands above a melody: `Am7`, or `D/f+` with another bass.
public struct ChordSymbol: Hashable, Sendable, CustomStringConvertible {
    /// The letter of the root, 0 is C, and by how many semitones it is altered.
    let root: (letter: Int, alteration: Int)
    /// What stands between root and bass: `m7`.
    let quality: String
    /// The bass, where it is said.
    let bass: (letter: Int, alteration: Int)?

    /// A chord of its name; nil where the name does not begin as one.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, name.utf8.count <= 16, text.utf8.count <= 20,
            let first = name.first, first.isUppercase, let (root, rest) = Self.note(name)
        else { return nil }
        self.root = root
        quality = String(rest)
        guard quality.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) else {
            return nil
        }
        guard parts.count == 2 else {
            bass = nil
            return
        }
        guard let (bass, rest) = Self.note(parts[1]), rest.isEmpty else { return nil }
        self.bass = bass
    }

    private static func note(
        _ text: Substring
    ) -> (note: (letter: Int, alteration: Int), rest: Substring)? {
        guard let first = text.first, first.isASCII,
            let letter = NotePitch.letters.firstIndex(of: Character(first.uppercased()))
        else { return nil }
        let rest = text.dropFirst()
        switch rest.first {
        case "#": return ((letter, 1), rest.dropFirst())
        // A bass of Nottingham's files is sharp so; behind a root it is an augmented chord.
        case "+" where first.isLowercase: return ((letter, 1), rest.dropFirst())
        case "b": return ((letter, -1), rest.dropFirst())
        default: return ((letter, 0), rest)
        }
    }

    private init(
        root: (letter: Int, alteration: Int),
        quality: String,
        bass: (letter: Int, alteration: Int)?
    ) {
        (self.root, self.quality, self.bass) = (root, quality, bass)
    }

    /// The chord moved by an interval; roots with more than one sign are spelled otherwise.
    public func moved(steps: Int, semitones: Int) -> ChordSymbol {
        func moved(_ note: (letter: Int, alteration: Int)) -> (letter: Int, alteration: Int) {
            let pitch = NotePitch(step: 35 + note.letter, alteration: note.alteration)
                .moved(steps: steps, semitones: semitones)
            guard abs(pitch.alteration) > 1 else { return (pitch.letter, pitch.alteration) }
            let other = NotePitch(midi: pitch.midi, in: .cMajor)
            return (other.letter, other.alteration)
        }
        return ChordSymbol(root: moved(root), quality: quality, bass: bass.map(moved))
    }

    /// The semitones above the root that sound.
    private var intervals: [Int] {
        let third = quality.hasPrefix("m") && !quality.hasPrefix("maj") ? 3 : 4
        if quality.hasPrefix("d") || quality.hasPrefix("o") { return [0, 3, 6] }
        if quality.hasPrefix("a") || quality.hasPrefix("+") { return [0, 4, 8] }
        if quality.hasPrefix("sus") { return [0, 5, 7] }
        if quality.contains("maj7") { return [0, third, 7, 11] }
        if quality.contains("7") { return [0, third, 7, 10] }
        return quality.contains("6") ? [0, third, 7, 9] : [0, third, 7]
    }

    /// The keys of a piano that an accompaniment strikes, the bass below the others.
    public var midi: [Int] {
        let root = (NotePitch.semitones[root.letter] + root.alteration + 12) % 12
        let low = bass.map { (NotePitch.semitones[$0.letter] + $0.alteration + 12) % 12 } ?? root
        return [36 + low] + intervals.map { 48 + (root + $0) % 12 }.sorted()
    }

    /// As it is written.
    public var description: String {
        func name(_ note: (letter: Int, alteration: Int)) -> String {
            String(NotePitch.letters[note.letter]) + ["b", "", "#"][note.alteration + 1]
        }
        return name(root) + quality + (bass.map { "/" + name($0) } ?? "")
    }

    /// Whether two chords are written alike.
    public static func == (left: ChordSymbol, right: ChordSymbol) -> Bool {
        left.description == right.description
    }

    /// Feeds what tells chords apart to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
