import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Linear baselines")
struct LinearBaselineTests {
    private static func numbers(_ shape: Shape, in range: ClosedRange<Float>) -> Tensor {
        var stream = RandomStream(seed: 3, for: "numbers")
        return Tensor((0..<shape.count).map { _ in stream.uniform(in: range) }, shape: shape)
    }

    @Test("Equations of a positive definite matrix are solved, others are refused")
    func cholesky() throws {
        let matrix: [[Double]] = [[4, 2, -2], [2, 10, 2], [-2, 2, 6]]
        let factor = try #require(Cholesky(matrix))
        let solution = factor.solve([2, 34, 20])
        for (row, right) in zip(matrix, [2.0, 34, 20]) {
            #expect(abs(zip(row, solution).reduce(0) { $0 + $1.0 * $1.1 } - right) < 1e-12)
        }
        #expect(Cholesky([[1, 2], [2, 1]]) == nil)
        #expect(Cholesky([[.nan]]) == nil)
    }

    @Test("Ridge regression finds a plane, and pulls weights to zero where it shall")
    func ridge() {
        let inputs = Self.numbers([200, 3], in: -2...5)
        let rows = inputs.floats
        var targets: [Float] = []
        for row in 0..<200 {
            let sum: Float = 2 * rows[row * 3] - 0.5 * rows[row * 3 + 1]
            targets += [sum + 7, -sum]
        }
        let answers = Tensor(targets, shape: [200, 2])
        let found = RidgeRegression(inputs: inputs, targets: answers, penalty: 1e-9).linear
        let expected: [[Double]] = [[2, -0.5, 0], [-2, 0.5, 0]]
        for (weights, wanted) in zip(found.weights, expected) {
            for (weight, want) in zip(weights, wanted) { #expect(abs(weight - want) < 1e-5) }
        }
        #expect(abs(found.biases[0] - 7) < 1e-4 && abs(found.biases[1]) < 1e-4)
        let pulled = RidgeRegression(inputs: inputs, targets: answers, penalty: 1e9).linear
        #expect(pulled.weights.joined().allSatisfy { abs($0) < 1e-6 })
    }

    @Test("A constant column and a copy of another do no harm")
    func degenerate() {
        let rows = (0..<40).flatMap { (row: Int) -> [Float] in [Float(row), Float(row), 3] }
        let inputs = Tensor(rows, shape: [40, 3])
        let targets = Tensor((0..<40).map { Float(3 * $0) })
        let found = RidgeRegression(inputs: inputs, targets: targets, penalty: 1e-6).linear
        #expect(abs(found(inputs)[10][0] - 30) < 1e-2)
    }

    @Test("Descent finds the bottom of Rosenbrock's valley")
    func descent() {
        let found = LimitedMemoryDescent.minimum(from: [-1.2, 1], iterations: 200) { point, slope in
            let (x, y) = (point[0], point[1])
            slope = [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)]
            return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
        }
        #expect(abs(found[0] - 1) < 1e-4 && abs(found[1] - 1) < 1e-4)
    }

    @Test("Logistic regression has no slope left where it ends, for two classes and for more")
    func logistic() {
        for classes in [2, 3] {
            let inputs = Self.numbers([90, 2], in: -1...1)
            let rows = inputs.floats
            var stream = RandomStream(seed: 2, for: "logistic")
            let labels = (0..<90).map { row in
                stream.uniform() < 0.2
                    ? stream.integer(below: classes)
                    : (rows[2 * row] > 0 ? 1 : classes - 1) % classes
            }
            let model = LogisticRegression(inputs: inputs, labels: labels, classes: classes)
            let shares = model.probabilities(inputs)
            #expect(shares.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 })
            // Biases are free, so that each class is as frequent in the answers as in the labels.
            for index in 0..<classes {
                let mean = shares.reduce(0) { $0 + $1[index] }
                #expect(abs(mean - Double(labels.count { $0 == index })) < 1e-3)
            }
            let right = zip(model.labels(inputs), labels).count(where: ==)
            #expect(right > 60)
        }
    }
}
