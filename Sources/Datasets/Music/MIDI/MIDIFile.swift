/// Standard MIDI files of one track or of several that sound together.
///
/// Source: "Standard MIDI-File Format Spec. 1.1", MIDI Manufacturers Association, 1999.
public enum MIDIFile {
    /// The last quarter note that is read: music of some fourteen hours.
    static let lastQuarter = 100_000

    /// Reads a file of format 0 or 1.
    ///
    /// Each channel of each track is a voice; drums, which have no pitch, are left out. Tempo, metre and key are the first
    /// that the file says. Times are rounded to whole ticks.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Returns: A piece of at least one note.
    /// - Throws: ``MusicFileError`` with the place.
    public static func decode(_ bytes: [UInt8], file: String) throws(MusicFileError) -> Piece {
        var reader = MIDIBytes(bytes, file: file)
        guard try reader.chunkName() == "MThd" else {
            throw MusicFileError(
                file: file,
                .file,
                "it does not begin as a MIDI file does, with MThd",
                remedy: "give a standard MIDI file"
            )
        }
        let header = try reader.chunk()
        var fields = MIDIBytes(header, file: file)
        let format = try fields.number(2)
        let trackCount = try fields.number(2)
        let division = try fields.number(2)
        guard format <= 1 else {
            throw reader.fault(
                "the file has format \(format), tracks that do not sound together",
                remedy: "save it in format 0 or 1"
            )
        }
        guard (1..<0x8000).contains(division) else {
            throw reader.fault(
                "times are counted in frames of film or not at all",
                remedy: "save it with ticks by quarter note"
            )
        }
        var piece = Piece(voices: [])
        var tempo: Double?
        var found = 0
        while found < trackCount {
            let name = try reader.chunkName()
            let start = reader.offset
            let content = try reader.chunk()
            guard name == "MTrk" else { continue }
            found += 1
            var track = MIDITrackReader(content, at: start + 4, file: file, division: division)
            try track.read()
            piece.voices += track.voices
            tempo = tempo ?? track.tempo
            piece.metre = piece.metre ?? track.metre
            piece.key = piece.key ?? track.key
            if piece.title.isEmpty { piece.title = track.name }
        }
        guard piece.noteCount > 0 else {
            throw MusicFileError(
                file: file,
                .file,
                "there are no notes in it",
                remedy: "give a file in which something sounds"
            )
        }
        piece.tempo = tempo ?? piece.tempo
        return piece
    }
}

/// Bytes of a MIDI file that are read one after another.
struct MIDIBytes {
    private let bytes: [UInt8]
    private let file: String
    /// Where these bytes begin in the file.
    private let start: Int
    private var index = 0

    init(_ bytes: [UInt8], at start: Int = 0, file: String) {
        (self.bytes, self.start, self.file) = (bytes, start, file)
    }

    /// The place in the file of what is read next.
    var offset: Int { start + index }
    var isAtEnd: Bool { index >= bytes.count }

    mutating func byte() throws(MusicFileError) -> UInt8 {
        guard index < bytes.count else {
            throw fault("the file or a track in it ends early", remedy: "copy or save it again")
        }
        defer { index += 1 }
        return bytes[index]
    }

    /// A number below 128, as all data of events are.
    mutating func data() throws(MusicFileError) -> Int {
        let byte = try byte()
        guard byte < 0x80 else {
            throw fault("an event is cut off", remedy: "the file is damaged, copy or save it again")
        }
        return Int(byte)
    }

    mutating func number(_ count: Int) throws(MusicFileError) -> Int {
        var value = 0
        for _ in 0..<count { value = value << 8 | Int(try byte()) }
        return value
    }

    /// A number of variable length: seven bits a byte, at most four.
    mutating func variable() throws(MusicFileError) -> Int {
        var value = 0
        for _ in 0..<4 {
            let byte = try byte()
            value = value << 7 | Int(byte & 0x7F)
            if byte < 0x80 { return value }
        }
        throw fault("a length has more than four bytes", remedy: "the file is damaged")
    }

    mutating func bytes(_ count: Int) throws(MusicFileError) -> [UInt8] {
        guard count <= bytes.count - index else {
            index = bytes.count
            _ = try byte()
            return []
        }
        defer { index += count }
        return Array(bytes[index..<index + count])
    }

    mutating func chunkName() throws(MusicFileError) -> String {
        String(decoding: try bytes(4), as: UTF8.self)
    }

    /// The content of a chunk, behind its name.
    mutating func chunk() throws(MusicFileError) -> [UInt8] {
        try bytes(try number(4))
    }

    func fault(_ problem: String, remedy: String) -> MusicFileError {
        MusicFileError(file: file, .byte(offset), problem, remedy: remedy)
    }
}
