import NeuralNetworks

/// Columns of numbers brought to mean 0 and deviation 1, row after row in double precision, as the linear
/// baselines want them.
struct StandardColumns {
    /// The mean of each column.
    let means: [Double]
    /// What each column is divided by: its deviation, or 1 where it is constant.
    let deviations: [Double]

    /// What brings the columns of `inputs`, `[rows, columns]`, there.
    init(_ inputs: Tensor) {
        let (rows, columns) = (inputs.shape[0], inputs.shape[1])
        let numbers = inputs.floats
        var means = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { means[column] += Double(numbers[row * columns + column]) }
        }
        for column in 0..<columns { means[column] /= Double(max(rows, 1)) }
        var squares = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                let distance = Double(numbers[row * columns + column]) - means[column]
                squares[column] += distance * distance
            }
        }
        self.means = means
        deviations = squares.map { square in
            let deviation = (square / Double(max(rows, 1))).squareRoot()
            return deviation > 1e-12 ? deviation : 1
        }
    }

    /// The rows of `inputs`.
    func rows(_ inputs: Tensor) -> [[Double]] {
        let columns = means.count
        let numbers = inputs.floats
        return (0..<inputs.shape[0]).map { row in
            (0..<columns).map {
                (Double(numbers[row * columns + $0]) - means[$0]) / deviations[$0]
            }
        }
    }

    /// Weights and a bias of standard columns as those of the columns themselves.
    func unscaled(_ weights: [Double], bias: Double) -> (weights: [Double], bias: Double) {
        let own = zip(weights, deviations).map { $0 / $1 }
        return (own, bias - zip(own, means).reduce(0) { $0 + $1.0 * $1.1 })
    }
}
