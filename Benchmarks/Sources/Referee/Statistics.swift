/// What some measurements of the same thing come to.
package struct Summary: Hashable, Sendable {
    /// The one in the middle, or the mean of the two.
    package let median: Double
    /// The lowest.
    package let lowest: Double
    /// The highest.
    package let highest: Double
    /// How many there are.
    package let count: Int

    /// Sums up; nil where there are none.
    package init?(_ values: [Double]) {
        let sorted = values.filter(\.isFinite).sorted()
        guard let lowest = sorted.first, let highest = sorted.last else { return nil }
        let middle = sorted.count / 2
        self.lowest = lowest
        self.highest = highest
        count = sorted.count
        median =
            sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
