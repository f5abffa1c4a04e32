public import Datasets

/// RIFF WAVE, uncompressed.
///
/// Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991, and for
/// the extensible form <https://learn.microsoft.com/windows/win32/api/mmreg/ns-mmreg-waveformatextensible>.
enum WAV {
    static func decode(_ bytes: [UInt8], sampleLimit: Int) throws(SoundError.Problem) -> Sound {
        var form: Form?
        var place = 12
        while place + 8 <= bytes.count {
            let size = number(bytes, place + 4, 4)
            let start = place + 8
            if bytes[place..<place + 4].elementsEqual("fmt ".utf8) {
                guard size >= 16, start + size <= bytes.count else { throw .incomplete(.wav) }
                form = try Form(bytes, start, size)
            } else if bytes[place..<place + 4].elementsEqual("data".utf8) {
                guard let form else { throw .damaged(.wav, reason: "samples before their form") }
                // A program that writes as it records does not know the size, and leaves the largest.
                let end = size == 0xFFFF_FFFF ? bytes.count : start + size
                guard end <= bytes.count else { throw .incomplete(.wav) }
                return try samples(bytes[start..<end], form, sampleLimit)
            }
            // Chunks begin at even places.
            place = start + size + size % 2
        }
        throw .incomplete(.wav)
    }

    private struct Form {
        let channels: Int
        let rate: Int
        let bits: Int
        let isFloat: Bool
        /// The bytes of one sample of all channels.
        var stride: Int { channels * bits / 8 }

        init(_ bytes: [UInt8], _ start: Int, _ size: Int) throws(SoundError.Problem) {
            var code = number(bytes, start, 2)
            channels = number(bytes, start + 2, 2)
            rate = number(bytes, start + 4, 4)
            bits = number(bytes, start + 14, 2)
            // The extensible form has the code at the beginning of a longer one.
            if code == 0xFFFE, size >= 40 { code = number(bytes, start + 24, 2) }
            isFloat = code == 3
            let known = isFloat ? [32, 64] : [8, 16, 24, 32]
            guard code == 1 || code == 3 else {
                let names = [2: "ADPCM", 6: "A-law", 7: "µ-law", 17: "ADPCM", 85: "MP3"]
                let name = names[code].map { " (\($0))" } ?? ""
                throw .unsupported(.wav, feature: "samples of kind \(code)\(name)")
            }
            guard known.contains(bits) else {
                throw .unsupported(.wav, feature: "samples of \(bits) bits")
            }
            guard channels > 0 else { throw .damaged(.wav, reason: "no channels") }
        }
    }

    private static func samples(
        _ data: ArraySlice<UInt8>,
        _ form: Form,
        _ sampleLimit: Int
    ) throws(SoundError.Problem) -> Sound {
        let count = data.count / form.stride
        guard count <= sampleLimit else { throw .tooLong(limit: sampleLimit) }
        let bytes = data.span
        let (width, scale) = (form.bits / 8, 1 / Float(form.channels))
        let samples = [Float](capacity: count) { output in
            for index in 0..<count {
                var sum: Float = 0
                for channel in 0..<form.channels {
                    sum += value(bytes, index * form.stride + channel * width, form)
                }
                output.append(sum * scale)
            }
        }
        return try Sound.checked(samples, rate: form.rate, .wav)
    }

    /// One sample, −1 to 1.
    private static func value(_ bytes: borrowing Span<UInt8>, _ place: Int, _ form: Form) -> Float {
        func word(_ count: Int) -> UInt64 {
            var word: UInt64 = 0
            for index in 0..<count { word |= UInt64(bytes[place + index]) << (8 * UInt64(index)) }
            return word
        }
        switch (form.bits, form.isFloat) {
        case (32, true): return Float(bitPattern: UInt32(word(4)))
        case (64, true): return Float(Double(bitPattern: word(8)))
        // Bytes alone are without a sign.
        case (8, _): return (Float(bytes[place]) - 128) / 128
        default:
            // The highest bit is the sign's: all is moved up to it.
            let moved = word(form.bits / 8) << UInt64(32 - form.bits)
            return Float(Int32(truncatingIfNeeded: moved)) * 0x1p-31
        }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

extension Sound {
    /// The recording as the bytes of a WAV file of 16 bits; louder samples are cut off.
    ///
    /// - Returns: The whole file; write it with `WholeFile.write(_:to:)`.
    public func encodedWAV() -> [UInt8] {
        func word(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let size = 2 * samples.count
        var bytes = Array("RIFF".utf8) + word(36 + size, 4) + Array("WAVEfmt ".utf8) + word(16, 4)
        bytes +=
            word(1, 2) + word(1, 2) + word(rate, 4) + word(2 * rate, 4) + word(2, 2) + word(16, 2)
        bytes += Array("data".utf8) + word(size, 4)
        bytes.reserveCapacity(44 + size)
        for sample in samples {
            let value = Int((min(max(sample, -1), 1) * 32_767).rounded())
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }
        return bytes
    }
}
