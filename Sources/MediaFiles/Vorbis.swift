import CMediaFiles
import Datasets

/// Ogg Vorbis by libvorbisfile.
enum Vorbis {
    static func decode(_ bytes: [UInt8], sampleLimit: Int) throws(SoundError.Problem) -> Sound {
        guard hasLastPage(bytes) else { throw .incomplete(.vorbis) }
        var size = media_sound_size()
        var samples: [Float] = []
        let reason = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe Reason.of { reason in
                guard
                    let vorbis = unsafe media_vorbis_open(
                        input.baseAddress,
                        input.count,
                        &size,
                        reason
                    )
                else { return false }
                defer { unsafe media_vorbis_close(vorbis) }
                return unsafe SoundBlocks.read(into: &samples, limit: sampleLimit) {
                    address,
                    room in
                    unsafe media_vorbis_read(vorbis, address, room, reason)
                }
            }
        }
        if let reason { throw .damaged(.vorbis, reason: reason) }
        guard samples.count <= sampleLimit else { throw .tooLong(limit: sampleLimit) }
        return try Sound.checked(samples, rate: Int(size.rate), .vorbis)
    }

    /// Whether the last page of the file is there as a whole and says that it is the last.
    ///
    /// The library takes a file that was cut off for a shorter one.
    ///
    /// Source: RFC 3533, "The Ogg Encapsulation Format Version 0", section 6.
    private static func hasLastPage(_ bytes: [UInt8]) -> Bool {
        var place = 0
        var isLast = false
        while place + 27 <= bytes.count, bytes[place..<place + 4].elementsEqual("OggS".utf8) {
            let segments = Int(bytes[place + 26])
            guard place + 27 + segments <= bytes.count else { return false }
            let content = bytes[place + 27..<place + 27 + segments].reduce(0) { $0 + Int($1) }
            isLast = bytes[place + 5] & 4 != 0
            place += 27 + segments + content
            guard place <= bytes.count else { return false }
        }
        return isLast
    }
}
