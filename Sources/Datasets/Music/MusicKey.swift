/// The key of a piece: a tonic and a mode, from which the signature follows.
public struct MusicKey: Hashable, Sendable, CustomStringConvertible {
    /// Which steps of the scale are the tonic's neighbours: the church modes, of which two are major and minor.
    public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case major, minor, dorian, phrygian, lydian, mixolydian, locrian

        /// How many fifths its signature is above that of major on the same tonic.
        var fifths: Int {
            switch self {
            case .major: 0
            case .minor: -3
            case .dorian: -2
            case .phrygian: -4
            case .lydian: 1
            case .mixolydian: -1
            case .locrian: -5
            }
        }

        /// What ABC writes behind the tonic.
        var suffix: String {
            switch self {
            case .major: ""
            case .minor: "m"
            case .dorian: "dor"
            case .phrygian: "phr"
            case .lydian: "lyd"
            case .mixolydian: "mix"
            case .locrian: "loc"
            }
        }

        /// A mode by the beginning of its name; nil where there is no such mode.
        init?(_ text: Substring) {
            let text = text.lowercased()
            switch text.prefix(3) {
            case "", "maj", "ion": self = .major
            case "m", "min", "aeo": self = .minor
            case "dor": self = .dorian
            case "phr": self = .phrygian
            case "lyd": self = .lydian
            case "mix": self = .mixolydian
            case "loc": self = .locrian
            default: return nil
            }
        }
    }

    /// The letter of the tonic: 0 is C, 6 is B.
    public let letter: Int
    /// By how many semitones the tonic is above its letter: 1 is sharp, −1 flat.
    public let alteration: Int
    /// The mode.
    public let mode: Mode

    /// C major.
    public static let cMajor = MusicKey(letter: 0, alteration: 0, mode: .major)

    init(letter: Int, alteration: Int, mode: Mode) {
        (self.letter, self.alteration, self.mode) = (letter, alteration, mode)
    }

    /// A key as ABC and people write it: `G`, `Bb`, `F#m`, `A minor`, `Ddor`, `E mix`; nil where it is none.
    ///
    /// Further words, such as a clef, are not looked at. Signatures of more than seven signs are none.
    public init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, let initial = first.first,
            let letter = NotePitch.letters.firstIndex(of: initial)
        else { return nil }
        var rest = first.dropFirst()
        var alteration = 0
        if rest.first == "#" || rest.first == "♯" { alteration = 1 }
        if rest.first == "b" || rest.first == "♭" { alteration = -1 }
        if alteration != 0 { rest = rest.dropFirst() }
        // A mode may stand behind a space; what is no mode there is a clef or the like.
        let apart = words.count > 1 && rest.isEmpty ? Mode(words[1]) : nil
        guard let mode = apart ?? Mode(rest) else { return nil }
        self.init(letter: letter, alteration: alteration, mode: mode)
        guard (-7...7).contains(fifths) else { return nil }
    }

    /// How many sharps the signature has; flats count as negative.
    public var fifths: Int { [0, 2, 4, -1, 1, 3, 5][letter] + 7 * alteration + mode.fifths }

    /// A key of a mode by its signature; nil beyond seven signs.
    public init?(fifths: Int, mode: Mode = .major) {
        guard (-7...7).contains(fifths) else { return nil }
        // Letters in the order of fifths: F C G D A E B.
        let place = fifths - mode.fifths + 1
        let turns = place >= 0 ? place / 7 : (place - 6) / 7
        self.init(letter: [3, 0, 4, 1, 5, 2, 6][place - 7 * turns], alteration: turns, mode: mode)
    }

    /// By how many semitones the signature alters a letter.
    public func alteration(ofLetter letter: Int) -> Int {
        // Sharps come in the order F C G D A E B, flats the other way round.
        let place = [1, 3, 5, 0, 2, 4, 6][letter]
        if fifths > place { return 1 }
        return -fifths > 6 - place ? -1 : 0
    }

    /// The semitones of the tonic above C, from 0 to 11.
    public var semitone: Int { (NotePitch.semitones[letter] + alteration + 12) % 12 }

    /// As ABC writes it: `F#m`.
    public var description: String {
        String(NotePitch.letters[letter]) + ["b", "", "#"][min(max(alteration, -1), 1) + 1]
            + mode.suffix
    }
}
