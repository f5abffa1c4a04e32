import Computation
import Datasets
import TestSupport
import Testing

@Suite("Tunes in ABC notation")
struct ABCTests {
    static let jig = """
        X:7
        T:The Test Jig
        M:6/8
        L:1/8
        K:D
        A|:"D"d2e f^ef|"A7"(3gfe c>B {ag}A-A|"D"[DF]3 z3:|
        %a remark
        "G"B3 |1 "D"A3 d2:|2 A3 d2||
        """

    private func tune(_ body: String, head: String = "M:4/4\nL:1/8\nK:C") throws -> ABCTune {
        try ABCFile.tunes(of: "X:1\nT:t\n\(head)\n\(body)\n", file: "t.abc")[0]
    }

    private func notes(_ tune: ABCTune) -> [[Int]] {
        tune.voices[0].elements.compactMap { element in
            guard case .notes(let pitches, let ticks, _) = element else { return nil }
            return pitches.map(\.midi) + [ticks * 8 / MusicTime.whole]
        }
    }

    @Test("Notes have the pitch and the length that they are written with")
    func reading() throws {
        #expect(
            try notes(tune("C c c' C, B2 e4 f8")) == [
                [60, 1], [72, 1], [84, 1], [48, 1], [71, 2], [76, 4], [77, 8],
            ]
        )
        let fine = try tune("c/ c// c3/2 c/4 a>b a<b")
        let ticks = fine.voices[0].elements.map { $0.ticks * 32 / MusicTime.whole }
        #expect(ticks == [2, 1, 6, 1, 6, 2, 2, 6])
    }

    @Test("Accidentals hold to the end of the bar, in all octaves; ties take them across")
    func accidentals() throws {
        let tune = try tune("^f F =f f|f", head: "M:4/4\nL:1/8\nK:C")
        #expect(notes(tune).map { $0[0] } == [78, 66, 77, 77, 77])
        let tied = try self.tune("^f4-|f f|", head: "M:4/4\nL:1/8\nK:C")
        #expect(notes(tied).map { $0[0] } == [78, 78, 77])
        #expect(try notes(self.tune("FB", head: "M:4/4\nL:1/8\nK:Bb")).map { $0[0] } == [65, 70])
    }

    @Test("Triplets take the time of two")
    func triplets() throws {
        let tune = try tune("(3abc d (3:2:2a2b")
        let lengths = tune.voices[0].elements.map { 24 * $0.ticks / MusicTime.whole }
        #expect(lengths == [2, 2, 2, 3, 4, 2])
    }

    @Test("A tune is read whole, is written in one form, and comes back")
    func roundTrip() throws {
        let read = try ABCFile.tunes(of: Self.jig, file: "jig.abc")[0]
        #expect(read.title == "The Test Jig" && read.metre == Metre(6, 8) && "\(read.key)" == "D")
        let again = try ABCFile.tunes(of: read.text, file: "again.abc")[0]
        #expect(again.voices == read.voices && again.key == read.key && again.number == 7)
        #expect(again.text == read.text)
    }

    @Test("Repeats are played, each time with its own ending")
    func repeats() throws {
        let names = [0: "C", 2: "D", 4: "E", 5: "F", 7: "G"]
        let pitches = { (body: String) in
            try tune(body).piece.voices[0].map { names[$0.pitch % 12] ?? "?" }.joined()
        }
        #expect(try pitches("|:C8:|D8|") == "CCD")
        #expect(try pitches("C8|:D8|[1E8:|[2F8||G8|") == "CDEDFG")
        #expect(try pitches("C8:|D8:|") == "CCDD")
        #expect(try pitches("|:C8::D8:|") == "CCDD")
        #expect(try pitches("|:C8|1D8:|2E8:|F8|") == "CDCEF")
    }

    @Test("Tied notes are one, and chords stand where they are written")
    func piece() throws {
        let piece = try tune("\"C\"C4-C4-|C8|\"G7\"z4 [DF]4|").piece
        let whole = MusicTime.whole
        #expect(piece.voices[0].map(\.duration) == [2 * whole, whole / 2, whole / 2])
        #expect(piece.chords.map(\.onset) == [0, 2 * whole])
        #expect(piece.chords[1].symbol.midi == [36 + 7, 50, 53, 55, 59].sorted())
    }

    @Test(
        "Bars add up by the customs of ABC",
        arguments: [
            ("C8|D8|", true), ("C8|D7|", false), ("C8|D9|E8|", false),
            ("G2|C8|D6|", true), ("G2|C8|D5|", false), ("G2|C8|D6:|:A2|C8|D6:|", true),
            ("G2|:C8|[1D6G2:|[2D6||", true), ("C4|D4|E8|F8|", false), ("C8|D8", true),
        ]
    )
    func bars(body: String, addsUp: Bool) throws {
        let tune = try tune(body)
        #expect(tune.addsUp == addsUp, "\(tune.barFaults)")
    }

    @Test("Keys are moved, and tunes with them")
    func keys() throws {
        let read = try ABCFile.tunes(of: Self.jig, file: "jig.abc")[0]
        let plain = read.withoutSigns
        let home = try #require(MusicKey("D"))
        #expect("\(plain.key)" == "C" && plain.moved(to: home) == read)
        #expect(plain.piece.voices[0].map(\.pitch) == read.piece.voices[0].map { $0.pitch - 2 })
        for name in ["C", "F#m", "Bb", "Ddor", "Emix", "C#", "Abm"] {
            let key = try #require(MusicKey(name))
            #expect("\(key)" == name && MusicKey(fifths: key.fifths, mode: key.mode) == key)
        }
        #expect(MusicKey("H") == nil && MusicKey("G#") == nil)
    }

    @Test("A piece is cut into bars")
    func writing() throws {
        let quarter = MusicTime.quarter
        var piece = Piece(voices: [
            [
                Piece.Note(onset: 0, duration: quarter, pitch: 60),
                Piece.Note(onset: 3 * quarter, duration: 3 * quarter, pitch: 66),
            ]
        ])
        (piece.metre, piece.key) = (.common, MusicKey("G"))
        let tune = ABCTune(piece)
        #expect(tune.addsUp)
        #expect(ABCTune.body(tune.voices[0].elements, in: tune.key) == "C2z4F2-|F4z4||")
        #expect(tune.piece.voices == piece.voices)
    }

    @Test(
        "Each fault has its line",
        arguments: [
            ("", "t.abc: there is no tune in it; "),
            ("X:1\nT:t\n", "t.abc: line 3: the tune before this line has no key; "),
            ("X:1\nK:Q\nabc\n", "t.abc: line 2: K:Q is no key; "),
            ("X:1\nM:6/7\nK:C\nabc\n", "t.abc: line 2: M:6/7 is no metre; "),
            ("X:1\nL:0\nK:C\nabc\n", "t.abc: line 2: L:0 is no length; "),
            ("X:1\nK:C\nab?c\n", "t.abc: line 3, column 3: the character ? is none of ABC's"),
            ("X:1\nK:C\na[bc\n", "t.abc: line 3, column 5: notes that sound at once do not end"),
            ("X:1\nK:C\n\"Am\n", "t.abc: line 3, column 2: a quote does not end"),
            ("X:1\nK:C\na0\n", "t.abc: line 3, column 2: a length is 0, "),
            ("X:1\nK:C\na99999\n", "t.abc: line 3, column 6: a number has more than four digits"),
            ("X:1\nK:C\n^|\n", "t.abc: line 3, column 1: an accidental has no note"),
            ("X:1\nK:C\na&b\n", "t.abc: line 3, column 2: notes laid over others"),
            ("X:1\nK:C\n>b\n", "t.abc: line 3, column 1: a broken rhythm has no note before it"),
        ]
    )
    func faults(text: String, beginning: String) {
        let error = #expect(throws: MusicFileError.self) {
            try ABCFile.tunes(of: text, file: "t.abc")
        }
        let line = error?.description ?? ""
        #expect(line.hasPrefix(beginning) && !line.contains("\n"), "\(line)")
    }

    @Test("A tune that cannot be read does not keep the others from it")
    func readable() {
        let (tunes, problems) = ABCFile.readable(
            in: "X:1\nK:C\nabc|\n\nX:2\nK:C\na?\nb\n\nX:3\nK:G\ndef|\n",
            file: "t.abc"
        )
        #expect(tunes.map(\.number) == [1, 3] && problems.count == 1)
    }

    @Test("Thousands of damaged tunes end in an error or in a tune, never in a trap")
    func mutations() {
        var stream = RandomStream(seed: 3, for: "mutations")
        let good = Array(Self.jig.utf8)
        let signs = Array("|:[]\"(3{}^_='<>-/19zZXKMLV%&\n".utf8)
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0...stream.integer(below: 4) {
                let place = stream.integer(below: bytes.count)
                bytes[place] = signs[stream.integer(below: signs.count)]
            }
            bytes.removeLast(stream.integer(below: bytes.count))
            let text = String(decoding: bytes, as: UTF8.self)
            for tune in ABCFile.readable(in: text, file: "t.abc").tunes {
                _ = tune.barFaults
                _ = tune.withoutSigns.text
                _ = PianoRoll(tune.piece).svg.count
            }
        }
    }

    @Test(
        "Nottingham's tunes are read, and nearly all add up",
        .enabled(if: DataFolder.item("music/nottingham/jigs.abc") != nil, "\(DataFolder.missing)")
    )
    func nottingham() throws {
        let folder = try #require(DataFolder.item("music/nottingham"))
        let collection = try MusicCollection(contentsOf: folder)
        #expect(collection.tunes.count > 1_030 && collection.problems.count < 5)
        let written = collection.tunes.compactMap(\.notation)
        #expect(Double(written.count(where: \.addsUp)) > 0.96 * Double(written.count))
        for tune in written.prefix(100) {
            let again = try ABCFile.tunes(of: tune.text, file: tune.title)[0]
            #expect(again.voices == tune.voices)
        }
    }
}
