#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much there is of each pitch at each moment of a recording, on the scales of the ear: the logarithm of
/// power in bands that are equally wide in mel.
///
/// Every ``hop`` samples a frame of ``frame`` samples, weighted by the periodic Hann window
/// 0.5 − 0.5 cos(2πn/frame), is transformed; |Xₖ|² is summed into bands by overlapping triangles, whose corners
/// are equally spaced on the scale mel(f) = 2595 log₁₀(1 + f/700) between ``lowest`` and ``highest``; each
/// triangle is 1 at its middle. The result is ln(power + 10⁻⁶). Frames begin with the recording, and none goes
/// beyond its end, but a short recording has one, with silence behind it.
///
/// Sources: Davis and Mermelstein, "Comparison of Parametric Representations for Monosyllabic Word
/// Recognition", 1980; the scale is O'Shaughnessy's, "Speech Communication", 1987.
public struct MelSpectrogram: Hashable, Sendable, Codable {
    /// How many samples per second recordings have.
    public let rate: Int
    /// How many samples a frame has.
    public let frame: Int
    /// How many samples lie between the beginnings of two frames.
    public let hop: Int
    /// How many bands there are.
    public let bands: Int
    /// Where the lowest band begins, in hertz.
    public let lowest: Float
    /// Where the highest band ends, in hertz.
    public let highest: Float

    /// A spectrogram with the usual settings for speech: frames of 25 ms every 10 ms.
    ///
    /// - Parameters:
    ///   - rate: How many samples per second recordings have.
    ///   - bands: How many bands there are.
    ///   - frameSeconds: How long a frame is.
    ///   - hopSeconds: How much later the next frame begins.
    ///   - lowest: Where the lowest band begins, in hertz.
    ///   - highest: Where the highest band ends; by default half the rate.
    public init(
        rate: Int,
        bands: Int = 40,
        frameSeconds: Double = 0.025,
        hopSeconds: Double = 0.01,
        lowest: Float = 60,
        highest: Float? = nil
    ) {
        self.rate = rate
        self.bands = max(1, bands)
        frame = max(4, Int((Double(rate) * frameSeconds).rounded()))
        hop = max(1, Int((Double(rate) * hopSeconds).rounded()))
        self.lowest = lowest
        self.highest = min(highest ?? Float(rate) / 2, Float(rate) / 2)
    }

    /// How many frames a recording of so many samples has.
    public func frameCount(samples: Int) -> Int { max(1, (samples - frame) / hop + 1) }

    /// How long a recording of so many frames is, in samples.
    public func sampleCount(frames: Int) -> Int { (frames - 1) * hop + frame }

    /// The spectrogram of a recording at ``rate``; others are resampled first.
    ///
    /// - Returns: A row of ``bands`` numbers for each frame.
    public func callAsFunction(_ sound: Sound) -> [Float] {
        var maker = MelSpectrogramMaker(self)
        return maker.spectrogram(sound.resampled(to: rate).samples)
    }

    /// Frequency in mel.
    static func mel(_ hertz: Float) -> Float { 2595 * log10(1 + hertz / 700) }

    /// Mel as a frequency.
    static func hertz(_ mel: Float) -> Float { 700 * (pow(10, mel / 2595) - 1) }
}

/// What makes spectrograms: tables and memory for many of them.
struct MelSpectrogramMaker {
    private let form: MelSpectrogram
    private let window: [Float]
    private var transform: FourierTransform
    private var weighted: [Float]
    private var powers: [Float]
    /// For each band the first of its frequencies, and their weights.
    private let triangles: [(first: Int, weights: [Float])]

    /// - Parameters:
    ///   - form: What is made.
    ///   - warp: What frequencies are multiplied by before they are looked up, as if the voice were
    ///     smaller or larger.
    init(_ form: MelSpectrogram, warp: Float = 1) {
        self.form = form
        transform = FourierTransform(size: form.frame)
        weighted = [Float](repeating: 0, count: form.frame)
        powers = [Float](repeating: 0, count: transform.size / 2 + 1)
        window = (0..<form.frame).map { index in
            Float(0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(form.frame)))
        }
        let (low, high) = (MelSpectrogram.mel(form.lowest), MelSpectrogram.mel(form.highest))
        let corners = (0..<form.bands + 2).map { index in
            MelSpectrogram.hertz(low + (high - low) * Float(index) / Float(form.bands + 1)) * warp
        }
        let spacing = Float(form.rate) / Float(transform.size)
        let count = powers.count
        triangles = (0..<form.bands).map { band in
            let (left, middle, right) = (corners[band], corners[band + 1], corners[band + 2])
            let first = min(Int((left / spacing).rounded(.up)), count)
            let last = min(Int(right / spacing), count - 1)
            guard first <= last else { return (0, []) }
            let weights = (first...last).map { index -> Float in
                let frequency = Float(index) * spacing
                let rise = (frequency - left) / (middle - left)
                let fall = (right - frequency) / (right - middle)
                return max(0, min(rise, fall))
            }
            return (first, weights)
        }
    }

    /// A row of bands for each frame; frames begin after another number of samples where `hop` says so.
    mutating func spectrogram(_ samples: [Float], hop: Int? = nil) -> [Float] {
        let hop = hop ?? form.hop
        let frames = max(1, (samples.count - form.frame) / hop + 1)
        var result: [Float] = []
        result.reserveCapacity(frames * form.bands)
        for frame in 0..<frames {
            let start = frame * hop
            for index in 0..<form.frame {
                let place = start + index
                weighted[index] = place < samples.count ? samples[place] * window[index] : 0
            }
            transform.transform(weighted)
            for index in powers.indices {
                let (re, im) = (transform.real[index], transform.imaginary[index])
                powers[index] = re * re + im * im
            }
            for (first, weights) in triangles {
                var sum: Float = 0
                for (offset, weight) in weights.enumerated() {
                    sum += weight * powers[first + offset]
                }
                result.append(log(sum + 1e-6))
            }
        }
        return result
    }
}
