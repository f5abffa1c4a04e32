import CMediaFiles
import Datasets

/// FLAC by libFLAC.
enum FLAC {
    static func decode(_ bytes: [UInt8], sampleLimit: Int) throws(SoundError.Problem) -> Sound {
        var size = media_sound_size()
        var samples: [Float] = []
        let reason = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe Reason.of { reason in
                guard
                    let flac = unsafe media_flac_open(input.baseAddress, input.count, &size, reason)
                else { return false }
                defer { unsafe media_flac_close(flac) }
                guard size.samples <= sampleLimit else { return true }
                return unsafe SoundBlocks.read(into: &samples, limit: sampleLimit) {
                    address,
                    room in
                    unsafe media_flac_read(flac, address, room, reason)
                }
            }
        }
        guard size.samples <= sampleLimit, samples.count <= sampleLimit else {
            throw .tooLong(limit: sampleLimit)
        }
        let isShort = size.samples > 0 && samples.count < size.samples
        if let reason {
            // What is cut off in the middle of a block looks damaged just at its end.
            throw isShort && reason.contains("LOST_SYNC")
                ? .incomplete(.flac) : .damaged(.flac, reason: reason)
        }
        guard !isShort else { throw .incomplete(.flac) }
        return try Sound.checked(samples, rate: Int(size.rate), .flac)
    }
}

/// Samples that a C library gives block by block.
enum SoundBlocks {
    /// Appends blocks until there are no more, or more than a limit.
    ///
    /// - Parameters:
    ///   - samples: What is appended to.
    ///   - limit: After more samples than these it ends.
    ///   - next: Fills the memory at an address with as many samples as there is room for at most, and gives
    ///     their number, 0 at the end, −1 where that fails.
    /// - Returns: False where it failed.
    static func read(
        into samples: inout [Float],
        limit: Int,
        next: (UnsafeMutablePointer<Float>?, Int) -> Int
    ) -> Bool {
        var count = 1
        while count > 0, samples.count <= limit {
            samples.append(addingCapacity: Int(MEDIA_SOUND_BLOCK)) { span in
                unsafe span.withUnsafeMutableBufferPointer { output, filled in
                    let place = unsafe output.baseAddress.map { unsafe $0 + filled }
                    count = unsafe next(place, output.count - filled)
                    filled += max(count, 0)
                }
            }
        }
        return count >= 0
    }
}
