import NeuralNetworks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Multinomial logistic regression in double precision: softmax of linear scores, weights pulled to zero.
///
/// It minimises the sum of the cross-entropies + ½·|w|²/C, columns brought to deviation 1 first, biases free.
struct LogisticRegression {
    /// The scores that were learned; softmax makes probabilities of them.
    let linear: LinearModel

    /// Learns.
    ///
    /// - Parameters:
    ///   - inputs: `[rows, columns]`.
    ///   - labels: The class of each row, from 0.
    ///   - classes: How many classes there are.
    ///   - strength: C, the larger the less weights are pulled to zero.
    ///   - iterations: The most steps that are taken.
    init(
        inputs: Tensor,
        labels: [Int],
        classes: Int,
        strength: Double = 1,
        iterations: Int = 200
    ) {
        let scale = StandardColumns(inputs)
        let problem = Problem(
            rows: scale.rows(inputs),
            labels: labels,
            classes: classes,
            penalty: 1 / (strength * Double(max(labels.count, 1)))
        )
        let width = scale.means.count + 1
        let best = LimitedMemoryDescent.minimum(
            from: [Double](repeating: 0, count: classes * width),
            iterations: iterations
        ) { problem.loss($0, gradient: &$1) }
        let solved = (0..<classes).map { index in
            let row = best[index * width..<(index + 1) * width]
            return scale.unscaled(Array(row.dropLast()), bias: row.last ?? 0)
        }
        linear = LinearModel(weights: solved.map(\.weights), biases: solved.map(\.bias))
    }

    /// The probabilities of all classes for each row of `[rows, columns]`.
    func probabilities(_ inputs: Tensor) -> [[Double]] { linear(inputs).map(Self.softmax) }

    /// The class of the largest score for each row.
    func labels(_ inputs: Tensor) -> [Int] {
        linear(inputs).map { scores in
            scores.indices.max { scores[$0] < scores[$1] } ?? 0
        }
    }

    static func softmax(_ scores: [Double]) -> [Double] {
        let most = scores.max() ?? 0
        let powers = scores.map { exp($0 - most) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// What is minimised, of weights and the bias of each class one after another.
    private struct Problem {
        let rows: [[Double]]
        let labels: [Int]
        let classes: Int
        /// 1/C for each row.
        let penalty: Double

        func loss(_ point: [Double], gradient: inout [Double]) -> Double {
            let width = point.count / max(classes, 1)
            for index in gradient.indices { gradient[index] = 0 }
            var loss = 0.0
            var scores = [Double](repeating: 0, count: classes)
            for (row, label) in zip(rows, labels) {
                for index in 0..<classes {
                    let start = index * width
                    var sum = point[start + width - 1]
                    for column in 0..<width - 1 { sum += point[start + column] * row[column] }
                    scores[index] = sum
                }
                let shares = LogisticRegression.softmax(scores)
                loss -= log(max(shares[label], .leastNormalMagnitude))
                for index in 0..<classes {
                    let slope = shares[index] - (index == label ? 1 : 0)
                    let start = index * width
                    for column in 0..<width - 1 { gradient[start + column] += slope * row[column] }
                    gradient[start + width - 1] += slope
                }
            }
            let number = Double(max(rows.count, 1))
            loss /= number
            for index in gradient.indices {
                gradient[index] /= number
                guard index % width < width - 1 else { continue }
                loss += penalty * point[index] * point[index] / 2
                gradient[index] += penalty * point[index]
            }
            return loss
        }
    }
}
