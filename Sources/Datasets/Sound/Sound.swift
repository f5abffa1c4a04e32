/// A recording in memory: one channel of samples at even distances in time.
public struct Sound: Hashable, Sendable {
    /// How many samples make a second.
    public let rate: Int
    /// The samples, usually between −1 and 1.
    public let samples: [Float]

    /// The rates that are accepted, in samples per second.
    public static let rates = 100...1_000_000

    /// A recording from memory.
    ///
    /// - Parameters:
    ///   - samples: The samples, −1 to 1.
    ///   - rate: How many make a second, within ``rates``.
    public init(_ samples: [Float], rate: Int) {
        precondition(Sound.rates.contains(rate), "\(rate) samples per second make no sound")
        self.samples = samples
        self.rate = rate
    }

    /// How long it is.
    public var seconds: Double { Double(samples.count) / Double(rate) }

    /// The part between two times, as far as there is one.
    public func part(from start: Double, seconds: Double) -> Sound {
        let first = min(max(Int((start * Double(rate)).rounded()), 0), samples.count)
        let count = max(Int((seconds * Double(rate)).rounded()), 0)
        return Sound(Array(samples[first..<min(first + count, samples.count)]), rate: rate)
    }
}
