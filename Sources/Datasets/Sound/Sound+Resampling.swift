#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Sound {
    /// The same recording with another number of samples per second.
    ///
    /// A windowed sinc: each new sample is a sum over the old ones around it, weighted by
    /// sin(πct)/(πt) under a Kaiser window (β = 8, 16 zero crossings to each side), where the cutoff c is
    /// 0.94 of half the lower of the two rates, so that nothing above it is folded back. What lies outside the
    /// recording is silence. Source: Smith, "Digital Audio Resampling Home Page", 2002.
    ///
    /// - Parameter newRate: How many samples make a second afterwards, within ``rates``.
    /// - Returns: ⌈count · newRate / rate⌉ samples.
    public func resampled(to newRate: Int) -> Sound {
        guard newRate != rate, !samples.isEmpty else { return Sound(samples, rate: newRate) }
        let divisor = greatestCommonDivisor(rate, newRate)
        // New sample n lies at old time n · step / phases.
        let (phases, step) = (newRate / divisor, rate / divisor)
        let filter = SincFilter(
            phases: phases,
            cutoff: 0.94 * min(1, Double(newRate) / Double(rate))
        )
        let count = (samples.count * phases + step - 1) / step
        let old = samples.span
        let weights = filter.weights.span
        let resampled = [Float](capacity: count) { output in
            for index in 0..<count {
                let position = index * step
                let (middle, phase) = (position / phases, position % phases)
                let first = middle - filter.reach + 1
                let row = phase * filter.width
                var sum: Float = 0
                for tap in max(0, -first)..<max(0, -first, min(filter.width, old.count - first)) {
                    sum += weights[row + tap] * old[first + tap]
                }
                output.append(sum)
            }
        }
        return Sound(resampled, rate: newRate)
    }
}

/// The weights of the old samples around a new one, for each place that a new one can have between two old.
private struct SincFilter {
    /// How many old samples to each side count.
    let reach: Int
    /// Rows of weights, one for each phase.
    let weights: [Float]
    /// How many weights a row has.
    var width: Int { 2 * reach }

    init(phases: Int, cutoff: Double) {
        let half = 16 / cutoff
        reach = Int(half.rounded(.up))
        let width = 2 * reach
        var weights: [Float] = []
        weights.reserveCapacity(phases * width)
        let scale = besselI0(8)
        for phase in 0..<phases {
            let offset = Double(phase) / Double(phases) + Double(reach - 1)
            let row = (0..<width).map { tap -> Double in
                let time = Double(tap) - offset
                let share = time / half
                guard abs(share) < 1 else { return 0 }
                let angle = Double.pi * cutoff * time
                let sinc = abs(angle) < 1e-9 ? 1 : sin(angle) / angle
                return sinc * besselI0(8 * (1 - share * share).squareRoot()) / scale
            }
            // So that a constant stays what it is.
            let sum = row.reduce(0, +)
            weights += row.map { Float($0 / sum) }
        }
        self.weights = weights
    }
}

/// The modified Bessel function of the first kind and order 0, by its series.
private func besselI0(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    var k = 1.0
    while term > 1e-12 * sum {
        term *= (x / (2 * k)) * (x / (2 * k))
        sum += term
        k += 1
    }
    return sum
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
