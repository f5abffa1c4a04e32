import Computation
import Datasets
import TestSupport
import Testing

@Suite("Chorales as tables, events of voices, sound and pictures")
struct ChoraleTests {
    static let rows = [[72, 67], [72, 67], [74, 67], [74, 0], [74, 65]]

    @Test("Rows come back, and what stays is held")
    func rows() throws {
        let text = ChoraleFile.text(of: Self.rows)
        #expect(text.hasPrefix("note0,note1\n72,67\n"))
        #expect(try ChoraleFile.rows(of: text, file: "x") == Self.rows)
        let piece = ChoraleFile.piece(of: Self.rows)
        #expect(piece.voices.map(\.count) == [2, 2])
        #expect(ChoraleFile.rows(of: piece) == Self.rows)
    }

    @Test(
        "Each fault has its line",
        arguments: [
            ("", "x.csv: there are no rows"), ("note0\n", "x.csv: there are no rows"),
            ("a,b\n1,2\n", "x.csv: line 1: the first line is not the names of voices"),
            ("note0,note1\n1\n", "x.csv: line 2: there are 1 cells for 2 voices"),
            ("note0\n\n128\n", "x.csv: line 3: \"128\" is no note"),
        ]
    )
    func faults(text: String, beginning: String) {
        let error = #expect(throws: MusicFileError.self) {
            try ChoraleFile.rows(of: text, file: "x.csv")
        }
        #expect(error?.description.hasPrefix(beginning) == true, "\(error?.description ?? "")")
    }

    @Test("Damaged tables end in an error or in rows, never in a trap")
    func mutations() {
        var stream = RandomStream(seed: 5, for: "mutations")
        let good = Array(ChoraleFile.text(of: Self.rows).utf8)
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0...stream.integer(below: 3) {
                bytes[stream.integer(below: bytes.count)] = UInt8(stream.integer(below: 128))
            }
            _ = try? ChoraleFile.rows(of: String(decoding: bytes, as: UTF8.self), file: "x")
        }
    }

    @Test("Events of voices come back, and can be moved")
    func events() {
        let events = VoiceEvents(voices: 2)
        let tokens = events.tokens(of: Self.rows)
        #expect(events.rows(of: tokens) == Self.rows && tokens.last == events.end)
        #expect(events.noteCount(tokens) == 4)
        let moved = events.rows(of: events.tokens(of: Self.rows, movedBy: 2))
        #expect(moved == Self.rows.map { $0.map { $0 > 0 ? $0 + 2 : 0 } })
        // What was written is what may be written.
        var last: Int32?
        for token in tokens {
            #expect(events.allows(token, after: last))
            last = token
        }
        #expect(!events.allows(events.end, after: tokens[0]))
    }

    @Test("Sound begins with what sounds, and its file says how long it is")
    func sound() throws {
        var synthesiser = Synthesiser()
        synthesiser.rate = 8_000
        let samples = synthesiser.samples(of: ChoraleFile.piece(of: Self.rows))
        let loudest = try #require(samples.map(abs).max())
        #expect(abs(loudest - 0.9) < 1e-3)
        let file = WAVFile.encode(samples, rate: 8_000)
        #expect(file.count == 44 + 2 * samples.count && file.starts(with: Array("RIFF".utf8)))
        #expect(Array(file[24..<28]) == [0x40, 0x1F, 0, 0])
    }

    @Test("A picture has every note")
    func picture() {
        let svg = PianoRoll(ChoraleFile.piece(of: Self.rows)).svg
        #expect(svg.split(separator: "rx=\"2\"").count - 1 == 4)
    }

    @Test("Copied runs are found in any key")
    func copies() {
        let notes = (0..<20).map {
            Piece.Note(onset: $0, duration: 1 + $0 % 3, pitch: 60 + $0 * 7 % 12)
        }
        let runs = NoteRuns([notes])
        let moved = notes[5..<15].map {
            Piece.Note(onset: $0.onset, duration: $0.duration, pitch: $0.pitch + 3)
        }
        #expect(runs.longestRun(of: Array(moved)) == 10)
        #expect(runs.longestRun(of: Array(moved.reversed())) == 0)
        #expect(runs.longestRun(of: Array(notes.prefix(3))) == 0)
    }
}
