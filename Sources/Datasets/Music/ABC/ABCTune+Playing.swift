extension ABCTune {
    /// The tune as it sounds: repeats and endings played, tied notes joined.
    public var piece: Piece {
        var piece = Piece(voices: [])
        piece.title = title
        piece.metre = metre
        piece.key = key
        piece.tempo = tempo ?? 120
        let first = bars(ofVoice: 0).first
        if let first, let metre = first.metre, first.ticks < metre.ticks {
            piece.pickup = first.ticks
        }
        for voice in voices {
            var sound = Sound()
            for index in ABCTune.order(of: voice.elements) { sound.play(voice.elements[index]) }
            piece.voices.append(sound.notes)
            piece.chords += sound.chords
        }
        piece.chords.sort { $0.onset < $1.onset }
        return piece
    }

    /// What one voice has sounded so far.
    private struct Sound {
        var notes: [Piece.Note] = []
        var chords: [Piece.Chord] = []
        private var time = 0
        /// The notes that go on into the next ones.
        private var open: [Int: Int] = [:]

        mutating func play(_ element: ABCElement) {
            switch element {
            case .notes(let pitches, let ticks, let isTied):
                var going: [Int: Int] = [:]
                for pitch in Set(pitches.map { min(max($0.midi, 0), 127) }).sorted() {
                    let index = open[pitch] ?? notes.count
                    if index == notes.count {
                        notes.append(Piece.Note(onset: time, duration: 0, pitch: pitch))
                    }
                    notes[index].duration = time + ticks - notes[index].onset
                    if isTied { going[pitch] = index }
                }
                open = going
                time += ticks
            case .rest(let ticks):
                open = [:]
                time += ticks
            case .chord(let symbol): chords.append(Piece.Chord(onset: time, symbol: symbol))
            case .bar, .ending, .key, .metre: break
            }
        }
    }

    /// The order in which elements are played, by their index.
    ///
    /// A repeat sign goes back to the last place where a repeat begins, the tune's beginning or the repeat sign before;
    /// each pass takes the ending with its number.
    static func order(of elements: [ABCElement]) -> [Int] {
        var order: [Int] = []
        var (index, start, pass) = (0, 0, 1)
        var ending: [Int] = []
        func goesBack(_ index: Int) -> Bool {
            guard let last = ending.max() else { return pass < 2 }
            guard ending.contains(pass), pass >= last else { return true }
            // Another ending follows: it is for the next pass.
            let next = elements[(index + 1)...].first {
                if case .chord = $0 { false } else { true }
            }
            guard case .ending? = next else { return false }
            return true
        }
        while index < elements.count {
            switch elements[index] {
            case .bar(let bar):
                if bar.endsRepeat, goesBack(index) {
                    pass += 1
                    ending = []
                    order.append(index)
                    index = start
                    continue
                }
                if bar.endsRepeat || bar.beginsRepeat || (bar.isDouble && pass > 1) {
                    (start, pass, ending) = (index + 1, 1, [])
                }
            case .ending(let numbers) where !numbers.contains(pass):
                // The next ending, or the end of this one, is where this pass goes on.
                index += 1
                while index < elements.count {
                    if case .ending = elements[index] { break }
                    if case .bar(let bar) = elements[index], bar.endsRepeat {
                        index += 1
                        break
                    }
                    index += 1
                }
                continue
            case .ending(let numbers): ending = numbers
            default: break
            }
            order.append(index)
            index += 1
        }
        return order
    }
}
