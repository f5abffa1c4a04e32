import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Models")
struct ModelTests {
    @Test("Weights follow from the seed and lie as PyTorch has them")
    func weights() throws {
        let network = Network {
            Dense(3, activation: .relu)
            Dense(2)
        }
        let model = try Model(network, input: [5], seed: 1)
        #expect(model.parameterCount == 5 * 3 + 3 + 3 * 2 + 2)
        #expect(
            model.parameterNames == [
                "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias",
            ]
        )
        #expect(model[parameter: "layers.0.weight"]?.shape == [3, 5])
        #expect(model[parameter: "layers.1.bias"] == Tensor([0, 0] as [Float]))
        #expect(model[parameter: "layers.2.weight"] == nil)
        #expect((model.inputShape, model.outputShape) == ([5], [2]))

        let same = try Model(network, input: [5], seed: 1)
        let other = try Model(network, input: [5], seed: 2)
        #expect(try same.fileBytes() == model.fileBytes())
        #expect(try other.fileBytes() != model.fileBytes())
    }

    @Test(
        "First weights have the spread that their initializer says",
        arguments: [
            (Initializer.he, 2.0 / 300), (.glorot, 2.0 / 400), (.uniform(limit: 0.3), 0.03),
            (.normal(deviation: 0.2), 0.04), (.constant(3), 0), (.zeros, 0),
        ]
    )
    func spread(_ initializer: Initializer, variance: Double) throws {
        let network = Network { Dense(100, initializer: initializer) }
        let model = try Model(network, input: [300], seed: 9)
        let weights = try #require(model[parameter: "layers.0.weight"]).doubles
        let mean = weights.reduce(0, +) / Double(weights.count)
        let found = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weights.count)
        #expect(abs(found - variance) <= 0.03 * variance)
        let center = initializer == .constant(3) ? 3.0 : 0
        #expect(abs(mean - center) < 0.02 * max(variance, 1e-9).squareRoot() + 1e-9)
    }

    @Test("No two layers draw the same weights")
    func independent() throws {
        let network = Network { for _ in 0..<3 { Dense(4) } }
        let model = try Model(network, input: [4], seed: 1)
        let weights = model.parameterNames.filter { $0.hasSuffix("weight") }
            .map { model[parameter: $0] }
        #expect(Set(weights).count == 3)
    }

    @Test("A tensor of weights can be given, and is used")
    func setting() throws {
        let model = try Model(Network { Dense(1, initializer: .zeros) }, input: [2])
        try model.setParameter("layers.0.weight", to: Tensor([2, -3] as [Float], shape: [1, 2]))
        try model.setParameter("layers.0.bias", to: Tensor([0.5] as [Float]))
        #expect(try model.predict(Tensor([10, 1] as [Float])) == Tensor([17.5] as [Float]))
        // What does not fit changes nothing.
        #expect(throws: ParameterError.wrongShape("layers.0.bias", expected: [1], found: [2])) {
            try model.setParameter("layers.0.bias", to: Tensor([1, 2] as [Float]))
        }
        let unknown = #expect(throws: ParameterError.self) {
            try model.setParameter("layers.9.bias", to: Tensor([1] as [Float]))
        }
        #expect(
            unknown?.description == "there are no weights \"layers.9.bias\"; "
                + "there are layers.0.weight, layers.0.bias"
        )
        #expect(model[parameter: "layers.0.bias"] == Tensor([0.5] as [Float]))
    }

    @Test("A name takes the place of a layer's number")
    func named() throws {
        let network = Network {
            Dense(3).named("hidden")
            Network { Dense(2).named("last") }.named("head")
            Network { Dense(1) }
        }
        let model = try Model(network, input: [4], seed: 1)
        #expect(
            model.parameterNames == [
                "hidden.weight", "hidden.bias", "head.last.weight", "head.last.bias",
                "layers.2.layers.0.weight", "layers.2.layers.0.bias",
            ]
        )
        #expect(try model.trace(Tensor(random: [4])).map(\.path) == model.summary.rows.map(\.path))
    }

    @Test("A network without weights computes, is looked into, saved and loaded")
    func weightless() throws {
        let input = Tensor(random: [2, 2])
        for network in [Network([]), Network { Flatten() }, Network { Activation(.identity) }] {
            let model = try Model(network, input: [2, 2])
            #expect(try model.predict(input).floats == input.floats)
            #expect(try model.trace(input).isEmpty)
            #expect(model.parameterCount == 0 && model.summary.parameters == 0)
            try withTemporaryFolder { folder in
                try model.save(to: folder + "/model.safetensors")
                let again = try Model(contentsOf: folder + "/model.safetensors")
                #expect(try again.predict(input).floats == input.floats)
            }
        }
    }

    @Test("No examples give no outputs")
    func empty() throws {
        let model = try Model(Network { Dense(3) }, input: [2])
        #expect(try model.predict(Tensor([Float](), shape: [0, 2])).shape == [0, 3])
        #expect(
            try model.trace(Tensor([Float](), shape: [0, 2])).map(\.activations.shape) == [[0, 3]]
        )
    }

    @Test("Dense works on the last dimension of whatever comes")
    func stacks() throws {
        let model = try Model(Network { Dense(3, activation: .tanh) }, input: [4, 5], seed: 1)
        #expect(model.outputShape == [4, 3])
        let flat = try Model(Network { Dense(3, activation: .tanh) }, input: [5], seed: 1)
        let input = Tensor(random: [4, 5])
        #expect(try model.predict(input).bits == flat.predict(input).bits)
    }
}
