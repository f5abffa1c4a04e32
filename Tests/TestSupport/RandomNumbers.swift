package import Computation

extension RandomStream {
    /// A stream for one test.
    package init(test seed: Int) { self.init(seed: UInt64(seed), for: "test") }

    /// Numbers between −2 and 2 whose distance from 0, and from each other, is at least a little, so
    /// that no finite difference steps over the kink of a ReLU or the tie of a maximum.
    package mutating func awayFromKinks(_ count: Int) -> [Double] {
        // A shuffled, slightly disturbed grid of odd multiples: never 0, never two alike.
        let step = 4.0 / Double(max(count, 1))
        var order = (0..<count).map(Int32.init)
        var span = order.mutableSpan
        shuffle(&span)
        return order.map { place in
            let centre = -2 + (Double(place) + 0.5) * step
            let jitter = 0.2 * step * Double(uniform() - 0.5)
            let value = centre + jitter
            return abs(value) < 0.05 ? (value < 0 ? -0.05 : 0.05) + value : value
        }
    }

    /// Numbers between two bounds.
    package mutating func numbers(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
        (0..<count).map { _ in uniform(in: range) }
    }
}
