public import NeuralNetworks

/// What recordings become before a network reads them: a spectrogram of a fixed length, whose numbers go from
/// 0, a certain number of decibels below the loudest, to 1, the loudest.
///
/// So neither the volume of a recording matters nor what is quieter than that. A shorter recording stands in
/// the middle, between silence; of a longer one the middle is taken.
public struct SoundForm: Hashable, Sendable, Codable {
    /// How power is measured over time and pitch.
    public var spectrogram: MelSpectrogram
    /// How many frames there are.
    public var frames: Int
    /// How many decibels below the loudest 0 lies.
    public var decibels: Float

    /// A form.
    public init(spectrogram: MelSpectrogram, frames: Int, decibels: Float = 60) {
        self.spectrogram = spectrogram
        self.frames = max(1, frames)
        self.decibels = decibels
    }

    /// The shape of a recording as convolutions take it: `[frames, bands, 1]`.
    public var shape: Shape { [frames, spectrogram.bands, 1] }

    /// How long a recording of just this length is.
    public var seconds: Double {
        Double(spectrogram.sampleCount(frames: frames)) / Double(spectrogram.rate)
    }

    /// Whether all sizes are such as a form can have; a file may say anything.
    public var isSensible: Bool {
        let sizes = [spectrogram.hop, spectrogram.bands, frames]
        return Sound.rates.contains(spectrogram.rate) && (4...1 << 16).contains(spectrogram.frame)
            && sizes.allSatisfy { (1...1 << 16).contains($0) } && decibels > 0 && decibels.isFinite
            && spectrogram.lowest >= 0 && spectrogram.lowest < spectrogram.highest
            && spectrogram.highest.isFinite
    }

    /// A recording in this form, as many numbers as ``shape`` says.
    public func callAsFunction(_ sound: Sound) -> [Float] {
        placed(spectrogram(sound)) { $0 / 2 }
    }

    /// Recordings in this form, made on all threads: `float32 [count, frames, bands, 1]`.
    public func tensor(of sounds: [Sound], threads: Int? = nil) -> Tensor {
        let size = shape.count
        let numbers = inBlocks(
            sounds.count,
            blockSize: 16,
            threads: threads,
            elementCount: sounds.count * size
        ) { places in places.flatMap { self(sounds[$0]) } }
        return Tensor(numbers, shape: Shape([sounds.count] + shape.sizes))
    }

    /// Logarithms of power of any number of frames, scaled and put into as many as there must be.
    ///
    /// - Parameters:
    ///   - logarithms: Rows of bands.
    ///   - place: Where the recording begins among so many frames of silence, or, where it is too long, how
    ///     many of so many frames are left out before.
    /// - Returns: As many numbers as ``shape`` says, 0…1.
    func placed(_ logarithms: [Float], at place: (Int) -> Int) -> [Float] {
        let bands = spectrogram.bands
        let length = logarithms.count / bands
        let range = decibels * 0.23025851  // ln 10 / 10
        let peak = logarithms.max() ?? 0
        var result = [Float](repeating: 0, count: frames * bands)
        let spare = place(abs(frames - length))
        let (source, target) = length > frames ? (spare, 0) : (0, spare)
        for index in 0..<min(length, frames) * bands {
            let below = (peak - logarithms[source * bands + index]) / range
            result[target * bands + index] = max(1 - below, 0)
        }
        return result
    }
}
