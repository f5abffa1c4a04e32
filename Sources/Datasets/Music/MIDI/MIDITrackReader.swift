/// Reads the events of one track.
struct MIDITrackReader {
    private var bytes: MIDIBytes
    private let division: Int
    private var time = 0
    /// What sounds: when each note of a channel began, several times where it was struck again.
    private var sounding: [[Int: [Int]]] = Array(repeating: [:], count: 16)
    private var notes: [[Piece.Note]] = Array(repeating: [], count: 16)

    private(set) var name = ""
    private(set) var tempo: Double?
    private(set) var metre: Metre?
    private(set) var key: MusicKey?

    init(_ content: [UInt8], at start: Int, file: String, division: Int) {
        bytes = MIDIBytes(content, at: start, file: file)
        self.division = division
    }

    /// The channel whose notes are drums.
    private static let drums = 9

    /// The notes of each channel that has any, by onset.
    var voices: [[Piece.Note]] {
        notes.indices.filter { $0 != MIDITrackReader.drums && !notes[$0].isEmpty }.map { channel in
            notes[channel].sorted { ($0.onset, $0.pitch) < ($1.onset, $1.pitch) }
        }
    }

    mutating func read() throws(MusicFileError) {
        var status = 0
        while !bytes.isAtEnd {
            time += try bytes.variable()
            guard time <= division * MIDIFile.lastQuarter else {
                throw bytes.fault(
                    "an event comes later than after 100,000 quarter notes",
                    remedy: "the file is damaged, copy or save it again"
                )
            }
            var peeked = bytes
            let first = Int(try peeked.byte())
            if first >= 0x80 {
                bytes = peeked
                status = first
            }
            switch status {
            case 0x80..<0xF0: try readChannelEvent(status)
            case 0xF0, 0xF7:
                _ = try bytes.bytes(try bytes.variable())
                status = 0
            case 0xFF:
                let isLast = try readMeta()
                status = 0
                if isLast {
                    endAll()
                    return
                }
            default:
                throw bytes.fault(
                    "an event has no status",
                    remedy: "the file is damaged, copy or save it again"
                )
            }
        }
        endAll()
    }

    private mutating func readChannelEvent(_ status: Int) throws(MusicFileError) {
        let channel = status & 0x0F
        switch status & 0xF0 {
        case 0x90:
            let pitch = try bytes.data()
            let velocity = try bytes.data()
            if velocity > 0 {
                sounding[channel][pitch, default: []].append(time)
            } else {
                end(pitch, channel)
            }
        case 0x80:
            let pitch = try bytes.data()
            _ = try bytes.data()
            end(pitch, channel)
        case 0xC0, 0xD0: _ = try bytes.data()
        default:
            _ = try bytes.data()
            _ = try bytes.data()
        }
    }

    private mutating func end(_ pitch: Int, _ channel: Int) {
        guard let begun = sounding[channel][pitch]?.first else { return }
        sounding[channel][pitch]?.removeFirst()
        let onset = ticks(begun)
        guard ticks(time) > onset else { return }
        notes[channel].append(
            Piece.Note(onset: onset, duration: ticks(time) - onset, pitch: pitch)
        )
    }

    /// Ends what still sounds where the track ends.
    private mutating func endAll() {
        for channel in sounding.indices {
            for (pitch, begun) in sounding[channel] {
                for _ in begun { end(pitch, channel) }
            }
        }
    }

    private func ticks(_ time: Int) -> Int { (time * MusicTime.quarter + division / 2) / division }

    /// Reads what is no sound; whether the track ends with it.
    private mutating func readMeta() throws(MusicFileError) -> Bool {
        let kind = try bytes.data()
        let content = try bytes.bytes(try bytes.variable())
        switch kind {
        case 0x2F: return true
        case 0x03 where name.isEmpty: name = String(decoding: content.prefix(200), as: UTF8.self)
        case 0x51 where content.count == 3 && tempo == nil:
            let microseconds = content.reduce(0) { $0 << 8 | Int($1) }
            if microseconds > 0 { tempo = min(max(60e6 / Double(microseconds), 1), 1000) }
        case 0x58 where content.count >= 2 && metre == nil && content[1] <= 6:
            metre = Metre(Int(content[0]), 1 << Int(content[1]))
        case 0x59 where content.count == 2 && key == nil:
            let fifths = Int(Int8(bitPattern: content[0]))
            key = MusicKey(fifths: fifths, mode: content[1] == 1 ? .minor : .major)
        default: break
        }
        return false
    }
}
