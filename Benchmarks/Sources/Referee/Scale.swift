internal import Foundation

/// Where values come to lie in a picture.
package struct Scale: Hashable, Sendable {
    /// The values at the two ends.
    package let values: ClosedRange<Double>
    /// Where the ends lie; the second may be the smaller.
    package let places: (first: Double, last: Double)
    /// Whether equal distances are equal factors.
    package let isLogarithmic: Bool

    /// A scale.
    package init(
        _ values: ClosedRange<Double>,
        from first: Double,
        to last: Double,
        isLogarithmic: Bool
    ) {
        self.values = values
        places = (first, last)
        self.isLogarithmic = isLogarithmic && values.lowerBound > 0
    }

    /// Where a value lies; values beyond the ends lie at the ends.
    package func place(_ value: Double) -> Double {
        let value = min(max(value, values.lowerBound), values.upperBound)
        let (low, high) = (measure(values.lowerBound), measure(values.upperBound))
        let share = high > low ? (measure(value) - low) / (high - low) : 0
        return places.first + share * (places.last - places.first)
    }

    private func measure(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

    /// The powers of ten between the ends.
    package var decades: [Double] {
        guard isLogarithmic else { return [] }
        let first = Int(log10(values.lowerBound).rounded(.up))
        let last = Int(log10(values.upperBound).rounded(.down))
        return first <= last ? (first...last).map { pow(10, Double($0)) } : []
    }

    /// The nearest powers of ten around some values.
    package static func wholeDecades(around values: [Double]) -> ClosedRange<Double>? {
        let good = values.filter { $0 > 0 && $0.isFinite }
        guard let low = good.min(), let high = good.max() else { return nil }
        let first = log10(low).rounded(.down)
        let last = max(log10(high).rounded(.up), first + 1)
        return pow(10, first)...pow(10, last)
    }

    /// Whether two scales are alike.
    package static func == (left: Scale, right: Scale) -> Bool {
        left.values == right.values && left.places == right.places
            && left.isLogarithmic == right.isLogarithmic
    }

    /// Feeds the ends to a hasher.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(values)
        hasher.combine(places.first)
        hasher.combine(places.last)
        hasher.combine(isLogarithmic)
    }
}
