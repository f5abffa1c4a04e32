/// Reads one tune, line by line: fields until the key, then notes.
struct ABCTuneReader {
    let file: String
    private var number = 1
    private var title = ""
    private var metre: Metre? = .common
    private var unit: Int?
    private var key: MusicKey?
    private var tempo: (ticks: Int?, perMinute: Double)?
    /// The voices that have begun, and what each has so far.
    private var voices: [(name: String, notes: ABCNotesReader)] = []
    private var voice = 0

    init(file: String) { self.file = file }

    /// Reads a line of the tune.
    mutating func read(_ line: Substring, number: Int) throws(MusicFileError) {
        let content = line.trimmed
        guard !content.hasPrefix("%") else { return }
        if ABCFile.isField(content) {
            let value = String(content.dropFirst(2).prefix { $0 != "%" }.trimmed)
            try read(field: content.first ?? " ", value, .line(number))
            return
        }
        guard key != nil else {
            // Free text before the key is allowed in old files.
            return
        }
        try begin(.line(number))
        var cursor = ABCCursor(content: line, line: number, file: file)
        while !cursor.isAtEnd {
            if let field = try cursor.inlineField() {
                try read(field: field.name, field.value, cursor.place)
            } else {
                try voices[voice].notes.readNext(&cursor)
            }
        }
        try voices[voice].notes.endLine(cursor.place)
    }

    /// The tune, now that it has ended; nil where it has no notes.
    func finished(line: Int) throws(MusicFileError) -> ABCTune? {
        guard let key else {
            throw MusicFileError(
                file: file,
                .line(line),
                "the tune before this line has no key",
                remedy: "add a line such as K:G before its notes"
            )
        }
        let read = voices.map { ABCTune.Voice(name: $0.name, elements: $0.notes.elements) }
        var tune = ABCTune(key: startKey ?? key, metre: startMetre, voices: read)
        guard tune.noteCount > 0 else { return nil }
        tune.number = number
        tune.title = title
        if let tempo {
            let ticks = tempo.ticks ?? startMetre?.beatTicks ?? MusicTime.quarter
            tune.tempo = tempo.perMinute * Double(ticks) / Double(MusicTime.quarter)
        }
        return tune
    }

    private var startMetre: Metre? = .common
    private var startKey: MusicKey?

    /// Lets the first voice begin, once the notes do.
    private mutating func begin(_ place: MusicFileError.Place) throws(MusicFileError) {
        if voices.isEmpty { try select(voice: "", place) }
    }

    private mutating func select(
        voice name: String,
        _ place: MusicFileError.Place
    ) throws(MusicFileError) {
        if let index = voices.firstIndex(where: { $0.name == name }) {
            voice = index
            return
        }
        guard voices.count < 64 else {
            throw MusicFileError(
                file: file,
                place,
                "there are more than 64 voices",
                remedy: "write the tune with fewer"
            )
        }
        if voices.isEmpty { (startMetre, startKey) = (metre, key) }
        voices.append(
            (
                name,
                ABCNotesReader(
                    file: file,
                    unit: unit ?? Self.usualUnit(metre),
                    metre: startMetre,
                    key: startKey ?? .cMajor
                )
            )
        )
        voice = voices.count - 1
    }

    /// A sixteenth where a bar is shorter than three quarters, otherwise an eighth.
    private static func usualUnit(_ metre: Metre?) -> Int {
        guard let metre, 4 * metre.beats < 3 * metre.unit else { return MusicTime.whole / 8 }
        return MusicTime.whole / 16
    }

    private mutating func read(
        field: Character,
        _ value: String,
        _ place: MusicFileError.Place
    ) throws(MusicFileError) {
        func fault(_ problem: String, _ remedy: String) -> MusicFileError {
            MusicFileError(file: file, place, problem, remedy: remedy)
        }
        switch field {
        case "X": number = Int(value) ?? 1
        case "T": if title.isEmpty { title = value }
        case "M":
            let isFree = value.isEmpty || value.lowercased() == "none"
            metre = isFree ? nil : Metre(String(value.prefix { !$0.isWhitespace }))
            guard isFree || metre != nil else {
                throw fault(
                    "M:\(short(value)) is no metre",
                    "write one such as M:6/8, M:C or M:none"
                )
            }
            if !voices.isEmpty { voices[voice].notes.change(metre: metre) }
        case "L":
            let parts = value.split(separator: "/", omittingEmptySubsequences: false)
            let numbers = parts.map { Int($0.trimmed) }
            guard (1...2).contains(numbers.count), let first = numbers[0],
                let denominator = numbers.count == 2 ? numbers[1] : 1,
                let ticks = MusicTime.ticks(first, over: denominator), ticks <= MusicTime.whole
            else { throw fault("L:\(short(value)) is no length", "write one such as L:1/8") }
            unit = ticks
            if !voices.isEmpty { voices[voice].notes.unit = ticks }
        case "K":
            // A key may name a clef only, or nothing at all.
            let isNone = ["", "none", "HP", "Hp"].contains(value) || value.hasPrefix("clef")
            guard let found = isNone ? (key ?? .cMajor) : MusicKey(value) else {
                throw fault("K:\(short(value)) is no key", "write one such as K:G, K:F#m or K:Ddor")
            }
            key = found
            if !voices.isEmpty { voices[voice].notes.change(key: found) }
        case "Q": tempo = Self.tempo(value) ?? tempo
        case "V":
            let name = value.prefix { !$0.isWhitespace }
            guard !name.isEmpty else { throw fault("V: names no voice", "write V:1") }
            // In the header voices are only announced.
            if key != nil { try select(voice: String(name), place) }
        default: break
        }
    }

    /// A tempo such as `1/4=120`, or an old one such as `120`; nil where it is said in words.
    private static func tempo(_ value: String) -> (ticks: Int?, perMinute: Double)? {
        let plain = value.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
        let parts = plain.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed)
        guard let last = parts.last, let number = Double(last), (1...1000).contains(number) else {
            return nil
        }
        guard parts.count == 2 else { return (nil, number) }
        let fraction = parts[0].split(separator: "/").map { Int($0.trimmed) }
        guard fraction.count == 2, let first = fraction[0], let second = fraction[1],
            let ticks = MusicTime.ticks(first, over: second)
        else { return (nil, number) }
        return (ticks, number)
    }

    private func short(_ text: String) -> String { String(text.prefix(20)) }
}
