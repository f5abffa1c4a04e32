#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The learning rate rises from a small value to 1 and then falls to almost nothing, both along
/// half a cosine wave.
///
/// Source: Smith and Topin, 2018; the numbers are PyTorch's.
public struct OneCycle: Schedule {
    /// The name in options.
    public static let name = "one-cycle"
    /// The share of the training in which the rate rises.
    public var rise: Double

    /// A one-cycle schedule.
    public init(rise: Double = 0.3) {
        self.rise = rise
    }

    /// From 1/25 up to 1, then down to 1/250,000.
    public func factor(step: Int, of total: Int) -> Double {
        let last = max(Double(total - 1), 1)
        let top = max(rise * Double(total) - 1, 1)
        func wave(from start: Double, to end: Double, at progress: Double) -> Double {
            end + (start - end) / 2 * (1 + cos(.pi * min(max(progress, 0), 1)))
        }
        return Double(step) <= top
            ? wave(from: 1 / 25, to: 1, at: Double(step) / top)
            : wave(from: 1, to: 1 / 250_000, at: (Double(step) - top) / max(last - top, 1))
    }
}

extension Schedule where Self == OneCycle {
    /// Up from a small value, then down to almost nothing.
    public static var oneCycle: Self { OneCycle() }
}
