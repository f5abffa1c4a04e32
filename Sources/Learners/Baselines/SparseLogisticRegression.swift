import Computation
import Datasets

/// Logistic regression on sparse rows, with one score for each class and a penalty on large weights.
///
/// It minimises Σ −ln p(label) + ‖w‖² / (2 · strength); the biases are not penalised.
public struct SparseLogisticRegression: Sendable {
    private let classes: Int
    private let columns: Int
    /// For each class the weights of all columns and, last, its bias.
    private var weights: [Double]

    /// Learns from rows.
    ///
    /// - Parameters:
    ///   - rows: Numbers of columns.
    ///   - labels: The class of each row.
    ///   - classes: How many classes there are.
    ///   - columns: How many columns there are.
    ///   - strength: How little large weights are penalised: what other programs call C.
    ///   - iterations: The most iterations of the minimisation.
    public init(
        _ rows: [SparseRow],
        labels: [Int],
        classes: Int,
        columns: Int,
        strength: Double = 1,
        iterations: Int = 100
    ) {
        self.classes = classes
        self.columns = columns
        weights = []
        var problem = self
        weights = LimitedMemoryDescent.minimum(
            from: Array(repeating: 0, count: classes * (columns + 1)),
            iterations: iterations,
            tolerance: 2e-5 * Double(rows.count)
        ) { point, gradient in
            problem.weights = point
            return problem.loss(rows, labels, strength: strength, &gradient)
        }
    }

    /// The score of each class: the logarithm of its probability, but for a constant.
    public func scores(_ row: SparseRow) -> [Double] {
        (0..<classes).map { label in
            let start = label * (columns + 1)
            var sum = weights[start + columns]
            for (column, value) in zip(row.columns, row.values) {
                sum += weights[start + Int(column)] * Double(value)
            }
            return sum
        }
    }

    /// The probability of each class.
    public func probabilities(_ row: SparseRow) -> [Double] { Self.softmax(scores(row)).shares }

    /// The likeliest class; of equal ones the first.
    public func answer(_ row: SparseRow) -> Int { scores(row).indexOfMaximum }

    private static func softmax(_ scores: [Double]) -> (shares: [Double], logOfSum: Double) {
        let largest = scores.max() ?? 0
        let powers = scores.map { powerOfE($0 - largest) }
        let sum = powers.reduce(0, +)
        return (powers.map { $0 / sum }, largest + RandomStream.logarithm(sum))
    }

    private func loss(
        _ rows: [SparseRow],
        _ labels: [Int],
        strength: Double,
        _ gradient: inout [Double]
    ) -> Double {
        var loss = 0.0
        for index in gradient.indices {
            let isBias = index % (columns + 1) == columns
            gradient[index] = isBias ? 0 : weights[index] / strength
            if !isBias { loss += weights[index] * weights[index] / (2 * strength) }
        }
        for (row, label) in zip(rows, labels) {
            let scores = scores(row)
            let (shares, logOfSum) = Self.softmax(scores)
            loss += logOfSum - scores[label]
            for other in 0..<classes {
                let difference = shares[other] - (other == label ? 1 : 0)
                let start = other * (columns + 1)
                gradient[start + columns] += difference
                for (column, value) in zip(row.columns, row.values) {
                    gradient[start + Int(column)] += difference * Double(value)
                }
            }
        }
        return loss
    }
}
