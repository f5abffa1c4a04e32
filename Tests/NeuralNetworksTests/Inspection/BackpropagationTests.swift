import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Backpropagation of one example")
struct BackpropagationTests {
    /// Layers of a network that can be cut between any two of them.
    struct Chain: Sendable, CustomTestStringConvertible {
        let layers: [Dense]
        let loss: any Loss
        var testDescription: String { "\(layers) with \(type(of: loss).name)" }

        var network: Network { network(after: 0, beginningWith: nil) }

        /// The layers after some of them; if wished, an activation function before.
        func network(after count: Int, beginningWith function: ActivationFunction?) -> Network {
            Network {
                if let function { Activation(function) }
                for layer in layers[count...] { layer }
                // So that there is a layer left behind the last one.
                Activation(.identity)
            }
        }

        static let all: [Chain] =
            ActivationFunction.allCases.map { function in
                Chain(
                    layers: [
                        Dense(5, activation: function), Dense(4, activation: .tanh),
                        Dense(3, activation: .sigmoid),
                    ],
                    loss: QuadraticCost()
                )
            }
            + LossCatalogue.losses.map { loss in
                Chain(
                    layers: [
                        Dense(4, activation: .silu, usesBias: false),
                        Dense(5, activation: .softmax), Dense(3),
                    ],
                    loss: loss
                )
            }
    }

    @Test("The gradients of activations and of z are the slopes of the loss", arguments: Chain.all)
    func differences(_ chain: Chain) throws {
        let model = try Model(chain.network, input: [6], seed: 3)
        try model.drawBiases()
        let input = Tensor(random: [6], seed: 2)
        let found = try model.backpropagation(on: input, label: 1, loss: chain.loss)
        let weights = model.referenceWeights()
        let width = { (layer: Dense) in layer.usesBias ? 2 : 1 }
        for (index, layer) in found.layers.enumerated() {
            let used = chain.layers[...index].reduce(0) { $0 + width($1) }
            let rest = Array(weights[used...])
            func slopes(_ values: Tensor, _ function: ActivationFunction?) throws -> [Double] {
                let network = chain.network(after: index + 1, beginningWith: function)
                return try ReferenceLoss(network, chain.loss, input: values.shape, labels: [1])
                    .slopesOfInput(values.doubles, rest)
            }
            let ofActivations = try slopes(layer.activations, nil)
            #expect(relativeDistance(layer.activationGradients.doubles, ofActivations) < 1e-4)
            let ofSums = try slopes(layer.preactivations, layer.function)
            #expect(relativeDistance(layer.preactivationGradients.doubles, ofSums) < 1e-4)
        }
    }

    @Test("Slopes are the function's own", arguments: ActivationFunction.allCases)
    func slopes(_ function: ActivationFunction) throws {
        let model = try Model(Network { Dense(9, activation: function) }, input: [4], seed: 3)
        let input = Tensor(random: [4], in: -3...3)
        let layer = try model.backpropagation(on: input, label: 1, loss: QuadraticCost()).layers[0]
        guard let slopes = layer.slopes else {
            #expect(function == .softmax)
            return
        }
        #expect(function != .softmax)
        let builder = GraphBuilder()
        _ = function(builder.input("z", TensorType(.float32, [1])))
        let reference = ReferenceInterpreter(builder.graph)
        let expected = layer.preactivations.doubles.map { z in
            NeuralNetworksTests.differences([z]) { z in
                let values = reference.run(inputs: ["z": ReferenceArray(z, shape: [1])])
                return values.last?.values[0] ?? .nan
            }[0]
        }
        #expect(slopes.shape == [9])
        #expect(relativeDistance(slopes.doubles, expected) < 1e-5)
    }

    @Test("The parts fit together, bit by bit", arguments: Chain.all)
    func consistency(_ chain: Chain) throws {
        let model = try Model(chain.network, input: [6], seed: 4)
        try model.drawBiases()
        model.information.interpretation = chain.loss.interpretation
        let input = Tensor(random: [6], seed: 7)
        let found = try model.backpropagation(on: input, label: 2, loss: chain.loss)
        let gradients = try model.gradients(on: input, label: 2, loss: chain.loss)
        #expect(found.loss.bitPattern == gradients.loss.bitPattern)
        let prediction = try model.predict(input)
        #expect(found.outputs.bits == prediction.bits)
        #expect(found.outputs.shape == prediction.shape)

        let traces = try model.trace(input)
        #expect(found.layers.map { $0.path } == traces.map { $0.path })
        for (layer, trace) in zip(found.layers, traces) {
            #expect(layer.function == trace.function)
            #expect(layer.inputs.bits == trace.inputs.bits)
            #expect(layer.preactivations.bits == trace.preactivations.bits)
            #expect(layer.activations.bits == trace.activations.bits)

            let weights = try #require(gradients.gradients[layer.path + ".weight"])
            #expect(layer.weightGradients.bits == weights.bits)
            #expect(layer.weightGradients.shape == weights.shape)
            #expect(layer.biasGradients == gradients.gradients[layer.path + ".bias"])

            // δ·input and δ, each a single product.
            let deltas = layer.preactivationGradients.floats
            let products = deltas.flatMap { delta in layer.inputs.floats.map { delta * $0 } }
            #expect(layer.weightGradients.floats == products)
            if let biases = layer.biasGradients { #expect(biases.floats == deltas) }
            if let slopes = layer.slopes {
                let upstream = layer.activationGradients.doubles
                let expected = zip(upstream, slopes.doubles).map { $0 * $1 }
                #expect(relativeDistance(expected, deltas.map(Double.init)) < 1e-6)
            }
        }
    }

    @Test("A single neuron, by hand")
    func byHand() throws {
        let model = try Model(Network { Dense(1, activation: .sigmoid) }, input: [2])
        try model.setParameter(
            "layers.0.weight",
            to: Tensor([0.5, -0.25] as [Float], shape: [1, 2])
        )
        try model.setParameter("layers.0.bias", to: Tensor([0] as [Float]))
        let found = try model.backpropagation(on: Tensor([1, 2] as [Float]), label: 1)
        // z = 0.5·1 − 0.25·2 = 0, a = σ(0) = ½, L = ½(½ − 1)².
        #expect(found.loss == 0.125)
        #expect(found.outputs == Tensor([0.5] as [Float]))
        let layer = try #require(found.layers.first)
        #expect(layer.path == "layers.0" && layer.function == .sigmoid)
        #expect(layer.preactivations.floats == [0])
        #expect(layer.activations.floats == [0.5])
        // ∂L/∂a = a − 1, σ′(0) = ¼, δ = −½·¼.
        #expect(layer.activationGradients.floats == [-0.5])
        #expect(layer.slopes?.floats == [0.25])
        #expect(layer.preactivationGradients.floats == [-0.125])
        #expect(layer.weightGradients == Tensor([-0.125, -0.25] as [Float], shape: [1, 2]))
        #expect(layer.biasGradients?.floats == [-0.125])
    }

    @Test("What an example wants of a neuron as text, word for word")
    func text() throws {
        let model = try Model(Network { Dense(2, activation: .sigmoid) }, input: [3])
        try model.setParameter(
            "layers.0.weight",
            to: Tensor([9, 9, 9, 0.5, -0.25, 0] as [Float], shape: [2, 3])
        )
        let input = Tensor([1, 2, 0.001] as [Float])
        let found = try model.backpropagation(on: input, label: 1).explain(layer: 1, neuron: 1)
        #expect(
            found.text(terms: 3) == """
                layer 1 (layers.0), neuron 1: what the example wants of it
                  loss L = 0.62500
                  ∂L/∂a = -0.50000
                  f′(z) = 0.25000
                  δ = ∂L/∂z = ∂L/∂a × f′(z) = -0.12500: a larger z makes the loss smaller
                  ∂L/∂w of input 1 = δ × 2.00000 = -0.25000
                  ∂L/∂w of input 0 = δ × 1.00000 = -0.12500
                  ∂L/∂w of input 2 = δ × 0.00100 = -1.25e-4
                  ∂L/∂b = δ = -0.12500
                """
        )
        #expect(found.description == found.text(terms: 10))
        #expect(found.text(terms: 1).contains("\n  2 gradients that are no larger\n"))
        // A neuron without slope or bias has no such line.
        let softmax = Network { Dense(2, activation: .softmax, usesBias: false) }
        let other = try Model(softmax, input: [3], seed: 1).backpropagation(on: input, label: 0)
        let lines = try other.explain(layer: 1, neuron: 0).text(terms: 0)
        #expect(!lines.contains("f′") && !lines.contains("∂L/∂b"))
    }

    @Test("Pixels as bytes go through as they do in a prediction")
    func bytes() throws {
        let network = Network {
            Flatten()
            Dense(4, activation: .relu)
            Dropout(0.5)
            Dense(3)
        }
        let information = ModelInformation(interpretation: .classLogits)
        let model = try Model(network, input: [3, 4], seed: 1, information: information)
        let input = try Lesson.pixels(1, shape: [3, 4]).inputs[0]
        let found = try model.backpropagation(on: input, label: 1)
        let prediction = try model.predict(input)
        #expect(found.outputs.bits == prediction.bits)
        #expect(found.layers[0].inputs.floats == input.floats.map { $0 * (1 / 255) })
        // With softmax and cross-entropy, δ of the outputs is the probabilities less the answer.
        let expected = zip(prediction.doubles, [0, 1, 0]).map { $0 - $1 }
        let deltas = found.layers[1].preactivationGradients.doubles
        #expect(relativeDistance(deltas, expected) < 1e-6)
    }

    @Test("While the model learns, all numbers are of one version of the weights")
    func learning() async throws {
        let network = Network {
            Dense(4, activation: .tanh)
            Dense(3)
        }
        let model = try Model(network, input: [3], seed: 1)
        let examples = try Lesson.clusters(16)
        let gate = Gate(before: [0, 1])
        let run = Trainer(anySchedule: gate).train(model, on: examples, epochs: 1, batchSize: 8)
        let input = examples.inputs[0]
        await gate.wait()
        let first = try model.backpropagation(on: input, label: 0)
        gate.open()
        await gate.wait()
        let second = try model.backpropagation(on: input, label: 0)
        let trace = try model.trace(input)
        #expect(second != first)
        #expect(second.layers.map { $0.activations } == trace.map { $0.activations })
        gate.open()
        for try await _ in run {}

        let steady = Trainer().train(model, on: examples, epochs: 100, batchSize: 8)
        let isOver = Task {
            for try await _ in steady {}
            return true
        }
        for _ in 0..<10 {
            let found = try model.backpropagation(on: input, label: 0)
            // δ of the outputs is the probabilities less the answer.
            let expected = zip(found.outputs.doubles, [1, 0, 0]).map { $0 - $1 }
            let deltas = found.layers[1].preactivationGradients.doubles
            #expect(relativeDistance(deltas, expected) < 1e-5)
            for layer in found.layers {
                let deltas = layer.preactivationGradients.floats
                let products = deltas.flatMap { delta in layer.inputs.floats.map { delta * $0 } }
                #expect(layer.weightGradients.floats == products)
            }
        }
        #expect(try await isOver.value)
    }

    @Test("What does not fit is said in words")
    func errors() throws {
        let model = try Model(Network { Dense(3) }, input: [2], seed: 1)
        func expect(_ text: String, _ body: () throws -> Void) {
            let error = #expect(throws: InspectionError.self, performing: body)
            #expect(error?.description == text)
        }
        expect("one example of shape [2] is looked at, not [3]") {
            _ = try model.backpropagation(on: Tensor(random: [3]), label: 0)
        }
        let found = try model.backpropagation(on: Tensor(random: [2]), label: 0)
        expect("there is no layer 2; the layers of neurons are 1 to 1") {
            _ = try found.explain(layer: 2, neuron: 0)
        }
        expect("there is no neuron 3 in layer 1; its neurons are 0 to 2") {
            _ = try found.explain(layer: 1, neuron: 3)
        }
        let network = Network {
            Dense(2)
            Flatten()
            Dense(3)
        }
        let stacked = try Model(network, input: [3, 4])
        let rows = try stacked.backpropagation(on: Tensor(random: [3, 4]), label: 0)
        #expect(rows.layers[0].preactivationGradients.shape == [3, 2])
        expect("layer 1 is not a dense layer, so its neurons cannot be explained term by term") {
            _ = try rows.explain(layer: 1, neuron: 0)
        }
        for label in [-1, 3] {
            expect("there is no label \(label); the network has the outputs 0 to 2") {
                _ = try model.backpropagation(on: Tensor(random: [2]), label: label)
            }
        }
    }
}
