extension ABCTune {
    /// The tune in ABC notation, in one form whatever it was read from: eighths as unit, no space between notes, four
    /// bars a line.
    public var text: String {
        var lines = ["X:\(number)", "T:\(title.isEmpty ? "untitled" : ABCTune.line(title))"]
        lines.append("M:\(metre?.description ?? "none")")
        lines.append("L:1/8")
        if let tempo { lines.append("Q:1/4=\(Int(min(max(tempo, 1), 1000).rounded()))") }
        lines.append("K:\(key)")
        for voice in voices {
            if voices.count > 1 || !voice.name.isEmpty { lines.append("V:\(voice.name)") }
            lines.append(ABCTune.body(voice.elements, in: key))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The notes of a voice alone.
    public static func body(_ elements: [ABCElement], in key: MusicKey) -> String {
        var writer = ABCNotesWriter(key: key)
        return writer.text(of: elements)
    }

    /// Text that stays on its line.
    private static func line(_ text: String) -> String {
        String(
            text.filter { $0 != "%" }.split(whereSeparator: \.isNewline).joined(separator: " ")
                .trimmed
        )
    }
}

/// Writes the notes of one voice.
struct ABCNotesWriter {
    private var key: MusicKey
    private var accidentals: [Int: Int] = [:]
    /// The notes whose tie goes on, by their place on the staff.
    private var tied: [Int: Int] = [:]
    private static let unit = MusicTime.whole / 8

    init(key: MusicKey) { self.key = key }

    mutating func text(of elements: [ABCElement]) -> String {
        var text = ""
        var barCount = 0
        var index = 0
        while index < elements.count {
            if let length = ABCNotesWriter.triplet(elements, from: index) {
                text += "(3"
                for element in elements[index..<index + length] {
                    text += write(element, stretch: (3, 2))
                }
                index += length
                continue
            }
            text += write(elements[index])
            if case .bar = elements[index] {
                barCount += 1
                // A line ends behind a bar, but not before the number of an ending.
                let isBeforeEnding = index + 1 < elements.count && elements[index + 1].isEnding
                if barCount % 4 == 0, index + 1 < elements.count, !isBeforeEnding { text += "\n" }
            }
            index += 1
        }
        return text
    }

    /// How many elements make a triplet from here on: three notes or rests of two thirds of a plain length.
    static func triplet(_ elements: [ABCElement], from start: Int) -> Int? {
        let first = elements[start].ticks
        guard first > 0, isPlain(first * 3 / 2), first % 2 == 0, !isPlain(first) else { return nil }
        var count = 0
        for index in start..<elements.count {
            switch elements[index] {
            case .notes, .rest:
                guard elements[index].ticks == first else { return nil }
                count += 1
                if count == 3 { return index + 1 - start }
            case .chord: continue
            default: return nil
            }
        }
        return nil
    }

    /// Whether a length is made of halves only.
    private static func isPlain(_ ticks: Int) -> Bool {
        let denominator = MusicTime.fraction(ticks, of: MusicTime.whole).denominator
        return denominator & (denominator - 1) == 0
    }

    private mutating func write(
        _ element: ABCElement,
        stretch: (numerator: Int, denominator: Int) = (1, 1)
    ) -> String {
        let ticks = element.ticks * stretch.numerator / stretch.denominator
        let length = ABCNotesWriter.length(ticks)
        switch element {
        case .notes(let pitches, _, let isTied):
            let names = pitches.map { name(of: $0) }
            tied = [:]
            if isTied {
                tied = Dictionary(
                    pitches.map { ($0.step, $0.alteration) },
                    uniquingKeysWith: { $1 }
                )
            }
            let notes = names.count == 1 ? names[0] : "[" + names.joined() + "]"
            return notes + length + (isTied ? "-" : "")
        case .rest: return "z" + length
        case .chord(let symbol): return "\"\(symbol)\""
        case .bar(let bar):
            accidentals = [:]
            return bar.text
        case .ending(let numbers):
            return "[" + numbers.map(String.init).joined(separator: ",")
        case .key(let key):
            self.key = key
            accidentals = [:]
            return "[K:\(key)]"
        case .metre(let metre): return "[M:\(metre?.description ?? "none")]"
        }
    }

    /// The name of a note, with an accidental where the bar and the key do not imply it.
    private mutating func name(of pitch: NotePitch) -> String {
        let letter = pitch.letter
        let implied =
            tied[pitch.step] ?? accidentals[letter] ?? key.alteration(ofLetter: letter)
        var name = ""
        if implied != pitch.alteration {
            accidentals[letter] = pitch.alteration
            name = ["__", "_", "=", "^", "^^"][min(max(pitch.alteration, -2), 2) + 2]
        }
        let character = NotePitch.letters[letter]
        name += pitch.octave >= 6 ? character.lowercased() : String(character)
        let marks = pitch.octave >= 6 ? pitch.octave - 6 : 5 - pitch.octave
        return name + String(repeating: pitch.octave >= 6 ? "'" : ",", count: max(0, marks))
    }

    /// A length in eighths: nothing for one, `3/2`, `/2`.
    static func length(_ ticks: Int) -> String {
        let (numerator, denominator) = MusicTime.fraction(ticks, of: unit)
        if denominator == 1 { return numerator == 1 ? "" : "\(numerator)" }
        return (numerator == 1 ? "" : "\(numerator)") + "/\(denominator)"
    }
}

extension ABCElement {
    /// Whether it is the number of an ending.
    var isEnding: Bool { if case .ending = self { true } else { false } }
}
