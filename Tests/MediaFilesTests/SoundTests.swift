import Datasets
import Foundation
import NeuralNetworks
import Testing

@testable import MediaFiles

@Suite("Recordings")
struct SoundTests {
    private func problem(_ bytes: [UInt8]) -> SoundError.Problem? {
        do throws(SoundError) {
            _ = try Sound(decoding: bytes, file: "a.wav")
            return nil
        } catch { return error.problem }
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    @Test("WAV of whole numbers of 8 to 32 bits", arguments: [8, 16, 24, 32])
    func wholeNumbers(bits: Int) throws {
        let full = 1 << (bits - 1)
        let values = [0, full / 2, -full / 2, -full]
        let data = values.flatMap { SoundTests.little(bits == 8 ? $0 + 128 : $0, bits / 8) }
        let sound = try Sound(decoding: SoundFixture.wav(bits: bits, data: data), file: "a")
        #expect(sound.rate == 8000)
        #expect(sound.samples == [0, 0.5, -0.5, -1])
    }

    @Test("WAV of floating point, of several channels, and of an unknown length")
    func otherForms() throws {
        let single = [Float(0.25), -0.75].flatMap { SoundTests.little(Int($0.bitPattern), 4) }
        let double = [0.25, -0.75].flatMap {
            SoundTests.little(Int(Int64(bitPattern: $0.bitPattern)), 8)
        }
        for (bits, data) in [(32, single), (64, double)] {
            let bytes = SoundFixture.wav(code: 3, bits: bits, data: data)
            #expect(try Sound(decoding: bytes, file: "a").samples == [0.25, -0.75])
        }
        let pairs = [16_384, 0, -16_384, -16_384].flatMap { SoundTests.little($0, 2) }
        let stereo = SoundFixture.wav(
            channels: 2,
            rate: 44_100,
            bits: 16,
            data: pairs,
            claimed: 0xFFFF_FFFF
        )
        let sound = try Sound(decoding: stereo, file: "a")
        #expect(sound.samples == [0.25, -0.5] && sound.rate == 44_100)
    }

    @Test("FLAC and Ogg Vorbis, told apart by how they begin")
    func compressed() throws {
        for (bytes, height, tolerance) in [
            (SoundFixture.flac, Float(0.375), Float(0.0001)), (SoundFixture.vorbis, 0.5, 0.03),
        ] {
            let sound = try Sound(decoding: bytes, file: "a")
            #expect(sound.samples.count == 800 && sound.rate == 8000)
            for (index, sample) in sound.samples.enumerated() {
                let wanted = height * Float(sin(2 * Double.pi * 500 * Double(index) / 8000))
                #expect(abs(sample - wanted) < tolerance, "\(index)")
            }
        }
    }

    @Test("A file that was cut off is told from one that is whole, wherever it was cut")
    func incomplete() {
        let wav = SoundFixture.wav(bits: 16, data: [UInt8](repeating: 1, count: 400))
        for count in stride(from: 12, to: wav.count, by: 37) {
            #expect(problem(Array(wav.prefix(count))) == .incomplete(.wav))
        }
        for (bytes, format) in [
            (SoundFixture.flac, SoundFormat.flac), (SoundFixture.vorbis, .vorbis),
        ] {
            for count in stride(from: 48, to: bytes.count, by: 101) {
                switch problem(Array(bytes.prefix(count))) {
                case .incomplete(format), .damaged(format, _): break
                case let other:
                    Issue.record("\(format.rawValue) of \(count): \(String(describing: other))")
                }
            }
        }
    }

    @Test("No damage ends the program, or gives samples that are no numbers")
    func damaged() {
        for original in [
            SoundFixture.flac, SoundFixture.vorbis, SoundFixture.wav(bits: 24, data: [1, 2, 3]),
        ] {
            for place in stride(from: 4, to: original.count, by: 7) {
                var bytes = original
                bytes[place] ^= 0x55
                if let sound = try? Sound(decoding: bytes, file: "a") {
                    #expect(!sound.samples.contains { !$0.isFinite })
                }
            }
        }
    }

    @Test("What is no recording, or an empty one, is said in one line")
    func complaints() throws {
        #expect(problem([]) == .empty)
        #expect(problem(SoundFixture.wav(bits: 16, data: [])) == .noSamples)
        #expect(problem(Array("hello, I am a text".utf8)) == .unknownFormat(found: nil))
        #expect(problem(Array("ID3\u{3}".utf8)) == .unknownFormat(found: "an MP3 recording"))
        let phone = problem(SoundFixture.wav(code: 7, bits: 8, data: [1, 2]))
        #expect(phone?.description.contains("samples of kind 7 (µ-law)") == true)
        let odd = problem(SoundFixture.wav(bits: 12, data: [1, 2]))
        #expect(odd?.description.contains("12 bits") == true)
        let nan = SoundFixture.wav(code: 3, bits: 32, data: [0, 0, 0xC0, 0x7F])
        #expect(problem(nan) == .damaged(.wav, reason: "a sample is no number"))
        #expect(problem(SoundFixture.wav(rate: 3, bits: 8, data: [1])) != nil)
        #expect(throws: SoundError.self) { try Sound(contentsOf: "/no/such.wav") }
        let long = SoundFixture.wav(bits: 8, data: [1, 2, 3])
        #expect(throws: SoundError(file: "a", problem: .tooLong(limit: 2))) {
            try Sound(decoding: long, file: "a", sampleLimit: 2)
        }
    }

    @Test("What is written is read")
    func writing() throws {
        let sound = Sound([0, 0.5, -0.5, 2], rate: 11_025)
        let read = try Sound(decoding: sound.encodedWAV(), file: "a")
        #expect(read.rate == 11_025 && read.samples.count == 4)
        for (one, other) in zip(read.samples, [0, 0.5, -0.5, 1]) {
            #expect(abs(one - Float(other)) < 1e-4)
        }
    }
}
