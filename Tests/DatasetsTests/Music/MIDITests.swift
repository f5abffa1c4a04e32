import Computation
import Datasets
import Foundation
import TestSupport
import Testing

@Suite("MIDI files")
struct MIDITests {
    static func piece() throws -> Piece {
        try ABCFile.tunes(of: ABCTests.jig, file: "jig.abc")[0].piece
    }

    /// A file of format 0 by hand: running status, a note struck anew, an end by velocity 0, a drum.
    static let byHand: [UInt8] =
        Array("MThd".utf8) + [0, 0, 0, 6, 0, 0, 0, 1, 0, 96] + Array("MTrk".utf8)
        + [0, 0, 0, 46]
        + [0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 3, 2, 24, 8]
        + [0, 0xFF, 0x59, 2, 0xFF, 1, 0, 0x90, 60, 100, 96, 60, 0, 0, 62, 80, 0x81, 0x40, 62, 0]
        + [0, 0x99, 35, 90, 10, 0xFF, 0x2F, 0]

    @Test("A file by hand says what it says")
    func reading() throws {
        var bytes = Self.byHand
        bytes[21] = UInt8(bytes.count - 22)
        let piece = try MIDIFile.decode(bytes, file: "hand.mid")
        let quarter = MusicTime.quarter
        #expect(
            piece.voices == [
                [
                    Piece.Note(onset: 0, duration: quarter, pitch: 60),
                    Piece.Note(onset: quarter, duration: 2 * quarter, pitch: 62),
                ]
            ]
        )
        #expect(piece.tempo == 120 && piece.metre == Metre(3, 4))
        #expect(piece.key.map { "\($0)" } == "Dm")
    }

    @Test("A piece comes back")
    func roundTrip() throws {
        let piece = try Self.piece()
        let read = try MIDIFile.decode(MIDIFile.encode(piece, chords: false), file: "x")
        #expect(
            read.voices
                == piece.voices.map { $0.sorted { ($0.onset, $0.pitch) < ($1.onset, $1.pitch) } }
        )
        #expect(read.key == piece.key && read.metre == piece.metre && read.title == piece.title)
        let accompanied = try MIDIFile.decode(MIDIFile.encode(piece), file: "x")
        #expect(accompanied.voices.count == 2)
    }

    @Test("What is no MIDI file is said in a line")
    func faults() throws {
        let good = MIDIFile.encode(try Self.piece())
        func message(_ bytes: [UInt8]) -> String {
            do {
                _ = try MIDIFile.decode(bytes, file: "x.mid")
                return ""
            } catch {
                return error.description
            }
        }
        #expect(message(Array("RIFFxxxx".utf8)).contains("does not begin as a MIDI file"))
        #expect(message(Array(good.dropLast(5))).contains("ends early"))
        var other = good
        other[9] = 2
        #expect(message(other).contains("format 2"))
        other = good
        other[12] = 0xE8
        #expect(message(other).contains("frames of film"))
        #expect(message(MIDIFile.encode(Piece(voices: []))).contains("no notes"))
    }

    @Test("Thousands of damaged files end in an error or in a piece, never in a trap")
    func mutations() throws {
        let good = MIDIFile.encode(try Self.piece())
        var stream = RandomStream(seed: 4, for: "mutations")
        for _ in 0..<5_000 {
            var bytes = good
            for _ in 0...stream.integer(below: 5) {
                bytes[stream.integer(below: bytes.count)] = UInt8(stream.integer(below: 256))
            }
            bytes.removeLast(stream.integer(below: 4) == 0 ? stream.integer(below: bytes.count) : 0)
            guard let piece = try? MIDIFile.decode(bytes, file: "x") else { continue }
            _ = ChoraleFile.rows(of: piece, limit: 1_000)
            _ = MIDIFile.encode(piece)
        }
    }

    @Test("mido reads the same notes")
    func mido() async throws {
        let python =
            ProcessInfo.processInfo.environment["NN_PYTHON"] ?? InstalledProgram.path("python3")
            ?? ""
        guard
            try await ChildProcess(python.isEmpty ? "/bin/false" : python, ["-c", "import mido"])
                .status == 0
        else { return }
        let piece = try Self.piece()
        try await withTemporaryFolder { folder in
            let file = folder + "/tune.mid"
            try Data(MIDIFile.encode(piece, chords: false)).write(to: URL(filePath: file))
            let program = """
                import mido, sys
                midi = mido.MidiFile(sys.argv[1])
                print(midi.type, midi.ticks_per_beat)
                time = 0
                for message in midi.tracks[1]:
                    time += message.time
                    if message.type in ("note_on", "note_off"):
                        print(message.type, time, message.note)
                """
            let lines = try await ChildProcess(python, ["-c", program, file]).lines
            let ticks = try #require(lines.first?.split(separator: " ").last.flatMap { Int($0) })
            let begun = lines.filter { $0.hasPrefix("note_on") }.map { line in
                line.split(separator: " ").dropFirst().compactMap { Int($0) }
            }
            #expect(
                begun == piece.voices[0].map { [$0.onset * ticks / MusicTime.quarter, $0.pitch] }
            )
        }
    }
}
