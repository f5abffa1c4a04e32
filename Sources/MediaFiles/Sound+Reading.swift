public import Datasets
import NeuralNetworks

extension Sound {
    /// The most samples that a recording may have unless the caller says otherwise: 256 Mi, an hour and a
    /// half at 48,000 a second.
    public static let sampleLimit = 1 << 28

    /// Reads a recording: WAV, FLAC or Ogg Vorbis, whatever the file's name.
    ///
    /// Several channels are mixed to their mean.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - sampleLimit: The most samples that are accepted.
    /// - Throws: A ``SoundError`` that names the file and what is wrong with it.
    public init(contentsOf path: String, sampleLimit: Int = Sound.sampleLimit) throws(SoundError) {
        try self.init(decoding: Sound.bytes(of: path), file: path, sampleLimit: sampleLimit)
    }

    /// The bytes of a recording's file.
    static func bytes(of path: String) throws(SoundError) -> [UInt8] {
        do {
            return try WholeFile.read(path, limit: 1 << 32)
        } catch {
            throw SoundError(file: path, problem: .unreadable(error.problem))
        }
    }

    /// Reads the bytes of a recording's file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    ///   - sampleLimit: The most samples that are accepted.
    /// - Throws: A ``SoundError`` that says what is wrong.
    public init(
        decoding bytes: [UInt8],
        file: String,
        sampleLimit: Int = Sound.sampleLimit
    ) throws(SoundError) {
        do throws(SoundError.Problem) {
            guard !bytes.isEmpty else { throw .empty }
            let sound =
                switch SoundFormat(beginning: bytes) {
                case .wav: try WAV.decode(bytes, sampleLimit: sampleLimit)
                case .flac: try FLAC.decode(bytes, sampleLimit: sampleLimit)
                case .vorbis: try Vorbis.decode(bytes, sampleLimit: sampleLimit)
                case nil:
                    throw .unknownFormat(found: SoundFormat.nameOfOther(beginning: bytes))
                }
            guard !sound.samples.isEmpty else { throw .noSamples }
            self = sound
        } catch {
            throw SoundError(file: file, problem: error)
        }
    }

    /// Samples of a format, whose rate is checked.
    static func checked(
        _ samples: [Float],
        rate: Int,
        _ format: SoundFormat
    ) throws(SoundError.Problem) -> Sound {
        guard Sound.rates.contains(rate) else {
            throw .unsupported(format, feature: "\(rate) samples per second")
        }
        // A sample that is no number would spoil all that is computed of it.
        guard samples.allSatisfy(\.isFinite) else {
            throw .damaged(format, reason: "a sample is no number")
        }
        return Sound(samples, rate: rate)
    }
}
