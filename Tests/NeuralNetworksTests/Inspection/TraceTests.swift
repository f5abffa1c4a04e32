import Computation
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Looking inside")
struct TraceTests {
    private static let network = Network {
        Flatten()
        Dense(7, activation: .sigmoid)
        Dropout(0.5)
        Dense(5, activation: .relu, usesBias: false)
        Network { Dense(4, activation: .tanh) }.named("inner")
        Dense(3)
    }

    private let model: Model

    init() throws {
        let information = ModelInformation(interpretation: .classLogits)
        model = try Model(TraceTests.network, input: [3, 4], seed: 6, information: information)
    }

    /// f in double precision, from the formula.
    private func apply(_ function: ActivationFunction, _ z: Double) -> Double? {
        switch function {
        case .sigmoid: 1 / (1 + exp(-z))
        case .relu: max(z, 0)
        case .tanh: tanh(z)
        case .identity: z
        default: nil
        }
    }

    @Test("A trace has the values of the prediction, layer by layer")
    func trace() throws {
        let input = Tensor(random: [3, 4])
        let layers = try model.trace(input)
        #expect(layers.map(\.path) == ["layers.1", "layers.3", "inner.layers.0", "layers.5"])
        #expect(layers.map(\.function) == [.sigmoid, .relu, .tanh, .identity])
        #expect(layers[0].inputs.bits == input.bits)
        for (layer, next) in zip(layers, layers.dropFirst()) {
            #expect(layer.activations.bits == next.inputs.bits)
        }
        #expect(try layers[3].activations.bits == model.outputs(input).bits)
        for layer in layers {
            let expected = layer.preactivations.doubles.compactMap { apply(layer.function, $0) }
            #expect(relativeDistance(layer.activations.doubles, expected) < 1e-6)
        }
    }

    @Test("A batch is traced as its examples are, bit by bit", arguments: [false, true])
    func batch(isBytes: Bool) throws {
        let inputs =
            isBytes ? try Lesson.pixels(5, shape: [3, 4]).inputs : Tensor(random: [5, 3, 4])
        let layers = try model.trace(inputs)
        for index in 0..<5 {
            for (layer, alone) in zip(layers, try model.trace(inputs[index])) {
                #expect(layer.inputs[index].bits == alone.inputs.bits)
                #expect(layer.preactivations[index].bits == alone.preactivations.bits)
                #expect(layer.activations[index].bits == alone.activations.bits)
                #expect(layer.activations[index].shape == alone.activations.shape)
            }
        }
    }

    @Test("The terms of an explanation make up z", arguments: 1...4, [0, 2])
    func explanation(layer: Int, neuron: Int) throws {
        let input = Tensor(random: [3, 4], seed: 3)
        let why = try model.explain(layer: layer, neuron: neuron, on: input)
        let trace = try model.trace(input)[layer - 1]
        let weight = try #require(model[parameter: trace.path + ".weight"])

        let terms = why.terms.sorted { $0.input < $1.input }
        #expect(terms.map(\.input) == Array(0..<trace.inputs.shape.count))
        #expect(terms.map(\.activation) == trace.inputs.floats)
        #expect(terms.map(\.weight) == weight[neuron].floats)
        let bias = model[parameter: trace.path + ".bias"]?.floats[neuron] ?? 0
        #expect(why.bias == bias)

        let products = why.terms.map { Double($0.weight) * Double($0.activation) }
        let size = products.reduce(abs(Double(bias))) { $0 + abs($1) }
        #expect(abs(products.reduce(Double(bias), +) - Double(why.z)) <= 1e-6 * size)
        let activation = try #require(apply(why.function, Double(why.z)))
        #expect(abs(activation - Double(why.activation)) < 1e-6)
        #expect(why.activation == trace.activations.floats[neuron])

        let sizes = why.terms.map { abs($0.product) }
        #expect(sizes == sizes.sorted(by: >))
    }

    @Test("An explanation as text, word for word")
    func text() throws {
        let model = try Model(Network { Dense(2, activation: .relu) }, input: [3])
        try model.setParameter(
            "layers.0.weight",
            to: Tensor(
                [0, 0, 0, 1, -2, 0.5] as [Float],
                shape: [2, 3]
            )
        )
        try model.setParameter("layers.0.bias", to: Tensor([0, 0.25] as [Float]))
        let why = try model.explain(layer: 1, neuron: 1, on: Tensor([3, 0.5, -1] as [Float]))
        #expect(
            why.text(terms: 2) == """
                layer 1 (layers.0), neuron 1: a = f(Σ wᵢ·aᵢ + b)
                  weight 1.00000 × input 0 3.00000 = 3.00000
                  weight -2.00000 × input 1 0.50000 = -1.00000
                  1 smaller terms together = -0.50000
                  bias = 0.25000
                  z = 1.75000
                  a = max(z, 0) = 1.75000
                """
        )
        #expect(why.description == why.text(terms: 10))
        #expect(!why.description.contains("smaller"))
    }

    @Test("What cannot be looked at is said in words")
    func errors() throws {
        let input = Tensor(random: [3, 4])
        func expect(_ text: String, _ body: () throws -> Void) {
            let error = #expect(throws: InspectionError.self, performing: body)
            #expect(error?.description == text)
        }
        for layer in [-1, 0, 5] {
            expect("there is no layer \(layer); the layers of neurons are 1 to 4") {
                _ = try model.explain(layer: layer, neuron: 0, on: input)
            }
        }
        for neuron in [-1, 5] {
            expect("there is no neuron \(neuron) in layer 2; its neurons are 0 to 4") {
                _ = try model.explain(layer: 2, neuron: neuron, on: input)
            }
        }
        expect("one example of shape [3, 4] is looked at, not [2, 3, 4]") {
            _ = try model.explain(layer: 1, neuron: 0, on: Tensor(random: [2, 3, 4]))
        }
        expect("one example of shape [3, 4] is looked at, not [12]") {
            _ = try model.gradients(on: Tensor(random: [12]), label: 0)
        }
        expect("there is no label 3; the network has the outputs 0 to 2") {
            _ = try model.gradients(on: input, label: 3)
        }
        let stacked = try Model(Network { Dense(2) }, input: [3, 4])
        expect("layer 1 is not a dense layer, so its neurons cannot be explained term by term") {
            _ = try stacked.explain(layer: 1, neuron: 0, on: input)
        }
    }
}
