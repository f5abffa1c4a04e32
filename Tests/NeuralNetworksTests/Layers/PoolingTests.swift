import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Pooling layers")
struct PoolingTests {
    private func output(_ layer: any Layer, _ input: Tensor) throws -> Tensor {
        try Model(Network { layer }, input: input.shape).predict(input)
    }

    /// 5 × 5 numbers of one channel: 0 to 24, and the same below zero in a second one.
    private let picture = Tensor(
        (0..<25).flatMap { [Float($0), -Float($0)] },
        shape: [5, 5, 2]
    )

    @Test("Pictures are pooled as PyTorch and TensorFlow pool them")
    func pictures() throws {
        let largest = try output(MaxPooling2D(window: 2), picture)
        #expect(largest.shape == [2, 2, 2])
        #expect(largest.floats == [6, 0, 8, -2, 16, -10, 18, -12])

        let same = try output(MaxPooling2D(window: 2, padding: .same), picture)
        #expect(same.shape == [3, 3, 2])
        #expect(
            same.floats == [
                6, 0, 8, -2, 9, -4, 16, -10, 18, -12, 19, -14, 21, -20, 23, -22, 24, -24,
            ]
        )

        let means = try output(AveragePooling2D(window: 3, stride: 2, padding: .same), picture)
        let expected: [Float] = [3, 4.5, 6, 10.5, 12, 13.5, 18, 19.5, 21]
        #expect(means.shape == [3, 3, 2])
        #expect(
            relativeDistance(means.doubles, expected.flatMap { [Double($0), -Double($0)] }) < 1e-7
        )

        let counting = try output(
            AveragePooling2D(window: 3, stride: 2, padding: .same, countsPadding: true),
            picture
        )
        #expect(abs(counting.floats[0] - 12.0 / 9) < 1e-6)
    }

    @Test("Windows need not be square, and one channel need not be said")
    func oblong() throws {
        let grey = Tensor((0..<12).map { Float($0) }, shape: [3, 4])
        let found = try output(MaxPooling2D(window: [1, 3], stride: [2, 1]), grey)
        #expect(found.shape == [2, 2, 1])
        #expect(found.floats == [2, 3, 10, 11])
        let sums = try output(AveragePooling1D(window: 2), grey[0])
        #expect(sums.shape == [2, 1])
        #expect(sums.floats == [0.5, 2.5])
    }

    @Test("Sequences are pooled along their length")
    func sequences() throws {
        let sequence = Tensor([1, 5, 2, -3, 4, 4, 0] as [Float], shape: [7, 1])
        let largest = try output(MaxPooling1D(window: 3, stride: 2), sequence)
        #expect(largest.shape == [3, 1])
        #expect(largest.floats == [5, 4, 4])
        let causal = Padding.explicit(top: 9, bottom: 9, left: 1, right: 0)
        let means = try output(AveragePooling1D(window: 2, padding: causal), sequence)
        #expect(means.floats == [1, 3.5, 0.5, 2])
    }

    private static let cases: [(any Layer, Shape)] = [
        (MaxPooling2D(window: 2), [5, 6, 2]),
        (MaxPooling2D(window: 3, stride: 1, padding: .same), [4, 5, 2]),
        (AveragePooling2D(window: 3, stride: 2, padding: .same), [6, 5, 2]),
        (MaxPooling1D(window: 2, stride: 3), [9, 2]), (AveragePooling1D(window: 4), [9, 2]),
    ]

    @Test(
        "Gradients flow through them",
        arguments: cases.indices
    )
    func gradients(_ index: Int) throws {
        let (layer, input) = PoolingTests.cases[index]
        let network = Network {
            Dense(3, activation: .tanh)
            layer
            Flatten()
            Dense(3)
        }
        let model = try Model(network, input: input, seed: 3)
        try model.drawBiases()
        let batch = Tensor(random: Shape([2] + input.sizes), seed: 5)
        let reference = try ReferenceLoss(
            network,
            SoftmaxCrossEntropy(),
            input: input,
            labels: [2, 0]
        )
        let weights = model.referenceWeights()
        let slopes = reference.slopes(batch.doubles, weights)
        let examples = try Examples(inputs: batch, targets: Tensor([2, 0] as [Int32]))
        let found = try model.gradients(on: examples, loss: SoftmaxCrossEntropy())
        for (index, segment) in model.layout.segments.enumerated() {
            let tensor = try #require(found.gradients[segment.parameter.name])
            let gradient = segment.parameter.asInMemory(tensor.floats).map(Double.init)
            #expect(relativeDistance(gradient, slopes[index]) < 1e-4, "\(segment.parameter.name)")
        }
    }
}
