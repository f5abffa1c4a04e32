import Computation
import Datasets

/// Naive Bayes on counts: each class draws its words, or whether it has them, independently of each other.
///
/// Source: McCallum, Nigam, "A Comparison of Event Models for Naive Bayes Text Classification", 1998.
public struct NaiveBayes: Sendable {
    /// What a class draws.
    public enum Model: Sendable {
        /// Words, as often as they stand there.
        case multinomial
        /// For each word, whether it is there; words that are missing count too.
        case bernoulli
    }

    /// What a class draws.
    public let model: Model
    /// ln P(class), and for Bernoulli that of a text without a word.
    private var bias: [Double]
    /// ln P(word | class), class by class; for Bernoulli what having the word adds.
    private var weights: [[Double]]

    /// Learns from rows.
    ///
    /// - Parameters:
    ///   - rows: Counts of columns.
    ///   - labels: The class of each row.
    ///   - classes: How many classes there are.
    ///   - columns: How many columns there are.
    ///   - model: What a class draws.
    ///   - smoothing: What is added to each count.
    public init(
        _ rows: [SparseRow],
        labels: [Int],
        classes: Int,
        columns: Int,
        model: Model = .multinomial,
        smoothing: Double = 1
    ) {
        self.model = model
        var counts = [[Double]](repeating: Array(repeating: 0, count: columns), count: classes)
        var sizes = [Double](repeating: 0, count: classes)
        for (row, label) in zip(rows, labels) where counts.indices.contains(label) {
            sizes[label] += 1
            for (column, value) in zip(row.columns, row.values) {
                counts[label][Int(column)] += model == .bernoulli ? 1 : Double(value)
            }
        }
        let total = sizes.reduce(0, +)
        bias = sizes.map {
            RandomStream.logarithm(($0 + smoothing) / (total + smoothing * Double(classes)))
        }
        weights = []
        for label in 0..<classes {
            switch model {
            case .multinomial:
                let sum = counts[label].reduce(0, +) + smoothing * Double(columns)
                weights.append(
                    counts[label].map { RandomStream.logarithm(($0 + smoothing) / sum) }
                )
            case .bernoulli:
                let sum = sizes[label] + 2 * smoothing
                let shares = counts[label].map { ($0 + smoothing) / sum }
                let missing = shares.map { RandomStream.logarithm(1 - $0) }
                bias[label] += missing.reduce(0, +)
                weights.append(zip(shares, missing).map { RandomStream.logarithm($0) - $1 })
            }
        }
    }

    /// The logarithm of each class's probability, but for a constant.
    public func scores(_ row: SparseRow) -> [Double] {
        bias.indices.map { label in
            var sum = bias[label]
            for (column, value) in zip(row.columns, row.values) {
                sum += weights[label][Int(column)] * (model == .bernoulli ? 1 : Double(value))
            }
            return sum
        }
    }

    /// The likeliest class; of equal ones the first.
    public func answer(_ row: SparseRow) -> Int { scores(row).indexOfMaximum }
}

extension [Double] {
    /// The first place of the largest number; 0 where there is none.
    var indexOfMaximum: Int {
        var best = 0
        for index in indices where self[index] > self[best] { best = index }
        return best
    }
}
