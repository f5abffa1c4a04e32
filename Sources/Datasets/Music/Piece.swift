/// A piece of music as it sounds: voices of notes, and chords above them.
///
/// Times are whole ticks, ``MusicTime/quarter`` to a quarter note.
public struct Piece: Hashable, Sendable {
    /// A note that sounds.
    public struct Note: Hashable, Sendable {
        /// When it begins.
        public var onset: Int
        /// How long it sounds.
        public var duration: Int
        /// The key of a piano: 60 is middle C.
        public var pitch: Int

        /// A note.
        public init(onset: Int, duration: Int, pitch: Int) {
            (self.onset, self.duration, self.pitch) = (onset, duration, pitch)
        }

        /// When it has ended.
        public var end: Int { onset + duration }
    }

    /// A chord symbol, and when it stands.
    public struct Chord: Hashable, Sendable {
        /// When it begins.
        public var onset: Int
        /// The chord.
        public var symbol: ChordSymbol

        /// A chord at a time.
        public init(onset: Int, symbol: ChordSymbol) {
            (self.onset, self.symbol) = (onset, symbol)
        }
    }

    /// What it is called; may be empty.
    public var title = ""
    /// The metre it begins with; nil where it is free, or nothing is said.
    public var metre: Metre?
    /// The key it begins with; nil where nothing is said.
    public var key: MusicKey?
    /// Quarter notes a minute.
    public var tempo = 120.0
    /// How long the notes before the first whole bar take.
    public var pickup = 0
    /// The notes of each voice, by onset; those of one voice may sound together.
    public var voices: [[Note]]
    /// Chord symbols, by onset.
    public var chords: [Chord] = []

    /// A piece of voices.
    public init(voices: [[Note]]) { self.voices = voices }

    /// When the last note has ended.
    public var duration: Int { voices.joined().map(\.end).max() ?? 0 }

    /// How many notes there are.
    public var noteCount: Int { voices.reduce(0) { $0 + $1.count } }

    /// All notes by onset, each with its voice.
    public var notes: [(note: Note, voice: Int)] {
        voices.enumerated().flatMap { voice, notes in notes.map { ($0, voice) } }
            .sorted { ($0.note.onset, $0.voice) < ($1.note.onset, $1.voice) }
    }

    /// The piece moved by semitones, up or down; notes beyond MIDI's 0 to 127 go to the next octave within.
    public func transposed(by semitones: Int) -> Piece {
        let semitones = min(max(semitones, -127), 127)
        var result = self
        for voice in voices.indices {
            for index in voices[voice].indices {
                var pitch = voices[voice][index].pitch + semitones
                while pitch < 0 { pitch += 12 }
                while pitch > 127 { pitch -= 12 }
                result.voices[voice][index].pitch = pitch
            }
        }
        let interval = MusicInterval(semitones: semitones)
        result.chords = chords.map { chord in
            let moved = chord.symbol.moved(steps: interval.steps, semitones: interval.semitones)
            return Chord(onset: chord.onset, symbol: moved)
        }
        result.key = key.map { $0.moved(by: interval) }
        return result
    }
}
