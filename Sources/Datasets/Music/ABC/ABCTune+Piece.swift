extension ABCTune {
    /// A piece as it is written: notes cut at the ends of bars and tied, rests between them, those that begin and end
    /// together as one.
    ///
    /// Notes of a voice that overlap otherwise end where the next begins. All times should be fine enough to be
    /// written: multiples of 1/384 of a whole note are.
    ///
    /// - Parameter piece: The piece; without a key it is written in C, without a metre in 4/4.
    public init(_ piece: Piece) {
        let key = piece.key ?? .cMajor
        let metre = piece.metre ?? .common
        let end = piece.duration
        let many = piece.voices.count > 1
        let voices = piece.voices.enumerated().map { index, notes in
            var writer = BarWriter(metre: metre, pickup: piece.pickup, key: key)
            writer.chords = index == 0 ? piece.chords[...] : []
            writer.write(notes, until: end)
            return Voice(name: many ? "\(index + 1)" : "", elements: writer.elements)
        }
        self.init(key: key, metre: metre, voices: voices)
        title = piece.title
        tempo = piece.tempo
    }

    /// Writes notes of a voice bar by bar.
    private struct BarWriter {
        let metre: Metre
        let pickup: Int
        let key: MusicKey
        var chords: ArraySlice<Piece.Chord> = []
        var elements: [ABCElement] = []
        private var time = 0

        init(metre: Metre, pickup: Int, key: MusicKey) {
            (self.metre, self.key) = (metre, key)
            self.pickup = pickup > 0 && pickup < metre.ticks ? pickup : 0
        }

        mutating func write(_ notes: [Piece.Note], until end: Int) {
            let sorted = notes.filter { $0.duration > 0 && $0.onset >= 0 }
                .sorted { ($0.onset, $0.pitch) < ($1.onset, $1.pitch) }
            var index = 0
            while index < sorted.count {
                let onset = sorted[index].onset
                let together = sorted[index...].prefix { $0.onset == onset }
                index += together.count
                let next = index < sorted.count ? sorted[index].onset : Int.max
                let longest = together.map(\.end).max() ?? onset
                fill([], until: onset)
                let pitches = Set(together.map(\.pitch)).sorted()
                fill(pitches.map { NotePitch(midi: $0, in: key) }, until: min(longest, next))
            }
            // The last bar is filled, unless it completes the pickup.
            let rest = (end - pickup) % metre.ticks
            let isWhole = rest == 0 || rest == metre.ticks - pickup
            fill([], until: isWhole ? end : end + metre.ticks - rest)
            elements.append(.bar(ABCBar(isDouble: true)))
        }

        /// Writes notes, or a rest where there are none, up to a time.
        private mutating func fill(_ pitches: [NotePitch], until end: Int) {
            while time < end {
                let untilBar = metre.ticks - (time - pickup + metre.ticks) % metre.ticks
                if untilBar == metre.ticks, time > 0 { elements.append(.bar(ABCBar())) }
                while let chord = chords.first, chord.onset <= time {
                    elements.append(.chord(chord.symbol))
                    chords.removeFirst()
                }
                let untilChord = chords.first.map { $0.onset - time } ?? .max
                let ticks = min(end - time, untilBar, pitches.isEmpty ? untilChord : .max)
                time += ticks
                elements.append(
                    pitches.isEmpty
                        ? .rest(ticks: ticks)
                        : .notes(pitches, ticks: ticks, isTied: time < end)
                )
            }
        }
    }
}
