import Computation

/// Makes sound of notes: a few harmonics that fade, as of a plucked string.
public struct Synthesiser: Sendable {
    /// Samples a second.
    public var rate = 44_100
    /// How loud chord symbols are beside notes; 0 leaves them out.
    public var accompaniment: Float = 0.35
    /// The most seconds that are made.
    public var limit = 600.0

    /// A synthesiser.
    public init() {}

    /// One period of the tone: harmonics of which each is weaker than the one before.
    private static let wave: [Float] = (0..<4_096).map { index in
        let strengths: [Double] = [1, 0.45, 0.3, 0.12, 0.08, 0.04]
        var sum = 0.0
        for (harmonic, strength) in strengths.enumerated() {
            let turns = Double((harmonic + 1) * index % 4_096) / 4_096
            sum += strength * sineAndCosine(degrees: 360 * turns).sine
        }
        return Float(sum)
    }

    /// The sound of a piece.
    ///
    /// - Returns: Samples from −1 to 1, as loud as fits.
    public func samples(of piece: Piece) -> [Float] {
        let tempo = piece.tempo.isFinite ? min(max(piece.tempo, 10), 1000) : 120
        let secondsPerTick = 60 / (tempo * Double(MusicTime.quarter))
        let seconds = min(Double(piece.duration) * secondsPerTick + 0.5, limit)
        var samples = [Float](repeating: 0, count: Int(seconds * Double(rate)))
        let accompanying = accompaniment > 0 ? piece.accompaniment : []
        let parts = [(piece.voices.flatMap(\.self), Float(1)), (accompanying, accompaniment)]
        for (notes, loudness) in parts {
            for note in notes {
                add(note, loudness, secondsPerTick, to: &samples)
            }
        }
        let loudest = samples.reduce(0) { max($0, abs($1)) }
        return loudest > 0 ? samples.map { 0.9 * $0 / loudest } : samples
    }

    private func add(
        _ note: Piece.Note,
        _ loudness: Float,
        _ secondsPerTick: Double,
        to samples: inout [Float]
    ) {
        let first = Int(Double(note.onset) * secondsPerTick * Double(rate))
        let held = Int(Double(note.duration) * secondsPerTick * Double(rate))
        let release = rate / 20
        let last = min(first + held + release, samples.count)
        guard first >= 0, first < last else { return }
        // 440 Hz is the A above middle C; an octave is twice the frequency, in twelve equal steps.
        let octaves = Double(note.pitch - 69) / 12
        let frequency = 440 * powerOfE(octaves * 0.693147180559945309417)
        let step = frequency * 4_096 / Double(rate)
        let fading = Float(powerOfE(-2.5 / Double(rate)))
        var (phase, strength) = (0.0, loudness)
        let attack = max(1, rate / 200)
        for index in first..<last {
            let age = index - first
            let rise = min(1, Float(age) / Float(attack))
            let fall = min(1, Float(first + held + release - index) / Float(release))
            samples[index] += Self.wave[Int(phase) & 4_095] * strength * rise * fall
            strength *= fading
            phase += step
            if phase >= 4_096 { phase -= 4_096 }
        }
    }
}
