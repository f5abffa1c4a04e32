import Computation
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Losses")
struct LossTests {
    /// The loss of one example by the formula of its definition, in double precision.
    private typealias Formula = @Sendable (_ outputs: [Double], _ targets: [Double]) -> Double

    private static let formulas: [String: Formula] = [
        "cross-entropy": { outputs, targets in
            let sum = outputs.map { exp($0) }.reduce(0, +)
            return total(outputs, targets) { output, target in -target * log(exp(output) / sum) }
        },
        "quadratic": { outputs, targets in
            total(outputs, targets) { output, target in (output - target) * (output - target) / 2 }
        },
        "mean-squared-error": { outputs, targets in
            total(outputs, targets) { output, target in (output - target) * (output - target) }
                / Double(outputs.count)
        },
        "binary-cross-entropy": { outputs, targets in
            total(outputs, targets) { output, target in
                let probability = sigmoid(output)
                return -target * log(probability) - (1 - target) * log(1 - probability)
            }
        },
        "mean-absolute-error": { outputs, targets in
            total(outputs, targets) { output, target in abs(output - target) }
                / Double(outputs.count)
        },
        "huber": { outputs, targets in
            total(outputs, targets) { output, target in
                let error = abs(output - target)
                return error <= 1 ? error * error / 2 : error - 0.5
            } / Double(outputs.count)
        },
        // By default of the median: half of how far outputs are away.
        "quantile": { outputs, targets in
            total(outputs, targets) { output, target in abs(output - target) / 2 }
                / Double(outputs.count)
        },
        "hinge": { outputs, targets in
            let label = targets.firstIndex(of: 1) ?? 0
            let others = outputs.indices.filter { $0 != label }.map { outputs[$0] }
            return max(0, 1 + (others.max() ?? 0) - outputs[label])
        },
        "kullback-leibler": { outputs, targets in
            let sum = outputs.map { exp($0) }.reduce(0, +)
            return total(outputs, targets) { output, target in
                target == 0 ? 0 : target * (log(target) - log(exp(output) / sum))
            }
        },
        "cosine-distance": { outputs, targets in
            let product = total(outputs, targets) { output, target in output * target }
            let squares = [outputs, targets].map { values in total(values, values, *) }
            guard squares[0] > 0, squares[1] > 0 else { return 1 }
            return 1 - product / (squares[0] * squares[1]).squareRoot()
        },
        "focal": { outputs, targets in
            let sum = outputs.map { exp($0) }.reduce(0, +)
            return total(outputs, targets) { output, target in
                let rest = 1 - exp(output) / sum
                return -target * rest * rest * log(exp(output) / sum)
            }
        },
    ]

    private static func total(
        _ outputs: [Double],
        _ targets: [Double],
        _ term: (Double, Double) -> Double
    ) -> Double {
        zip(outputs, targets).map(term).reduce(0, +)
    }

    private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    @Test(
        "A loss is its formula, for labels and for numbers",
        arguments: LossCatalogue.losses.filter { !$0.comparesExamples },
        [1, 2, 7]
    )
    func formula(_ loss: any Loss, width: Int) throws {
        let formula = try #require(
            LossTests.formulas[type(of: loss).name],
            "no formula for \(type(of: loss).name)"
        )
        guard width > 1 || loss.interpretation != .classLogits else { return }
        let count = 9
        let outputs = Tensor(random: [count, width], in: -3...3, seed: width)
        var stream = RandomStream(test: 40 + width)
        let labels = (0..<count).map { _ in stream.integer(below: width) }
        let rows = labels.flatMap { label in (0..<width).map { $0 == label ? 1.0 : 0 } }
        // For a single output, a label is the number that is wanted.
        let isNumber = width == 1
        try expect(
            loss,
            outputs,
            Tensor(labels.map(Int32.init)),
            equals: isNumber ? labels.map(Double.init) : rows,
            formula
        )
        guard loss.interpretation != .classLogits else { return }
        let numbers = Tensor(random: [count, width], in: 0...1, seed: 90 + width)
        try expect(loss, outputs, numbers, equals: numbers.doubles, formula)
    }

    /// Holds the mean loss of outputs, as the library computes it, against a formula.
    private func expect(
        _ loss: any Loss,
        _ outputs: Tensor,
        _ targets: Tensor,
        equals answers: [Double],
        _ formula: Formula
    ) throws {
        let width = outputs.shape[1]
        let model = try Model(Network { Activation(.identity) }, input: [width])
        let examples = try Examples(inputs: outputs, targets: targets)
        let score = try Trainer(anyLoss: loss).evaluate(model, on: examples)
        let values = outputs.doubles
        let expected = (0..<outputs.shape[0]).reduce(0) { sum, example in
            let range = example * width..<(example + 1) * width
            return sum + formula(Array(values[range]), Array(answers[range]))
        }
        #expect(abs(score.loss * Double(examples.count) - expected) < 1e-5 * max(expected, 1))
    }

    @Test(
        "Far from the answer, no loss overflows",
        arguments: LossCatalogue.losses.filter { !$0.comparesExamples }
    )
    func extremes(_ loss: any Loss) throws {
        let model = try Model(Network { Activation(.identity) }, input: [2])
        let examples = try Examples(
            inputs: Tensor([200, -200, -200, 200] as [Float], shape: [2, 2]),
            targets: Tensor([1, 1] as [Int32])
        )
        let score = try Trainer(anyLoss: loss).evaluate(model, on: examples)
        // An angle is never larger than half a turn; of an error the median takes half.
        let least = loss is CosineDistance ? 0.9 : loss is QuantileLoss ? 99 : 100
        #expect(score.loss.isFinite && score.loss > least)
    }

    @Test("What outputs mean follows from the loss, and predictions are probabilities")
    func interpretation() throws {
        let outputs = Tensor([1, -2, 0.5] as [Float])
        let model = try Model(Network { Activation(.identity) }, input: [3])
        #expect(try model.predict(outputs).floats == [1, -2, 0.5])

        model.information.interpretation = SoftmaxCrossEntropy().interpretation
        let exponentials = outputs.doubles.map { exp($0) }
        let softmax = exponentials.map { $0 / exponentials.reduce(0, +) }
        #expect(relativeDistance(try model.predict(outputs).doubles, softmax) < 1e-6)

        model.information.interpretation = BinaryCrossEntropy().interpretation
        let sigmoids = outputs.doubles.map(LossTests.sigmoid)
        #expect(relativeDistance(try model.predict(outputs).doubles, sigmoids) < 1e-6)
        #expect(try model.outputs(outputs) == outputs)

        #expect(MeanSquaredError().interpretation == .values)
        #expect(QuadraticCost().interpretation == .values)
    }
}
