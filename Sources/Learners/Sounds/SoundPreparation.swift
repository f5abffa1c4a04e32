public import Datasets

/// How a recording becomes what a classifier of sounds reads: what its model file says.
public struct SoundPreparation: Hashable, Sendable, Codable {
    /// What becomes of a recording.
    public var form: SoundForm
    /// The pattern whose `{label}` is the class, where names told it.
    public var label: String?

    /// A preparation.
    public init(form: SoundForm, label: String? = nil) { (self.form, self.label) = (form, label) }
}

extension SoundForm {
    /// The form that suits recordings: as many samples per second as most have, up to 16,000, and as long as
    /// nineteen of twenty are, up to three seconds.
    ///
    /// - Parameters:
    ///   - sounds: Some of the recordings.
    ///   - seconds: How long it is, where that is asked for.
    /// - Returns: The form.
    public static func usual(for sounds: [Sound], seconds: Double? = nil) -> SoundForm {
        let counts = sounds.reduce(into: [Int: Int]()) { $0[$1.rate, default: 0] += 1 }
        let rate = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 16_000
        let lengths = sounds.map(\.seconds).sorted()
        let usual = lengths.isEmpty ? 1 : lengths[(lengths.count * 19 - 1) / 20]
        let spectrogram = MelSpectrogram(rate: min(rate, 16_000))
        let length = seconds ?? min(max(usual, 0.2), 3)
        let frames = spectrogram.frameCount(samples: Int(length * Double(spectrogram.rate)))
        return SoundForm(spectrogram: spectrogram, frames: max(16, frames))
    }
}
