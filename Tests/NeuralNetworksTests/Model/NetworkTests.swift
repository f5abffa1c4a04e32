import Computation
import Foundation
import NeuralNetworks
import Testing

@Suite("Networks as values")
struct NetworkTests {
    /// For each kind of layer, examples of it and how they are written.
    private static let layers: [(layer: any Layer, text: String)] = [
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
        (Activation(.tanh), "Activation(.tanh)"),
        (Dense(4).named("hidden"), "Dense(4).named(\"hidden\")"),
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
