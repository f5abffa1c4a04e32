/// The formats of recordings that are read, told apart by how a file begins, not by its name.
public enum SoundFormat: String, Hashable, Sendable, CaseIterable {
    /// RIFF WAVE: whole numbers of 8, 16, 24 or 32 bits, or floating point of 32 or 64.
    case wav = "WAV"
    /// The Free Lossless Audio Codec.
    case flac = "FLAC"
    /// Vorbis in Ogg.
    case vorbis = "Ogg Vorbis"

    /// The endings that names of such files have.
    public static let endings = ["wav", "wave", "flac", "ogg", "oga"]

    /// The format of a file that begins with these bytes.
    public init?(beginning bytes: [UInt8]) {
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVE".utf8) {
            self = .wav
        } else if bytes.starts(with: "fLaC".utf8) {
            self = .flac
        } else if bytes.starts(with: "OggS".utf8),
            bytes.dropFirst(28).starts(with: "\u{1}vorbis".utf8)
        {
            self = .vorbis
        } else {
            return nil
        }
    }

    /// What a file that is not read seems to be, for the words of an error.
    static func nameOfOther(beginning bytes: [UInt8]) -> String? {
        let others: [(offset: Int, text: String, name: String)] = [
            (0, "ID3", "an MP3 recording"), (0, "FORM", "an AIFF recording"),
            (4, "ftyp", "an MP4 or M4A recording or a film"), (28, "OpusHead", "an Opus recording"),
            (0, "OggS", "an Ogg file without Vorbis"), (0, "RF64", "an RF64 recording"),
            (0, ".snd", "an AU recording"), (0, "caff", "a CAF recording"),
            (0, "#!AMR", "an AMR recording"), (0, "MThd", "a MIDI file, which holds notes"),
        ]
        let match = others.first { bytes.dropFirst($0.offset).starts(with: $0.text.utf8) }
        if let match { return match.name }
        let isMP3 = bytes.count > 1 && bytes[0] == 0xFF && bytes[1] & 0xE6 == 0xE2
        return isMP3 ? "an MP3 recording" : nil
    }
}
