/// A note as it is spelled: C sharp and D flat sound alike and are not the same.
public struct NotePitch: Hashable, Sendable, Comparable {
    /// The place on the staff: 7 for each octave and 1 for each letter, C of MIDI's lowest octave (−1) is 0.
    public let step: Int
    /// By how many semitones it is above its letter: 1 is sharp, −1 flat.
    public let alteration: Int

    static let letters: [Character] = ["C", "D", "E", "F", "G", "A", "B"]
    static let semitones = [0, 2, 4, 5, 7, 9, 11]

    /// A note of its spelling.
    public init(step: Int, alteration: Int = 0) {
        (self.step, self.alteration) = (step, alteration)
    }

    /// The letter: 0 is C, 6 is B.
    public var letter: Int { (step % 7 + 7) % 7 }

    /// The octave of MIDI, counted so that middle C is in octave 5.
    public var octave: Int { (step - letter) / 7 }

    /// The number of the key that sounds so: 60 is middle C.
    public var midi: Int { 12 * octave + NotePitch.semitones[letter] + alteration }

    /// Spells a sounding pitch as a key does: by its signature where it can, with sharps in sharp keys and flats
    /// in flat ones where it cannot.
    public init(midi: Int, in key: MusicKey) {
        let octave = midi >= 0 ? midi / 12 : (midi - 11) / 12
        var best = NotePitch(step: 7 * octave)
        var least = Int.max
        for step in (7 * octave - 1)...(7 * octave + 7) {
            let natural = NotePitch(step: step)
            let alteration = midi - natural.midi
            let signature = key.alteration(ofLetter: natural.letter)
            guard abs(alteration) <= 1 else { continue }
            // What the signature has costs nothing; naturals cost less than the other direction.
            let prefersSharps = key.fifths >= 0
            let strangeness = alteration == 0 ? 1 : (alteration > 0) == prefersSharps ? 2 : 3
            let cost = alteration == signature ? 0 : strangeness
            if cost < least {
                (best, least) = (NotePitch(step: step, alteration: alteration), cost)
            }
        }
        self = best
    }

    /// The note moved by an interval.
    ///
    /// - Parameters:
    ///   - steps: By how many places on the staff.
    ///   - semitones: By how many semitones.
    /// - Returns: The note there, spelled by its place on the staff.
    public func moved(steps: Int, semitones: Int) -> NotePitch {
        let natural = NotePitch(step: step + steps)
        return NotePitch(step: natural.step, alteration: midi + semitones - natural.midi)
    }

    /// Lower notes first.
    public static func < (left: NotePitch, right: NotePitch) -> Bool {
        (left.midi, left.step) < (right.midi, right.step)
    }
}
