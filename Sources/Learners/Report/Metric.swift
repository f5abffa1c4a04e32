import NeuralNetworks

/// How good a result is in one number, beside what simpler ways come to.
public struct Metric: Hashable, Sendable {
    /// How the number is written.
    public enum Style: Hashable, Sendable {
        /// A share, written as a percentage.
        case share
        /// A number with so many decimals, and its unit or nothing.
        case number(decimals: Int, unit: String = "")
    }

    /// What another way comes to on the same examples.
    public struct Baseline: Hashable, Sendable {
        /// What the way is called: `always "cat"`, `nearest neighbour on pixels`.
        public let name: String
        /// What it comes to.
        public let value: Double

        /// A way and what it comes to.
        public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
    }

    /// The name that programs read: `mean_absolute_error`.
    public let name: String
    /// The number.
    public let value: Double
    /// Where the number would lie in 95 of 100 such tests; nil where that is not known.
    public var interval: ClosedRange<Double>?
    /// How many examples it was measured on.
    public let count: Int
    /// What was counted, in the plural.
    public var noun = "examples"
    /// How it is written.
    public let style: Style
    /// Whether more is better.
    public let isBetterHigh: Bool
    /// What other ways come to, the trivial guess first.
    public var baselines: [Baseline]

    /// A number that was measured.
    public init(
        _ name: String,
        _ value: Double,
        interval: ClosedRange<Double>? = nil,
        count: Int,
        style: Style,
        isBetterHigh: Bool,
        baselines: [Baseline] = []
    ) {
        self.name = name
        self.value = value
        self.interval = interval
        self.count = count
        self.style = style
        self.isBetterHigh = isBetterHigh
        self.baselines = baselines
    }

    /// The share of examples that were answered right, with its interval.
    ///
    /// Source of the interval: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    /// 1927.
    public static func share(
        _ name: String,
        _ right: Int,
        of count: Int,
        baselines: [Baseline] = []
    ) -> Metric {
        let (z, n) = (1.959964, Double(max(count, 1)))
        let share = Double(right) / n
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let spread =
            z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return Metric(
            name,
            share,
            interval: max(0, middle - spread)...min(1, middle + spread),
            count: count,
            style: .share,
            isBetterHigh: true,
            baselines: baselines
        )
    }

    /// The mean of a number for each example, such as an error, with its interval by the normal
    /// distribution.
    public static func mean(
        _ name: String,
        of values: [Double],
        style: Style,
        isBetterHigh: Bool = false,
        baselines: [Baseline] = []
    ) -> Metric {
        let spread = Spread(of: values)
        let reach = 1.959964 * spread.deviation / Double(max(values.count, 1)).squareRoot()
        let isKnown = values.count > 1 && reach.isFinite && spread.mean.isFinite
        return Metric(
            name,
            spread.mean,
            interval: isKnown ? spread.mean - reach...spread.mean + reach : nil,
            count: values.count,
            style: style,
            isBetterHigh: isBetterHigh,
            baselines: baselines
        )
    }

    /// The name as people say it: `mean absolute error`.
    public var title: String { String(name.map { $0 == "_" ? " " : $0 }) }

    /// A number of this metric as people write it.
    public func text(_ value: Double) -> String {
        switch style {
        case .share: fixed(100 * value, 2) + " %"
        case .number(let decimals, let unit):
            fixed(value, decimals) + (unit.isEmpty ? "" : " \(unit)")
        }
    }

    /// One line: the number, its interval, and what other ways come to.
    public var line: String {
        var words = "\(title) \(text(value))"
        if let interval {
            words += " (95 % interval \(text(interval.lowerBound)) to \(text(interval.upperBound)))"
        }
        if count > 0 { words += " on \(count.grouped)" }
        let others = baselines.map { "\($0.name) \(text($0.value))" }
        return words + (others.isEmpty ? "" : "; " + others.joined(separator: ", "))
    }
}

extension Metric {
    /// The mean over folds, and its spread, in place of the number of each.
    init(meanOf folds: [Metric]) {
        let first = folds[0]
        let spread = Spread(of: folds.map(\.value))
        // Four standard errors wide, as the mean of few folds has it.
        let reach = 2 * spread.deviation / Double(folds.count).squareRoot()
        self.init(
            first.name,
            spread.mean,
            interval: (spread.mean + reach).isFinite
                ? spread.mean - reach...spread.mean + reach : nil,
            count: folds.reduce(0) { $0 + $1.count },
            style: first.style,
            isBetterHigh: first.isBetterHigh,
            baselines: first.baselines.map { baseline in
                let values = folds.compactMap { fold in
                    fold.baselines.first { $0.name == baseline.name }?.value
                }
                return Baseline(baseline.name, Spread(of: values).mean)
            }
        )
    }
}
