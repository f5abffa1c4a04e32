import Computation
import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

/// A loss on one example whose value was worked out by hand.
struct LossValue: Sendable, CustomTestStringConvertible {
    let loss: any Loss
    let outputs: [Float]
    let targets: Targets
    let expected: Double
    var testDescription: String { "\(loss) of \(outputs) for \(targets)" }

    enum Targets: Sendable {
        case label(Int32)
        case numbers([Float])

        var tensor: Tensor {
            switch self {
            case .label(let label): Tensor([label])
            case .numbers(let numbers): Tensor(numbers, shape: [1, numbers.count])
            }
        }
    }

    init(_ loss: any Loss, _ outputs: [Float], _ targets: Targets, _ expected: Double) {
        self.loss = loss
        self.outputs = outputs
        self.targets = targets
        self.expected = expected
    }

    /// Logits whose softmax is ½, ¼ and ¼.
    private static let half: [Float] = [Float(log(2.0)), 0, 0]

    static let all = [
        LossValue(MeanAbsoluteError(), [1, -2, 0.5], .numbers([0, 1, 0.5]), (1 + 3 + 0) / 3),
        // Errors 0.5, 3 and −4 with δ = 2: 0.125, 2·(3 − 1) and 2·(4 − 1).
        LossValue(HuberLoss(delta: 2), [0.5, 3, -4], .numbers([0, 0, 0]), (0.125 + 4 + 6) / 3),
        LossValue(HuberLoss(delta: 2), [2], .numbers([0]), 2),
        // Two targets, 1 and −1, of which the outputs miss the quantiles by 1 and −2, and by 3 and 0.
        LossValue(
            QuantileLoss([0.25, 0.75]),
            [0, 3, -4, -1],
            .numbers([1, -1]),
            (0.25 * 1 + 0.25 * 2 + 0.25 * 3 + 0) / 4
        ),
        LossValue(HingeLoss(), [2, 0.5, 1.5], .label(0), 0.5),
        LossValue(HingeLoss(), [2, 0.5, 1], .label(0), 0),
        LossValue(HingeLoss(), [2, 0.5, 1], .label(1), 2.5),
        // Half of what is certain is missed: ln 2; and ½ ln (½ / ½) + ½ ln (½ / ¼).
        LossValue(KullbackLeiblerDivergence(), half, .label(0), log(2)),
        LossValue(
            KullbackLeiblerDivergence(),
            half,
            .numbers([0.5, 0.5, 0]),
            0.5 * log(2)
        ),
        LossValue(KullbackLeiblerDivergence(), half, .numbers([0.5, 0.25, 0.25]), 0),
        LossValue(CosineDistance(), [3, 4], .numbers([30, 40]), 0),
        LossValue(CosineDistance(), [3, 4], .numbers([-4, 3]), 1),
        LossValue(CosineDistance(), [3, 4], .numbers([-3, -4]), 2),
        LossValue(CosineDistance(), [3, 4], .label(1), 0.2),
        LossValue(CosineDistance(), [0, 0], .numbers([1, 2]), 1),
        LossValue(CosineDistance(), [1, 2], .numbers([0, 0]), 1),
        LossValue(FocalLoss(gamma: 0), half, .label(1), 2 * log(2)),
        LossValue(FocalLoss(gamma: 2), half, .label(1), 0.75 * 0.75 * 2 * log(2)),
        LossValue(FocalLoss(gamma: 0.5), half, .label(0), 0.5.squareRoot() * log(2)),
        // 0.9 of the label and 0.1 shared by three: 0.9333, 0.0333, 0.0333.
        LossValue(
            SoftmaxCrossEntropy(labelSmoothing: 0.1),
            half,
            .label(0),
            (0.9 + 0.1 / 3) * log(2) + 0.2 / 3 * 2 * log(2)
        ),
        LossValue(SoftmaxCrossEntropy(), half, .numbers([0.5, 0.25, 0.25]), 1.5 * log(2)),
        LossValue(
            SoftmaxCrossEntropy(labelSmoothing: 0.3),
            half,
            .numbers([1, 0, 0]),
            0.8 * log(2) + 0.2 * 2 * log(2)
        ),
    ]
}

/// A loss and several examples whose outputs are the weights, so that its gradient is seen alone.
struct LossSlope: Sendable, CustomTestStringConvertible {
    let loss: any Loss
    let hasLabels: Bool
    var testDescription: String { "\(loss) for \(hasLabels ? "labels" : "numbers")" }

    private static let withLabels: [any Loss] = [
        HuberLoss(delta: 0.3), FocalLoss(gamma: 0), FocalLoss(gamma: 0.5), HingeLoss(),
        SoftmaxCrossEntropy(labelSmoothing: 0.2), KullbackLeiblerDivergence(), CosineDistance(),
        TripletLoss(margin: 4), SupervisedContrastiveLoss(temperature: 0.5),
    ]

    private static let withNumbers: [any Loss] = [
        MeanAbsoluteError(), QuantileLoss([0.2]), HuberLoss(), HuberLoss(delta: 0.3),
        KullbackLeiblerDivergence(),
        CosineDistance(), SoftmaxCrossEntropy(), SoftmaxCrossEntropy(labelSmoothing: 0.2),
    ]

    static let all =
        withLabels.map { LossSlope(loss: $0, hasLabels: true) }
        + withNumbers.map { LossSlope(loss: $0, hasLabels: false) }
}

@Suite("Losses, one by one")
struct LossValueTests {
    private func evaluate(_ loss: any Loss, _ outputs: Tensor, _ targets: Tensor) throws -> Double {
        let model = try Model(Network { Activation(.identity) }, input: [outputs.shape[1]])
        let examples = try Examples(inputs: outputs, targets: targets)
        return try Trainer(anyLoss: loss).evaluate(model, on: examples).loss
    }

    @Test("A loss has the value worked out by hand", arguments: LossValue.all)
    func value(_ value: LossValue) throws {
        let outputs = Tensor(value.outputs, shape: [1, value.outputs.count])
        let loss = try evaluate(value.loss, outputs, value.targets.tensor)
        #expect(abs(loss - value.expected) < 1e-6)
    }

    @Test("The gradient is the slope, for labels and for numbers", arguments: LossSlope.all)
    func slopes(_ task: LossSlope) throws {
        let (count, width) = (5, 4)
        // Rows that are distributions, as some losses want them.
        let numbers = Tensor(random: [count, width], in: 0...1, seed: 7).doubles
        let rows = numbers.indices.map { index in
            numbers[index]
                / numbers[index / width * width..<(index / width + 1) * width].reduce(0, +)
        }
        let targets = task.hasLabels ? [2, 0, 3, 1, 1] : rows
        let shape: Shape = task.hasLabels ? [count] : [count, width]

        let builder = GraphBuilder()
        let outputs = builder.parameter(
            Parameter(name: "outputs", shape: [count, width], initializer: .zeros)
        )
        let wanted = builder.input(
            "target",
            TensorType(task.hasLabels ? .int32 : .float32, shape)
        )
        let loss = task.loss(outputs, wanted).mean()
        let gradient = try #require(builder.gradients(of: loss, withRespectTo: [outputs]).first)
        #expect(builder.failure == nil)

        func values(_ outputs: [Double]) -> [ReferenceArray] {
            ReferenceInterpreter(builder.graph).run(
                inputs: ["target": ReferenceArray(targets, shape: shape)],
                parameters: [ReferenceArray(outputs, shape: [count, width])]
            )
        }
        let point = Tensor(random: [count, width], in: -2...2, seed: 3).doubles
        let slopes = differences(point) { values($0)[loss.node].values[0] }
        #expect(relativeDistance(values(point)[gradient.node].values, slopes) < 1e-7)
        #expect(slopes.contains { abs($0) > 0.01 })
    }

    @Test("Soft labels that are certain are labels, and no smoothing is none")
    func softLabels() throws {
        let outputs = Tensor(random: [3, 4], in: -3...3)
        let rows = Tensor([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1] as [Float], shape: [3, 4])
        let labels = Tensor([2, 0, 3] as [Int32])
        let expected = try evaluate(SoftmaxCrossEntropy(), outputs, labels)
        for loss in [SoftmaxCrossEntropy(), SoftmaxCrossEntropy(labelSmoothing: 0)] {
            let found = try evaluate(loss, outputs, rows)
            #expect(abs(found - expected) < 1e-6)
        }
    }

    @Test("An example that is answered too well to improve has a gradient of numbers")
    func certain() throws {
        let model = try Model(Network { Dense(3) }, input: [1], seed: 1)
        try model.setParameter(
            "layers.0.weight",
            to: Tensor([200, -200, -200] as [Float], shape: [3, 1])
        )
        let input = Tensor([1] as [Float])
        let focal: [any Loss] = [FocalLoss(gamma: 0.5), FocalLoss(gamma: 0)]
        for loss in LossCatalogue.losses + focal {
            let found = try model.gradients(on: input, label: 0, loss: loss)
            let numbers = found.gradients.values.flatMap { $0.floats }
            #expect(found.loss.isFinite && numbers.allSatisfy { $0.isFinite }, "\(loss)")
        }
    }

    @Test("Outputs without a direction stay where they are")
    func noDirection() throws {
        let model = try Model(Network { Dense(3, initializer: .zeros) }, input: [1], seed: 1)
        let found = try model.gradients(
            on: Tensor([1] as [Float]),
            label: 0,
            loss: CosineDistance()
        )
        #expect(found.loss == 1)
        #expect(found.gradients.values.allSatisfy { $0.floats.allSatisfy { $0 == 0 } })
    }

    @Test(
        "Losses are learned with",
        arguments: LossCatalogue.losses.filter { !$0.comparesExamples }
    )
    func learned(_ loss: any Loss) async throws {
        let examples = try Lesson.clusters(60)
        let model = try Model(Network { Dense(3) }, input: [3], seed: 3)
        let trainer = Trainer(anyLoss: loss, anyOptimizer: Adam(learningRate: 0.05))
        try await trainer.learn(model, on: examples, epochs: 50, batchSize: 16)
        let score = try trainer.evaluate(model, on: examples)
        #expect(score.accuracy == 1)
    }
}
