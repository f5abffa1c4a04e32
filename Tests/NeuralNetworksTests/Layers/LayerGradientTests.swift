import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// A layer between two with weights, so that gradients must pass through it.
struct LayerGradientCase: Sendable, CustomTestStringConvertible {
    let layer: any Layer
    let input: Shape
    var testDescription: String { "\(layer) of \(input)" }

    init(_ input: Shape, _ layer: any Layer) { (self.layer, self.input) = (layer, input) }

    var network: Network {
        Network {
            Dense(2, activation: .tanh)
            layer
            Flatten()
            Dense(3)
        }
    }

    static let all =
        [
            LayerGradientCase([3, 4, 2], Reshape([2, -1])),
            LayerGradientCase([3, 4, 2], Permute([3, 1, 2])),
            LayerGradientCase([3, 2, 2], Pad(top: 1, left: 2, right: 1)),
            LayerGradientCase([4, 3, 2], Crop(top: 1, bottom: 2, right: 1)),
            LayerGradientCase([5], UnitLength()),
            LayerGradientCase([3, 4], UnitLength(epsilon: 0.5)),
            LayerGradientCase([2], PiecewiseLinear([[-2, -0.5, 0.3, 2], [-1, 1]])),
            LayerGradientCase([2, 3, 2], Upsampling(2)),
            LayerGradientCase([4, 2], Upsampling(3)),
            LayerGradientCase([2, 3, 2], GlobalAveragePooling()),
            LayerGradientCase([2, 3, 2], GlobalMaxPooling()),
            LayerGradientCase([2, 2, 2, 2], GlobalMaxPooling()),
            LayerGradientCase([6, 2], RNN(3)),
            LayerGradientCase([4, 2], RNN(3, returnsSequences: true, direction: .backward)),
            LayerGradientCase([4, 2], GRU(3, direction: .both)),
            LayerGradientCase([3, 2], GRU(2, returnsSequences: true, layers: 2, dropout: 0.3)),
            LayerGradientCase([4, 2], LSTM(3)),
            LayerGradientCase(
                [3, 2],
                LSTM(2, returnsSequences: true, direction: .both, layers: 2)
            ),
            LayerGradientCase([5], PReLU()),
            LayerGradientCase([3, 5], RMSNorm()),
            LayerGradientCase([3, 5], PositionEmbedding(4)),
            LayerGradientCase([3, 5], SinusoidalPosition()),
            LayerGradientCase([4, 5], MultiHeadAttention(2, causal: true)),
            LayerGradientCase(
                [3, 2],
                Network {
                    Dense(8)
                    MultiHeadAttention(4, groups: 2, rotary: true)
                }
            ),
            LayerGradientCase([3, 2], TransformerBlock(heads: 1, causal: true, rotary: true)),
            LayerGradientCase(
                [3, 2],
                TransformerBlock(
                    heads: 2,
                    feedForward: 3,
                    normalization: .rms,
                    normalizesFirst: false
                )
            ),
            LayerGradientCase([2, 3, 2], PReLU()),
            LayerGradientCase([3, 2], SpatialDropout(0.5)),
            LayerGradientCase([5], Residual { Dense(2, activation: .sigmoid) }),
            LayerGradientCase(
                [5],
                Residual {
                    Dense(4, activation: .tanh)
                } projection: {
                    Dense(4, usesBias: false)
                }
            ),
            LayerGradientCase([5], Repeat(3, sharing: true) { Dense(2, activation: .tanh) }),
            LayerGradientCase([5], Repeat(2) { Dense(3, activation: .tanh) }),
            LayerGradientCase(
                [5],
                Network {
                    Dense(2, activation: .tanh).shared("one")
                    Dense(2, activation: .sigmoid).shared("one")
                }
            ),
        ]
        + Parallel.Combination.allCases.map { combination in
            LayerGradientCase(
                [3, 2],
                Parallel(combination) {
                    Dense(2, activation: .tanh)
                    Activation(.identity)
                    Dense(2)
                }
            )
        }
}

@Suite("Gradients of layers")
struct LayerGradientTests {
    @Test("They are the slopes of the loss", arguments: LayerGradientCase.all)
    func slopes(_ task: LayerGradientCase) throws {
        let model = try Model(task.network, input: task.input, seed: 3)
        try model.drawBiases()
        let inputs = Tensor(random: Shape([4] + task.input.sizes), seed: 5)
        let labels = [2, 0, 1, 1]
        let reference = try ReferenceLoss(
            task.network,
            .softmaxCrossEntropy,
            input: task.input,
            labels: labels
        )
        let weights = model.referenceWeights()
        let slopes = reference.slopes(inputs.doubles, weights)
        let rules = reference.gradients(inputs.doubles, weights)
        let examples = try Examples(inputs: inputs, targets: Tensor(labels.map(Int32.init)))
        let found = try model.gradients(on: examples, loss: .softmaxCrossEntropy)
        for (index, segment) in model.layout.segments.enumerated() {
            let parameter = segment.parameter
            let tensor = try #require(found.gradients[parameter.name])
            let gradient = parameter.asInMemory(tensor.floats).map(Double.init)
            #expect(relativeDistance(rules[index], slopes[index]) < 1e-6, "\(parameter.name)")
            #expect(relativeDistance(gradient, slopes[index]) < 1e-4, "\(parameter.name)")
        }
    }

    @Test("Layers of every kind learn with the same bits on any number of threads")
    func bits() async throws {
        let network = Network {
            Reshape([4, 6, -1])
            Pad(1)
            Upsampling(2)
            Residual { Dense(1, activation: .tanh) }
            Parallel(.concatenate) {
                Dense(20)
                Repeat(2) { Dense(5, activation: .relu) }
            }
            PReLU()
            SpatialDropout(0.3)
            Crop(top: 1, left: 2)
            Parallel(.multiply) {
                GlobalAveragePooling()
                GlobalMaxPooling()
            }
            Dense(25).shared("twice")
            Dense(25).shared("twice")
            Dense(10)
        }
        let task = BitsCase(name: "layers of layers", network: network, input: [24])
        let expected = try await task.train(Processor(threads: 1))
        let others = InstructionSet.available.filter { $0 != .portable }
        for processor in others.map({ Processor(threads: 3, instructionSet: $0) }) {
            #expect(try await task.train(processor) == expected)
        }
    }
}
