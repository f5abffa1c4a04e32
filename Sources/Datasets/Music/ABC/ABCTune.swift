/// A tune in ABC notation, as it is written.
///
/// ```swift
/// let tunes = try ABCFile.tunes(of: text, file: "jigs.abc")
/// tunes[0].barFaults            // bars that do not add up to the metre
/// tunes[0].piece                // as it sounds, repeats played
/// tunes[0].moved(to: MusicKey("D")!).text
/// ```
///
/// Source: "The ABC Music Standard 2.1", <https://abcnotation.com/wiki/abc:standard:v2.1>.
public struct ABCTune: Hashable, Sendable {
    /// A voice: the only one, or one of several that sound together.
    public struct Voice: Hashable, Sendable {
        /// What the tune calls it; empty where there is one voice only.
        public var name: String
        /// What it consists of.
        public var elements: [ABCElement]

        /// A voice of its elements.
        public init(name: String = "", elements: [ABCElement]) {
            (self.name, self.elements) = (name, elements)
        }
    }

    /// Its number in the file.
    public var number = 1
    /// Its title; empty where it has none.
    public var title = ""
    /// The metre it begins with; nil is free.
    public var metre: Metre? = .common
    /// The key it begins with.
    public var key: MusicKey
    /// Quarter notes a minute, where it is said.
    public var tempo: Double?
    /// Its voices, at least one.
    public var voices: [Voice]

    /// A tune of its voices.
    public init(key: MusicKey, metre: Metre?, voices: [Voice]) {
        (self.key, self.metre, self.voices) = (key, metre, voices)
    }

    /// How many notes are written; several at once count as one.
    public var noteCount: Int {
        voices.reduce(0) { sum, voice in
            sum + voice.elements.count { if case .notes = $0 { true } else { false } }
        }
    }

    /// The same tune in another key of the same mode, at most half an octave away.
    public func moved(to other: MusicKey) -> ABCTune {
        moved(by: MusicInterval(from: key, to: other))
    }

    /// The same tune in the key of its mode that has no signs: C major, A minor, D dorian and so on, so that tunes can
    /// be compared and learned from together.
    public var withoutSigns: ABCTune {
        MusicKey(fifths: 0, mode: key.mode).map { moved(to: $0) } ?? self
    }

    func moved(by interval: MusicInterval) -> ABCTune {
        guard interval != MusicInterval(steps: 0, semitones: 0) else { return self }
        var result = self
        result.key = key.moved(by: interval)
        for voice in voices.indices {
            result.voices[voice].elements = voices[voice].elements.map { element in
                switch element {
                case .notes(let pitches, let ticks, let isTied):
                    let moved = pitches.map {
                        $0.moved(steps: interval.steps, semitones: interval.semitones)
                    }
                    return .notes(moved, ticks: ticks, isTied: isTied)
                case .chord(let symbol):
                    let moved = symbol.moved(steps: interval.steps, semitones: interval.semitones)
                    return .chord(moved)
                case .key(let key): return .key(key.moved(by: interval))
                case .rest, .bar, .ending, .metre: return element
                }
            }
        }
        return result
    }
}
