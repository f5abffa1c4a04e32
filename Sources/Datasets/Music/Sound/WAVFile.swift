/// Sound as 16-bit samples in a WAV file.
public enum WAVFile {
    /// The bytes of a file with one channel.
    ///
    /// - Parameters:
    ///   - samples: Numbers from −1 to 1; others are cut off there.
    ///   - rate: Samples a second.
    /// - Returns: The whole file.
    public static func encode(_ samples: [Float], rate: Int) -> [UInt8] {
        func bytes(_ number: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let size = 2 * samples.count
        var file: [UInt8] = []
        file.reserveCapacity(size + 44)
        file += Array("RIFF".utf8) + bytes(36 + size, 4) + Array("WAVEfmt ".utf8)
        // A block of 16 bytes: plain numbers, one channel, the rate, bytes a second, a sample's bytes and bits.
        file += bytes(16, 4) + bytes(1, 2) + bytes(1, 2) + bytes(rate, 4) + bytes(2 * rate, 4)
        file += bytes(2, 2) + bytes(16, 2) + Array("data".utf8) + bytes(size, 4)
        for sample in samples {
            let clipped = sample.isNaN ? 0 : min(max(sample, -1), 1)
            file += bytes(Int((clipped * 32_767).rounded()), 2)
        }
        return file
    }
}
