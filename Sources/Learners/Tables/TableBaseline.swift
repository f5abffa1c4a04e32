import Datasets
import NeuralNetworks

/// What simpler ways answer: always the same, and a linear model of the same columns.
struct TableBaseline {
    /// The most rows of which the linear model learns: more tell it hardly more.
    private static let most = 50_000

    private let linear: LinearModel
    /// The most frequent class, or the mean.
    let constant: Double

    /// Learns from the same rows as the network.
    init(_ rows: EncodedRows, _ answers: [Double], _ target: TableTarget) {
        let stride = max(1, (rows.count + Self.most - 1) / Self.most)
        let chosen = Array(Swift.stride(from: 0, to: rows.count, by: stride))
        let inputs = rows.linear(chosen)
        guard target.classNames.isEmpty else {
            let labels = answers.map { Int($0) }
            linear =
                LogisticRegression(
                    inputs: inputs,
                    labels: chosen.map { labels[$0] },
                    classes: target.outputs
                ).linear
            var counts = [Int](repeating: 0, count: target.outputs)
            for label in labels { counts[label] += 1 }
            constant = Double(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
            return
        }
        // Less the mean, of which single precision would lose the last digits.
        let mean = answers.reduce(0, +) / Double(max(answers.count, 1))
        let targets = Tensor(chosen.map { Float(answers[$0] - mean) })
        let found = RidgeRegression(inputs: inputs, targets: targets).linear
        linear = LinearModel(weights: found.weights, biases: found.biases.map { $0 + mean })
        constant = mean
    }

    /// The class or the number that the linear model says for each row.
    func answers(_ rows: EncodedRows) -> [Double] {
        linear(rows.linear(Array(0..<rows.count))).map { scores in
            guard scores.count > 1 else { return scores[0] }
            return Double(scores.indices.max { scores[$0] < scores[$1] } ?? 0)
        }
    }
}
