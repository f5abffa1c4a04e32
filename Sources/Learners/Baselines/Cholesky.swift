/// A symmetric, positive definite matrix A as L·Lᵀ, by which equations A·x = b are solved.
struct Cholesky {
    private let lower: [[Double]]

    /// Takes a matrix apart; nil where it is not positive definite.
    ///
    /// - Parameter matrix: Its rows, of which only the part up to the diagonal is read.
    init?(_ matrix: [[Double]]) {
        var lower = matrix
        for row in matrix.indices {
            for column in 0...row {
                let sum = Self.product(lower[row], lower[column], upTo: column)
                let rest = matrix[row][column] - sum
                if row == column {
                    guard rest > 0, rest.isFinite else { return nil }
                    lower[row][row] = rest.squareRoot()
                } else {
                    lower[row][column] = rest / lower[column][column]
                }
            }
        }
        self.lower = lower
    }

    /// x of A·x = b.
    func solve(_ right: [Double]) -> [Double] {
        var solution = right
        for row in lower.indices {
            solution[row] -= Self.product(lower[row], solution, upTo: row)
            solution[row] /= lower[row][row]
        }
        for row in lower.indices.reversed() {
            solution[row] /= lower[row][row]
            for other in 0..<row { solution[other] -= lower[row][other] * solution[row] }
        }
        return solution
    }

    private static func product(_ a: [Double], _ b: [Double], upTo count: Int) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += a[index] * b[index] }
        return sum
    }
}
