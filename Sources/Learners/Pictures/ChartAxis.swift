#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where numbers lie along an axis of a chart, and which of them are written beside it.
struct ChartAxis {
    /// How numbers are spread.
    enum Scale {
        /// Equal steps for equal differences.
        case linear
        /// Equal steps for equal ratios; linear where a number is not above 0.
        case logarithmic
        /// Linear, and only whole numbers are written.
        case whole
        /// Logarithmic where the largest is many times the smallest.
        case automatic
    }

    private let low: Double
    private let high: Double
    private let isLogarithmic: Bool
    /// The numbers that are written, in their order.
    let ticks: [Double]

    /// What can be drawn: others are no numbers, or would leave no room for any but themselves.
    static func takes(_ number: Double) -> Bool { abs(number) < 1e100 }

    /// An axis for some numbers that it takes.
    init(_ numbers: [Double], _ scale: Scale) {
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 1)
        let ratio = least > 1e-100 ? most / least : 1
        let isLogarithmic = scale == .logarithmic && ratio > 1 || scale == .automatic && ratio > 5
        var (low, high) = (least, most)
        if isLogarithmic {
            let margin = pow(ratio, 0.03)
            if scale == .automatic { (low, high) = (least / margin, most * margin) }
            ticks = ChartAxis.ratios(low, high)
        } else {
            let step = ChartAxis.step(
                over: max(most - least, abs(most) / 100),
                isWhole: scale == .whole
            )
            if scale != .whole {
                low = (least / step.size).rounded(.down) * step.size
                high = max((most / step.size).rounded(.up) * step.size, low + step.size)
            }
            let first = Int((low / step.size).rounded(.up))
            let last = Int((high / step.size + 1e-9).rounded(.down))
            ticks = (first...max(first, last)).map { step.times($0) }
        }
        (self.low, self.high, self.isLogarithmic) = (low, high, isLogarithmic)
    }

    /// Where a number lies, 0 at the axis's beginning and 1 at its end; a half where there is only one.
    func share(_ number: Double) -> Double {
        let (start, end) = isLogarithmic ? (log(low), log(high)) : (low, high)
        return end > start ? ((isLogarithmic ? log(number) : number) - start) / (end - start) : 0.5
    }

    /// A number as it is written beside the axis.
    static func text(_ number: Double) -> String {
        let exponent = number == 0 ? 0 : Int((log10(abs(number)) + 1e-9).rounded(.down))
        guard exponent < -3 || exponent > 5 else { return significant(number, 6) }
        let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let digits = String(abs(exponent)).compactMap(\.wholeNumberValue).map { raised[$0] }
        let factor = significant(number / pow(10, Double(exponent)), 3)
        return (factor == "1" ? "" : factor + "·") + "10" + (exponent < 0 ? "⁻" : "") + digits
    }

    /// Numbers between two, by equal ratios: 1, 2 and 5 times the powers of ten, or the powers alone where
    /// those are many.
    private static func ratios(_ low: Double, _ high: Double) -> [Double] {
        let exponents = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
        for factors in [[1, 2, 5], [1]] {
            let numbers = exponents.flatMap { exponent in
                factors.compactMap { Double("\($0)e\(exponent)") }
            }
            let inside = numbers.filter { low * (1 - 1e-9) <= $0 && $0 <= high * (1 + 1e-9) }
            if inside.count <= 9 || factors.count == 1 { return inside }
        }
        return []
    }

    /// A step of 1, 2 or 5 times a power of ten.
    private struct Step {
        let factor: Int
        let exponent: Int

        var size: Double { times(1) }
        /// A multiple, read from its digits, so that it is as short as it looks.
        func times(_ count: Int) -> Double { Double("\(count * factor)e\(exponent)") ?? 0 }
    }

    /// The smallest such step that goes over a distance in at most seven.
    private static func step(over distance: Double, isWhole: Bool) -> Step {
        let distance = distance > 1e-100 ? distance : 1
        let start = Int(log10(distance).rounded(.down)) - 1
        for exponent in (isWhole ? max(start, 0) : start)...max(start + 2, 1) {
            for factor in [1, 2, 5] {
                let step = Step(factor: factor, exponent: exponent)
                if distance / step.size <= 7 { return step }
            }
        }
        return Step(factor: 1, exponent: max(start + 2, 1))
    }
}
