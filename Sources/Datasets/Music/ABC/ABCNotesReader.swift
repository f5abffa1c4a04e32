/// Reads the notes of one voice.
struct ABCNotesReader {
    let file: String
    /// The ticks of a note without a length.
    var unit: Int
    private var metre: Metre?
    private var key: MusicKey
    /// What has been read so far.
    private(set) var elements: [ABCElement] = []
    /// The accidentals of this bar, by letter.
    private var accidentals: [Int: Int] = [:]
    /// The notes of which the tie goes on, by their place on the staff: across a bar they keep their accidental.
    private var tied: [Int: Int] = [:]
    /// How many notes of a tuplet are still to come, and how long each is of its written length.
    private var tuplet: (left: Int, numerator: Int, denominator: Int)?
    /// What a broken rhythm makes of the next note's length.
    private var broken: (numerator: Int, denominator: Int)?

    init(file: String, unit: Int, metre: Metre?, key: MusicKey) {
        (self.file, self.unit, self.metre, self.key) = (file, unit, metre, key)
    }

    /// Goes on in another metre.
    mutating func change(metre: Metre?) {
        guard metre != self.metre else { return }
        self.metre = metre
        elements.append(.metre(metre))
    }

    /// Goes on in another key.
    mutating func change(key: MusicKey) {
        guard key != self.key else { return }
        self.key = key
        accidentals = [:]
        elements.append(.key(key))
    }

    /// Checks that nothing is left open where a line ends.
    mutating func endLine(_ place: MusicFileError.Place) throws(MusicFileError) {
        guard broken == nil else {
            throw MusicFileError(
                file: file,
                place,
                "the line ends behind a broken rhythm",
                remedy: "write the note that < or > goes to behind it"
            )
        }
    }

    /// Reads what stands at the cursor.
    mutating func readNext(_ cursor: inout ABCCursor) throws(MusicFileError) {
        switch Character(Unicode.Scalar(cursor.next)) {
        case "%": cursor.skip(.max / 2)
        case " ", "\t", "`", "\\", "~", ".", "H", "L", "M", "O", "P", "S", "T", "u", "v", ")", "*",
            "$", "y":
            // Beams, decorations and slurs sound no different.
            cursor.skip()
        case "\"": try readQuoted(&cursor)
        case "!", "+": skipDecoration(&cursor)
        case "{":
            cursor.skip()
            guard cursor.text(upTo: "}") != nil else {
                throw cursor.fault("grace notes do not end", remedy: "add } behind them")
            }
        case "(": try readTuplet(&cursor)
        case "<", ">": try readBroken(&cursor)
        case "-":
            cursor.skip()
            tie()
        case "z", "x": try readRest(&cursor)
        case "Z", "X": try readBars(&cursor)
        case "A"..."G", "a"..."g", "^", "_", "=": try readNote(&cursor)
        case "|", ":": try readBar(&cursor)
        case "[": try readBracket(&cursor)
        case "]":
            // The end of a double line that was written apart.
            cursor.skip()
        case "&":
            throw cursor.fault(
                "notes laid over others with & are not read",
                remedy: "write them as a voice of their own (V:2)"
            )
        default:
            throw cursor.fault(
                "the character \(cursor.shown) is none of ABC's notation",
                remedy: "take it out, or put words in quotes or behind %"
            )
        }
    }

    private mutating func readQuoted(_ cursor: inout ABCCursor) throws(MusicFileError) {
        cursor.skip()
        guard let text = cursor.text(upTo: "\"") else {
            throw cursor.fault("a quote does not end on its line", remedy: "add \" behind it")
        }
        // Words that are no chord, such as "slowly" or "^above", are remarks.
        if let symbol = ChordSymbol(String(text.trimmed)) { elements.append(.chord(symbol)) }
    }

    private func skipDecoration(_ cursor: inout ABCCursor) {
        let mark: Unicode.Scalar = cursor.next == UInt8(ascii: "!") ? "!" : "+"
        cursor.skip()
        // A mark alone was a line break in old files.
        var rest = cursor
        guard let name = rest.text(upTo: mark), name.utf8.count <= 16,
            name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "|") })
        else { return }
        cursor = rest
    }

    private mutating func readTuplet(_ cursor: inout ABCCursor) throws(MusicFileError) {
        cursor.skip()
        guard let count = try cursor.number() else { return }  // A slur.
        guard (2...9).contains(count) else {
            throw cursor.fault("a tuplet has \(count) notes", remedy: "give 2 to 9")
        }
        let isCompound = metre.map { $0.beats % 3 == 0 && $0.beats > 3 } ?? false
        var inTimeOf = [0, 0, 3, 2, 3, isCompound ? 3 : 2, 2, isCompound ? 3 : 2, 3, 2][count]
        var notes = count
        if cursor.take(":") {
            if let number = try cursor.number() { inTimeOf = number }
            if cursor.take(":"), let number = try cursor.number() { notes = number }
        }
        guard (1...64).contains(inTimeOf), (1...64).contains(notes) else {
            throw cursor.fault("a tuplet makes no sense", remedy: "write one such as (3 or (3:2:3")
        }
        tuplet = (notes, inTimeOf, count)
    }

    private mutating func readBroken(_ cursor: inout ABCCursor) throws(MusicFileError) {
        let isShorter = cursor.next == UInt8(ascii: "<")
        let place = cursor
        var signs = 0
        while cursor.take(isShorter ? "<" : ">") { signs += 1 }
        guard signs <= 3, case .notes(let pitches, let ticks, let isTied)? = elements.last else {
            throw place.fault(
                "a broken rhythm has no note before it, or more than three signs",
                remedy: "write < or > between two notes"
            )
        }
        let power = 1 << signs
        let (short, long) = ((1, power), (2 * power - 1, power))
        let (before, after) = isShorter ? (short, long) : (long, short)
        guard let changed = MusicTime.ticks(before.0, over: before.1, of: ticks) else {
            throw place.fault("a note gets too short", remedy: "write longer notes")
        }
        elements[elements.count - 1] = .notes(pitches, ticks: changed, isTied: isTied)
        broken = after
    }

    private mutating func tie() {
        guard case .notes(let pitches, let ticks, _)? = elements.last else { return }
        elements[elements.count - 1] = .notes(pitches, ticks: ticks, isTied: true)
        tied = Dictionary(pitches.map { ($0.step, $0.alteration) }, uniquingKeysWith: { $1 })
    }

    private mutating func readRest(_ cursor: inout ABCCursor) throws(MusicFileError) {
        cursor.skip()
        elements.append(.rest(ticks: try length(&cursor, of: unit)))
    }

    /// Rests of whole bars.
    private mutating func readBars(_ cursor: inout ABCCursor) throws(MusicFileError) {
        cursor.skip()
        let count = try cursor.number() ?? 1
        guard (1...64).contains(count) else {
            throw cursor.fault("a rest has \(count) bars", remedy: "give 1 to 64")
        }
        for index in 0..<count {
            if index > 0 { end(ABCBar()) }
            elements.append(.rest(ticks: metre?.ticks ?? MusicTime.whole))
        }
    }

    private mutating func readNote(_ cursor: inout ABCCursor) throws(MusicFileError) {
        let pitch = try pitch(&cursor)
        let ticks = try length(&cursor, of: unit)
        append([pitch], ticks)
    }

    private mutating func append(_ pitches: [NotePitch], _ ticks: Int) {
        elements.append(.notes(pitches, ticks: ticks, isTied: false))
        tied = [:]
    }

    /// A length behind a note, with what tuplets and broken rhythms make of it.
    private mutating func length(
        _ cursor: inout ABCCursor,
        of ticks: Int
    ) throws(MusicFileError) -> Int {
        let place = cursor
        var (numerator, denominator) = (try cursor.number() ?? 1, 1)
        while cursor.take("/") {
            denominator *= try cursor.number() ?? 2
            guard denominator < 100_000 else { break }
        }
        if let tuplet {
            numerator *= tuplet.numerator
            denominator *= tuplet.denominator
            self.tuplet = tuplet.left > 1 ? tuplet : nil
            self.tuplet?.left -= 1
        }
        if let broken {
            numerator *= broken.numerator
            denominator *= broken.denominator
            self.broken = nil
        }
        guard let result = MusicTime.ticks(numerator, over: denominator, of: ticks) else {
            throw place.fault(
                "a length is 0, longer than 64 whole notes, or too fine to be counted",
                remedy: "write a length such as 2, 3/2 or /2"
            )
        }
        return result
    }

    private mutating func pitch(_ cursor: inout ABCCursor) throws(MusicFileError) -> NotePitch {
        let place = cursor
        var accidental: Int?
        while let sign = ["^": 1, "_": -1, "=": 0][Character(Unicode.Scalar(cursor.next))] {
            accidental = (accidental ?? 0) + sign
            cursor.skip()
        }
        let character = Character(Unicode.Scalar(cursor.next))
        guard let letter = NotePitch.letters.firstIndex(of: Character(character.uppercased())),
            abs(accidental ?? 0) <= 2
        else {
            throw place.fault("an accidental has no note", remedy: "write one such as ^f or =B")
        }
        cursor.skip()
        var octave = character.isLowercase ? 6 : 5
        while [UInt8(ascii: "'"), UInt8(ascii: ",")].contains(cursor.next) {
            octave += cursor.next == UInt8(ascii: "'") ? 1 : -1
            cursor.skip()
            guard (0...10).contains(octave) else {
                throw place.fault("a note is beyond what can be heard", remedy: "take away , or '")
            }
        }
        let step = 7 * octave + letter
        if let accidental { accidentals[letter] = accidental }
        let alteration = accidental ?? tied[step] ?? accidentals[letter]
        return NotePitch(step: step, alteration: alteration ?? key.alteration(ofLetter: letter))
    }

    private mutating func readBracket(_ cursor: inout ABCCursor) throws(MusicFileError) {
        let following = cursor.peek(1)
        if following == UInt8(ascii: "|") { return try readBar(&cursor) }
        cursor.skip()
        if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(following) {
            return try readEnding(&cursor)
        }
        // Remarks before a chord's notes are passed over by the same rules as before notes.
        var pitches: [NotePitch] = []
        var first: Int?
        while !cursor.take("]") {
            switch Character(Unicode.Scalar(cursor.next)) {
            case "A"..."G", "a"..."g", "^", "_", "=":
                pitches.append(try pitch(&cursor))
                let (savedTuplet, savedBroken) = (tuplet, broken)
                (tuplet, broken) = (nil, nil)
                let ticks = try length(&cursor, of: unit)
                (tuplet, broken) = (savedTuplet, savedBroken)
                first = first ?? ticks
            case " ", "-", "~", ".", "(", ")", "+": cursor.skip()
            default:
                throw cursor.fault(
                    "notes that sound at once do not end",
                    remedy: "write them as [CEG]"
                )
            }
            guard pitches.count <= 32 else {
                throw cursor.fault("more than 32 notes sound at once", remedy: "write fewer")
            }
        }
        guard let first else { return }  // Empty brackets.
        append(pitches, try length(&cursor, of: first))
    }

    private mutating func readEnding(_ cursor: inout ABCCursor) throws(MusicFileError) {
        var numbers: [Int] = []
        repeat {
            guard let number = try cursor.number() else { break }
            let last = cursor.take("-") ? try cursor.number() ?? number : number
            guard (1...9).contains(number), (number...9).contains(last) else {
                throw cursor.fault("an ending has no number of 1 to 9", remedy: "write [1 or [2")
            }
            numbers += number...last
        } while cursor.take(",")
        elements.append(.ending(numbers))
    }

    /// A line between bars, however it is drawn.
    private mutating func readBar(_ cursor: inout ABCCursor) throws(MusicFileError) {
        var text = ""
        while [UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "]")].contains(cursor.next)
            || (cursor.next == UInt8(ascii: "[") && cursor.peek(1) == UInt8(ascii: "|"))
        {
            text.append(Character(Unicode.Scalar(cursor.next)))
            cursor.skip()
        }
        end(
            ABCBar(
                endsRepeat: text.hasPrefix(":") && text != ":",
                beginsRepeat: text.hasSuffix(":") && text != ":",
                isDouble: text.count { $0 == "|" || $0 == "]" || $0 == "[" } > 1
            )
        )
        if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(cursor.next) {
            try readEnding(&cursor)
        }
    }

    private mutating func end(_ bar: ABCBar) {
        accidentals = [:]
        guard case .bar(let last)? = elements.last else {
            elements.append(.bar(bar))
            return
        }
        // Lines without anything between them, as in |: || |:, are one.
        elements[elements.count - 1] = .bar(
            ABCBar(
                endsRepeat: last.endsRepeat || bar.endsRepeat,
                beginsRepeat: last.beginsRepeat || bar.beginsRepeat,
                isDouble: last.isDouble || bar.isDouble
            )
        )
    }
}
