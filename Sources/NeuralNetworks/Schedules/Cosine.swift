#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The learning rate falls from 1 to 0 along half a cosine wave, after a straight rise.
///
/// Source: Loshchilov and Hutter, 2017, without restarts.
public struct Cosine: Schedule {
    /// The name in options.
    public static let name = "cosine"
    /// The share of the training in which the rate rises from 0 to 1.
    public var warmUp: Double

    /// A cosine schedule.
    public init(warmUp: Double = 0) {
        self.warmUp = warmUp
    }

    /// Up to 1 while warming up, then along the wave.
    public func factor(step: Int, of total: Int) -> Double {
        let rising = warmUp * Double(total)
        if Double(step) < rising { return min((Double(step) + 1) / rising, 1) }
        let progress = (Double(step) - rising) / max(Double(total) - rising, 1)
        return 0.5 * (1 + cos(.pi * min(progress, 1)))
    }
}

extension Schedule where Self == Cosine {
    /// From 1 to 0 along half a cosine wave.
    public static func cosine(warmUp: Double = 0) -> Self { Cosine(warmUp: warmUp) }
}
