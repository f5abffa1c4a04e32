/// By how much notes are moved: places on the staff, and semitones.
struct MusicInterval: Hashable {
    let steps: Int
    let semitones: Int

    init(steps: Int, semitones: Int) { (self.steps, self.semitones) = (steps, semitones) }

    /// The usual interval of so many semitones.
    init(semitones: Int) {
        let octaves = semitones >= 0 ? semitones / 12 : (semitones - 11) / 12
        self.semitones = semitones
        steps = 7 * octaves + [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6][semitones - 12 * octaves]
    }

    /// The interval from one tonic to another of at most half an octave.
    init(from first: MusicKey, to second: MusicKey) {
        var steps = second.letter - first.letter
        func pitch(_ key: MusicKey, _ steps: Int = 0) -> NotePitch {
            NotePitch(step: 35 + key.letter + steps, alteration: key.alteration)
        }
        var semitones = pitch(second).midi - pitch(first).midi
        if semitones > 6 { (steps, semitones) = (steps - 7, semitones - 12) }
        if semitones < -6 { (steps, semitones) = (steps + 7, semitones + 12) }
        self.init(steps: steps, semitones: semitones)
    }
}

extension MusicKey {
    /// The key moved by an interval; a signature of more than seven signs is written otherwise.
    func moved(by interval: MusicInterval) -> MusicKey {
        let tonic = NotePitch(step: 35 + letter, alteration: alteration)
            .moved(steps: interval.steps, semitones: interval.semitones)
        let moved = MusicKey(letter: tonic.letter, alteration: tonic.alteration, mode: mode)
        guard !(-7...7).contains(moved.fifths) else { return moved }
        return MusicKey(fifths: moved.fifths + (moved.fifths > 0 ? -12 : 12), mode: mode) ?? moved
    }
}
