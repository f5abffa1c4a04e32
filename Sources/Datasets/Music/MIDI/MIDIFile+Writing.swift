extension MIDIFile {
    /// The bytes of a file of format 1: what holds for all in a first track, then a track for each voice and one for the
    /// chords.
    ///
    /// - Parameters:
    ///   - piece: The piece; notes beyond 0 to 127 are left out.
    ///   - chords: Whether chord symbols are struck as an accompaniment.
    ///   - instrument: The program of General MIDI that plays, from 0, a piano.
    /// - Returns: The whole file.
    public static func encode(_ piece: Piece, chords: Bool = true, instrument: Int = 0) -> [UInt8] {
        let accompaniment = chords ? piece.accompaniment : []
        let notes = piece.voices + [accompaniment]
        // The usual 480 to a quarter, where all times are whole so.
        let isCoarse = notes.joined().allSatisfy { $0.onset % 21 == 0 && $0.duration % 21 == 0 }
        let step = isCoarse ? 21 : 1
        var tracks = [head(of: piece)]
        for (index, voice) in piece.voices.enumerated() {
            // Channel 10 is for drums.
            let channel = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14][index % 14]
            tracks.append(
                track(voice, channel, name: "voice \(index + 1)", step, 100, instrument)
            )
        }
        if !accompaniment.isEmpty {
            tracks.append(track(accompaniment, 15, name: "chords", step, 56, instrument))
        }
        return chunk(
            "MThd",
            bytes(1, 2) + bytes(tracks.count, 2) + bytes(MusicTime.quarter / step, 2)
        ) + tracks.flatMap { chunk("MTrk", $0) }
    }

    private static func head(of piece: Piece) -> [UInt8] {
        var track = meta(0x03, Array(piece.title.utf8.prefix(1_000)))
        let tempo = piece.tempo.isFinite ? min(max(piece.tempo, 4), 1000) : 120
        track += meta(0x51, bytes(Int((60e6 / tempo).rounded()), 3))
        if let metre = piece.metre {
            let power = UInt8(metre.unit.trailingZeroBitCount)
            track += meta(0x58, [UInt8(metre.beats), power, 24, 8])
        }
        if let key = piece.key {
            let fifths = UInt8(bitPattern: Int8(min(max(key.fifths, -7), 7)))
            track += meta(0x59, [fifths, key.mode == .minor ? 1 : 0])
        }
        return track + meta(0x2F, [])
    }

    private static func track(
        _ notes: [Piece.Note],
        _ channel: Int,
        name: String,
        _ step: Int,
        _ velocity: UInt8,
        _ instrument: Int
    ) -> [UInt8] {
        // Of what happens at once, ends come first, so that a note can be struck again.
        var events: [(time: Int, isOn: Bool, pitch: Int)] = []
        for note in notes
        where (0...127).contains(note.pitch) && note.duration > 0 && note.onset >= 0 {
            events.append((note.onset / step, true, note.pitch))
            events.append((note.end / step, false, note.pitch))
        }
        events.sort {
            ($0.time, $0.isOn ? 1 : 0, $0.pitch) < ($1.time, $1.isOn ? 1 : 0, $1.pitch)
        }
        var track = meta(0x03, Array(name.utf8))
        track += [0, 0xC0 | UInt8(channel), UInt8(min(max(instrument, 0), 127))]
        var time = 0
        for event in events {
            track += variable(event.time - time)
            time = event.time
            track += [
                (event.isOn ? 0x90 : 0x80) | UInt8(channel), UInt8(event.pitch),
                event.isOn ? velocity : 0,
            ]
        }
        return track + meta(0x2F, [])
    }

    private static func meta(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0, 0xFF, kind] + variable(content.count) + content
    }

    private static func chunk(_ name: StaticString, _ content: [UInt8]) -> [UInt8] {
        Array("\(name)".utf8) + bytes(content.count, 4) + content
    }

    private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// Seven bits a byte, the highest bit where more follow.
    static func variable(_ number: Int) -> [UInt8] {
        var bytes = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }
}

extension Piece {
    /// The chords as notes: each lasts until the next, and is struck anew with each bar.
    public var accompaniment: [Note] {
        let end = duration
        let bar = (metre ?? .common).ticks
        var notes: [Note] = []
        for (index, chord) in chords.enumerated() {
            let next = index + 1 < chords.count ? chords[index + 1].onset : end
            var time = chord.onset
            while time < min(next, end) {
                let untilBar = bar - ((time - pickup) % bar + bar) % bar
                let duration = min(untilBar, min(next, end) - time)
                notes += chord.symbol.midi.map { Note(onset: time, duration: duration, pitch: $0) }
                time += duration
            }
        }
        return notes
    }
}
