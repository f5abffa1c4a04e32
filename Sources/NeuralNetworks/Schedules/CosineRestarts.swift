#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The learning rate falls from 1 towards 0 along half a cosine wave, jumps back to 1, and so on, each
/// time in a longer cycle if wished.
///
/// Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.
public struct CosineRestarts: Schedule {
    /// The name in options.
    public static let name = "cosine-restarts"
    /// How many cycles the training has; at least 1.
    public var cycles: Int
    /// How many times as long each cycle is as the one before, the paper's T_mult; at least 1.
    public var growth: Int

    /// A schedule with restarts, by default three cycles, each twice as long as the one before.
    public init(cycles: Int = 3, growth: Int = 2) {
        self.cycles = cycles
        self.growth = growth
    }

    /// The number of cycles and their growth.
    public var settings: [TrainingSetting] {
        [
            .least("number of cycles of the schedule", Double(cycles), 1),
            .least("growth of the schedule's cycles", Double(growth), 1),
        ]
    }

    /// ½ (1 + cos π t), where t is the share of its cycle that lies behind a step.
    public func factor(step: Int, of total: Int) -> Double {
        guard step > 0, total > 0 else { return 1 }
        let cycles = max(cycles, 1)
        let growth = Double(max(growth, 1))
        let share = Double(step)
        guard growth > 1 else {
            // In whole numbers as far as doubles hold them, so that a restart is where it is by hand.
            let place = share * Double(cycles)
            return wave(place.truncatingRemainder(dividingBy: Double(total)) / Double(total))
        }
        // Cycles of lengths 1, g, g², …, in units of which the whole training has `parts`.
        var (parts, length) = (0.0, 1.0)
        // More of them than doubles can tell apart would be shorter than any step.
        for _ in 0..<min(cycles, 52) where parts + length < 0x1p53 {
            parts += length
            length *= growth
        }
        var place = share * parts
        length = Double(total)
        while place >= length, length < parts * Double(total) {
            place -= length
            length *= growth
        }
        return wave(min(place / length, 1))
    }

    private func wave(_ share: Double) -> Double { 0.5 * (1 + cos(.pi * share)) }
}

extension Schedule where Self == CosineRestarts {
    /// Along half a cosine wave, several times.
    public static func cosineRestarts(cycles: Int = 3, growth: Int = 2) -> Self {
        CosineRestarts(cycles: cycles, growth: growth)
    }
}
