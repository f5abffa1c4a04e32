public import NeuralNetworks

/// Recordings changed anew for each epoch, as if others had spoken them elsewhere, and made into spectrograms.
///
/// - The voice is smaller or larger: frequencies are stretched (Jaitly and Hinton, "Vocal Tract Length
///   Perturbation Improves Speech Recognition", 2013).
/// - It speaks faster or slower, at the same pitch.
/// - The room and the microphone weaken some bands: a smooth curve of gains.
/// - There is noise behind it, of any level up to a highest.
/// - It comes a little earlier or later.
/// - Some bands and some frames are masked (Park et al., "SpecAugment", 2019).
///
/// A spectrogram is a pure function of seed, epoch and index.
public struct SoundAugmentation: ExampleTransformation {
    /// The recordings, in the order of the examples.
    public let sounds: [Sound]
    /// What they become.
    public let form: SoundForm
    /// By what factor frequencies are stretched.
    public var warp = Interval(0.88, 1.14)
    /// How many times as fast it is.
    public var tempo = Interval(0.85, 1.18)
    /// By up to how many decibels a band is louder or quieter.
    public var colouring: Float = 4
    /// How many decibels below the loudest the noise lies.
    public var noise = Interval(35, 70)
    /// How large a share of the bands is masked at most.
    public var bandMask: Float = 0.15
    /// How large a share of the frames is masked at most.
    public var frameMask: Float = 0.1

    /// Changes of recordings.
    ///
    /// - Parameters:
    ///   - sounds: The recordings in the order of the examples, all at the rate of the form.
    ///   - form: What they become.
    public init(_ sounds: [Sound], form: SoundForm) {
        (self.sounds, self.form) = (sounds, form)
    }

    /// Some of the recordings, changed: inputs `float32 [count, frames, bands, 1]`.
    public func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) -> Examples {
        let makers = SoundAugmentation.makers(form, warp)
        let size = form.shape.count
        let numbers = inBlocks(
            indices.count,
            blockSize: 16,
            threads: context.threads,
            elementCount: indices.count * size
        ) { places in
            var makers = makers
            return places.flatMap { place in
                let index = indices[place]
                var stream = RandomStream(seed: context.seed, for: "sounds", context.epoch, index)
                return changed(sounds[index], &makers, &stream)
            }
        }
        return Examples(
            unchecked: Tensor(numbers, shape: Shape([indices.count] + form.shape.sizes)),
            targets: examples.targets[indices],
            classNames: examples.classNames
        )
    }

    /// Tables for some stretches between the least and the most, equally far apart.
    private static func makers(_ form: SoundForm, _ warp: Interval) -> [MelSpectrogramMaker] {
        (0..<9).map { step in
            let factor = warp.lower + (warp.upper - warp.lower) * Float(step) / 8
            return MelSpectrogramMaker(form.spectrogram, warp: factor)
        }
    }

    private func changed(
        _ sound: Sound,
        _ makers: inout [MelSpectrogramMaker],
        _ stream: inout RandomStream
    ) -> [Float] {
        let maker = stream.integer(below: makers.count)
        let tempo = tempo.draw(from: &stream)
        let hop = max(1, Int((Float(form.spectrogram.hop) * tempo).rounded()))
        var powers = makers[maker].spectrogram(sound.samples, hop: hop)
        recolour(&powers, &stream)
        var result = form.placed(powers) { spare in stream.integer(below: spare + 1) }
        mask(&result, &stream)
        return result
    }

    /// Gains that go smoothly over the bands, and noise.
    private func recolour(_ powers: inout [Float], _ stream: inout RandomStream) {
        let bands = form.spectrogram.bands
        let knots = (0..<5).map { _ in stream.uniform(in: -1...1) * colouring * 0.23025851 }
        let gains = (0..<bands).map { band -> Float in
            let place = Float(band) / Float(max(bands - 1, 1)) * 3.999
            let part = place - Float(Int(place))
            return knots[Int(place)] * (1 - part) + knots[Int(place) + 1] * part
        }
        let level = (powers.max() ?? 0) - noise.draw(from: &stream) * 0.23025851
        for index in powers.indices {
            // Noise has a level of its own in each band and frame; the louder one is heard.
            let here = level + 2 * (stream.uniform() - 0.5)
            powers[index] = max(powers[index] + gains[index % bands], here)
        }
    }

    /// Silence over some neighbouring bands, and over some neighbouring frames.
    private func mask(_ numbers: inout [Float], _ stream: inout RandomStream) {
        let bands = form.spectrogram.bands
        func range(_ count: Int, _ share: Float) -> Range<Int> {
            let width = stream.integer(below: Int(share * Float(count)) + 1)
            let start = stream.integer(below: count - width + 1)
            return start..<start + width
        }
        let (masked, silent) = (range(bands, bandMask), range(form.frames, frameMask))
        for frame in 0..<form.frames {
            for band in masked { numbers[frame * bands + band] = 0 }
        }
        for frame in silent {
            for band in 0..<bands { numbers[frame * bands + band] = 0 }
        }
    }
}
