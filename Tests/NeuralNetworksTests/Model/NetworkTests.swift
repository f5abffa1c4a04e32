import Computation
import Foundation
import NeuralNetworks
import Testing

@Suite("Networks as values")
struct NetworkTests {
    /// For each kind of layer, examples of it and how they are written.
    static let layers: [(layer: any Layer, text: String)] = [
        (Dense(16), "Dense(16)"),
        (Dense(16, activation: .sigmoid), "Dense(16, activation: .sigmoid)"),
        (
            Dense(3, activation: .leakyReLU, usesBias: false, initializer: .normal(deviation: 0.1)),
            "Dense(3, activation: .leakyReLU, usesBias: false)"
        ),
        (Dense(2, initializer: .uniform(limit: 0.5)), "Dense(2)"),
        (Dense(2, initializer: .constant(-1)), "Dense(2)"),
        (Dense(2, initializer: .zeros), "Dense(2)"),
        (Flatten(), "Flatten()"),
        (Dropout(0.25), "Dropout(0.25)"),
        (MaxPooling2D(window: 2), "MaxPooling2D(window: 2)"),
        (
            MaxPooling2D(window: [2, 3], stride: [1, 2]),
            "MaxPooling2D(window: [2, 3], stride: [1, 2])"
        ),
        (
            MaxPooling1D(window: 3, stride: 2, padding: .same),
            "MaxPooling1D(window: 3, stride: 2, padding: .same)"
        ),
        (
            AveragePooling2D(window: 3, padding: .explicit(top: 1, bottom: 0, left: 2, right: 0)),
            "AveragePooling2D(window: 3, padding: .explicit(top: 1, bottom: 0, left: 2, right: 0))"
        ),
        (
            AveragePooling1D(window: 2, countsPadding: true),
            "AveragePooling1D(window: 2, countsPadding: true)"
        ),
        (Activation(.tanh), "Activation(.tanh)"),
        (Conv2D(8, kernel: 3), "Conv2D(8, kernel: 3)"),
        (
            Conv2D(
                4,
                kernel: [3, 5],
                stride: 2,
                padding: .same,
                dilation: [1, 2],
                groups: 2,
                activation: .relu,
                usesBias: false
            ),
            "Conv2D(4, kernel: [3, 5], stride: 2, padding: .same, dilation: [1, 2], groups: 2, "
                + "activation: .relu, usesBias: false)"
        ),
        (
            Conv1D(
                4,
                kernel: 9,
                stride: 2,
                padding: .explicit(top: 0, bottom: 0, left: 3, right: 1),
                activation: .tanh
            ),
            "Conv1D(4, kernel: 9, stride: 2, padding: "
                + ".explicit(top: 0, bottom: 0, left: 3, right: 1), activation: .tanh)"
        ),
        (
            TransposedConv2D(3, kernel: 4, stride: 2, padding: .same, activation: .sigmoid),
            "TransposedConv2D(3, kernel: 4, stride: 2, padding: .same, activation: .sigmoid)"
        ),
        (BatchNorm(), "BatchNorm()"),
        (
            BatchNorm(momentum: 0.25, epsilon: 0.5, scales: false, centers: false),
            "BatchNorm(momentum: 0.25, epsilon: 0.5, scales: false, centers: false)"
        ),
        (LayerNorm(), "LayerNorm()"),
        (RMSNorm(epsilon: 0.5, scales: false), "RMSNorm(epsilon: 0.5, scales: false)"),
        (Embedding(65, width: 8), "Embedding(65, width: 8)"),
        (PositionEmbedding(9), "PositionEmbedding(9)"),
        (SinusoidalPosition(), "SinusoidalPosition()"),
        (MultiHeadAttention(2), "MultiHeadAttention(2)"),
        (
            MultiHeadAttention(
                4,
                groups: 2,
                causal: true,
                rotary: true,
                base: 500,
                usesBias: false
            ),
            "MultiHeadAttention(4, groups: 2, causal: true, rotary: true, base: 500.0, "
                + "usesBias: false)"
        ),
        (TransformerBlock(heads: 2), "TransformerBlock(heads: 2)"),
        (
            TransformerBlock(
                heads: 4,
                groups: 1,
                feedForward: 9,
                activation: .silu,
                dropout: 0.5,
                causal: true,
                rotary: true,
                normalization: .rms,
                normalizesFirst: false
            ),
            "TransformerBlock(heads: 4, groups: 1, feedForward: 9, activation: .silu, dropout: 0.5, "
                + "causal: true, rotary: true, normalization: .rms, normalizesFirst: false)"
        ),
        (LayerNorm(centers: false), "LayerNorm(centers: false)"),
        (GroupNorm(2), "GroupNorm(2)"),
        (GroupNorm(4, epsilon: 0.25), "GroupNorm(4, epsilon: 0.25)"),
        (Dense(4).frozen(), "Dense(4).frozen()"),
        (Dense(4).named("hidden"), "Dense(4).named(\"hidden\")"),
        (Dense(4).shared("twice"), "Dense(4).shared(\"twice\")"),
        (RNN(4), "RNN(4)"),
        (
            RNN(4, activation: .relu, returnsSequences: true),
            "RNN(4, activation: .relu, returnsSequences: true)"
        ),
        (GRU(4, direction: .both), "GRU(4, direction: .both)"),
        (LSTM(4, layers: 2, dropout: 0.5), "LSTM(4, layers: 2, dropout: 0.5)"),
        (PReLU(), "PReLU()"),
        (SpatialDropout(0.5), "SpatialDropout(0.5)"),
        (GlobalAveragePooling(), "GlobalAveragePooling()"),
        (GlobalMaxPooling(), "GlobalMaxPooling()"),
        (UnitLength(), "UnitLength()"),
        (UnitLength(epsilon: 0.5), "UnitLength(epsilon: 0.5)"),
        (
            PiecewiseLinear([[0, 1, 2.5], [-1, 1]]),
            "PiecewiseLinear(2 columns, 2 bins)"
        ),
        (Upsampling(2), "Upsampling(2)"),
        (Reshape([4, -1]), "Reshape([4, -1])"),
        (Permute([2, 1]), "Permute([2, 1])"),
        (Pad(1), "Pad(1)"),
        (Pad(top: 1, right: 2), "Pad(top: 1, right: 2)"),
        (Crop(2), "Crop(2)"),
        (Crop(bottom: 1, left: 3), "Crop(bottom: 1, left: 3)"),
        (Residual { Dense(4) }, "Residual {\n    Dense(4)\n}"),
        (
            Residual {
                Dense(4)
            } projection: {
                Dense(4)
            },
            "Residual {\n    Dense(4)\n} projection: {\n    Dense(4)\n}"
        ),
        (
            Parallel(.add) {
                Dense(4)
                Flatten()
            }, "Parallel(.add) {\n    Dense(4)\n    Flatten()\n}"
        ),
        (Parallel(.multiply) { Dense(4) }, "Parallel(.multiply) {\n    Dense(4)\n}"),
        (
            Inputs(["row": [5], "picture": [28, 28]]),
            "Inputs([\"picture\": [28, 28], \"row\": [5]])"
        ),
        (Input("row"), "Input(\"row\")"),
        (
            Outputs {
                Dense(10).named("digit")
                Dense(1).named("slant")
            }, "Outputs {\n    Dense(10).named(\"digit\")\n    Dense(1).named(\"slant\")\n}"
        ),
        (Repeat(3) { Dense(4) }, "Repeat(3) {\n    Dense(4)\n}"),
        (
            Repeat(3, sharing: true) { Dense(4) },
            "Repeat(3, sharing: true) {\n    Dense(4)\n}"
        ),
        (
            Network {
                Flatten()
                Network { Dense(2) }
            }, "Network {\n    Flatten()\n    Network {\n        Dense(2)\n    }\n}"
        ),
    ]

    @Test("Every kind of layer of the catalogue has a case")
    func complete() {
        let tested = Set(NetworkTests.layers.map { type(of: $0.layer).name })
        #expect(Set(LayerCatalogue.types.map { $0.name }) == tested)
        #expect(LayerCatalogue.types.count == tested.count)
    }

    @Test("A layer prints as it is declared", arguments: layers.indices)
    func description(_ index: Int) {
        let (layer, text) = NetworkTests.layers[index]
        #expect(layer.description == text)
        #expect(Network { layer }.description == "Network {\n    \(indented(text))\n}")
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: "\n    ")
    }

    @Test("A layer comes back from JSON as it was", arguments: layers.indices)
    func coding(_ index: Int) throws {
        let network = Network { NetworkTests.layers[index].layer }
        let json = try JSONEncoder().encode(network)
        #expect(try JSONDecoder().decode(Network.self, from: json) == network)
    }

    @Test("Every activation function comes back from JSON", arguments: ActivationFunction.allCases)
    func activations(_ function: ActivationFunction) throws {
        let network = Network {
            Dense(3, activation: function)
            Activation(function)
        }
        let json = try JSONEncoder().encode(network)
        #expect(try JSONDecoder().decode(Network.self, from: json) == network)
    }

    @Test("Layers are equal where they are declared alike, and only there")
    func equality() {
        for (first, (left, _)) in NetworkTests.layers.enumerated() {
            for (second, (right, _)) in NetworkTests.layers.enumerated() {
                #expect((Network { left } == Network { right }) == (first == second))
            }
        }
        let networks = NetworkTests.layers.map { Network([$0.layer]) }
        #expect(Set(networks + networks).count == networks.count)
    }

    @Test("The network of the introduction prints as it is declared")
    func introduction() {
        let network = Network {
            Flatten()
            Dense(16, activation: .sigmoid)
            Dense(16, activation: .sigmoid)
            Dense(10)
        }
        #expect(
            network.description == """
                Network {
                    Flatten()
                    Dense(16, activation: .sigmoid)
                    Dense(16, activation: .sigmoid)
                    Dense(10)
                }
                """
        )
    }

    @Test("A declaration may have conditions, loops and lists", arguments: [true, false])
    func builder(isDeep: Bool) {
        let ending: [any Layer] = [Dropout(0.5), Dense(1)]
        let network = Network {
            if isDeep { Dense(8) }
            for units in [4, 2] { Dense(units) }
            if isDeep { Activation(.relu) } else { Activation(.tanh) }
            ending
        }
        let expected: [any Layer] =
            (isDeep ? [Dense(8)] : []) + [Dense(4), Dense(2)]
            + [Activation(isDeep ? .relu : .tanh)] + ending
        #expect(network == Network(expected))
    }

    @Test("The smallest network is a single neuron")
    func neuron() throws {
        let model = try Model(Network { Dense(1, activation: .sigmoid) }, input: [3], seed: 4)
        let input: [Float] = [0.5, -1, 2]
        let weights = try #require(model[parameter: "layers.0.weight"]).doubles
        let sum = zip(weights, input).reduce(0.0) { $0 + $1.0 * Double($1.1) }
        let output = try model.predict(Tensor(input)).doubles
        #expect(abs(output[0] - 1 / (1 + exp(-sum))) < 1e-6)
    }
}
