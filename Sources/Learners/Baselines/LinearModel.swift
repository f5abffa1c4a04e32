import NeuralNetworks

/// Weighted sums of columns: what the linear baselines have learned.
struct LinearModel {
    /// For each output the weight of each column.
    let weights: [[Double]]
    /// For each output what is added.
    let biases: [Double]

    /// The sums for rows `[rows, columns]`, output after output for each row.
    func callAsFunction(_ inputs: Tensor) -> [[Double]] {
        let numbers = inputs.floats
        let columns = inputs.shape[1]
        return (0..<inputs.shape[0]).map { row in
            zip(weights, biases).map { weights, bias in
                var sum = bias
                for column in 0..<columns {
                    sum += weights[column] * Double(numbers[row * columns + column])
                }
                return sum
            }
        }
    }
}
