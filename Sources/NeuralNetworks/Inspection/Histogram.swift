/// How many of some numbers lie where: bins of equal width between the smallest and the largest.
public struct Histogram: Hashable, Sendable {
    /// Where the first bin begins: the smallest number.
    public let low: Float
    /// Where the last bin ends: the largest number, which belongs to the last bin.
    public let high: Float
    /// How many numbers each bin holds; their sum is how many finite numbers there are.
    public let counts: [Int]
    /// The mean of the finite numbers; 0 where there are none.
    public let mean: Float
    /// Their standard deviation, the root of the mean squared distance from the mean.
    public let deviation: Float
    /// How many values were infinite or no numbers; they are in no bin and in neither mean nor
    /// deviation.
    public let notFinite: Int

    /// Counts numbers.
    ///
    /// Where all are one and the same number v, the bins reach from v − s to v + s with s the larger
    /// of ½ and |v|/2; where there are none, from −½ to ½.
    ///
    /// - Parameters:
    ///   - numbers: What to count.
    ///   - bins: How many bins; at least 1.
    public init(_ numbers: [Float], bins: Int = 32) {
        precondition(bins > 0, "a histogram has at least 1 bin, not \(bins)")
        var (smallest, largest, sum, count) = (Float.infinity, -Float.infinity, 0.0, 0)
        for number in numbers where number.isFinite {
            (smallest, largest) = (min(smallest, number), max(largest, number))
            sum += Double(number)
            count += 1
        }
        if count == 0 { (smallest, largest) = (0, 0) }
        if smallest == largest {
            let most = Float.greatestFiniteMagnitude
            let spread = max(0.5, abs(smallest) / 2)
            (low, high) = (max(smallest - spread, -most), min(largest + spread, most))
        } else {
            (low, high) = (smallest, largest)
        }
        let mean = count == 0 ? 0 : sum / Double(count)
        let scale = Double(bins) / (Double(high) - Double(low))
        var counts = [Int](repeating: 0, count: bins)
        var squares = 0.0
        for number in numbers where number.isFinite {
            let place = Int((Double(number) - Double(low)) * scale)
            counts[min(place, bins - 1)] += 1
            squares += (Double(number) - mean) * (Double(number) - mean)
        }
        self.counts = counts
        self.mean = Float(mean)
        deviation = count == 0 ? 0 : Float((squares / Double(count)).squareRoot())
        notFinite = numbers.count - count
    }
}
