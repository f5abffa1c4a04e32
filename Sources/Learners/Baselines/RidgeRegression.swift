import NeuralNetworks

/// Linear regression whose weights are pulled to zero a little, by the normal equations in double precision.
///
/// It minimises the mean of (y − w·x − b)² + λ·|w|², columns brought to deviation 1 first.
///
/// Source: Hoerl and Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems", 1970.
struct RidgeRegression {
    /// What was learned.
    let linear: LinearModel

    /// Learns.
    ///
    /// - Parameters:
    ///   - inputs: `[rows, columns]`.
    ///   - targets: `[rows, outputs]`, or `[rows]`.
    ///   - penalty: λ, above 0.
    init(inputs: Tensor, targets: Tensor, penalty: Double = 1e-4) {
        let (count, columns) = (inputs.shape[0], inputs.shape[1])
        let outputs = targets.shape.count / max(count, 1)
        let scale = StandardColumns(inputs)
        let rows = scale.rows(inputs)
        let answers = targets.floats
        let number = Double(max(count, 1))
        let means = (0..<outputs).map { output in
            (0..<count).reduce(0) { $0 + Double(answers[$1 * outputs + output]) } / number
        }
        var products = Self.products(rows, columns)
        for row in 0..<columns {
            for column in 0...row { products[row][column] /= number }
            products[row][row] += penalty
        }
        let right = (0..<outputs).map { output in
            var sums = [Double](repeating: 0, count: columns)
            for (index, row) in rows.enumerated() {
                let answer = Double(answers[index * outputs + output]) - means[output]
                for column in 0..<columns { sums[column] += answer * row[column] }
            }
            return sums.map { $0 / number }
        }
        // With a penalty above 0 only what is not finite keeps it from being positive definite.
        let factor = Cholesky(products)
        let solved = right.enumerated().map { output, right in
            let weights = factor?.solve(right) ?? right.map { _ in 0 }
            return scale.unscaled(weights, bias: means[output])
        }
        linear = LinearModel(weights: solved.map(\.weights), biases: solved.map(\.bias))
    }

    /// The products of all columns with each other up to the diagonal, Xᵀ·X.
    private static func products(_ rows: [[Double]], _ columns: Int) -> [[Double]] {
        (0..<columns).map { column in
            var sums = [Double](repeating: 0, count: column + 1)
            var span = sums.mutableSpan
            for row in rows {
                let values = row.span
                let factor = values[column]
                for other in span.indices { span[other] += factor * values[other] }
            }
            return sums
        }
    }
}
