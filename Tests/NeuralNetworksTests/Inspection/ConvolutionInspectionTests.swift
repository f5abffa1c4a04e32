import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Looking inside convolutions")
struct ConvolutionInspectionTests {
    /// Every setting that moves a patch or divides channels, then a layer that sees what is left.
    private static let network = Network {
        Conv2D(4, kernel: [3, 2], stride: [2, 1], padding: .same, activation: .relu)
        Conv2D(6, kernel: 2, dilation: 2, groups: 2, activation: .tanh, usesBias: false)
        Flatten()
        Dense(3)
    }

    private let model: Model
    private let input = Tensor(random: [7, 6, 2])

    init() throws {
        model = try Model(
            ConvolutionInspectionTests.network,
            input: [7, 6, 2],
            seed: 3,
            information: ModelInformation(interpretation: .classLogits)
        )
    }

    @Test("The terms of every cell of every map add up to its z")
    func sums() throws {
        let layers = try model.trace(input)
        #expect(layers[0].activations.shape == [4, 6, 4])
        #expect(layers[1].activations.shape == [2, 4, 6])
        for (index, layer) in layers.enumerated() {
            let inputs = layer.inputs.floats
            for neuron in 0..<layer.activations.shape.count {
                let why = try model.explain(layer: index + 1, neuron: neuron, on: input)
                let sum = why.terms.reduce(Double(why.bias)) {
                    $0 + Double($1.weight) * Double($1.activation)
                }
                #expect(abs(sum - Double(why.z)) < 1e-5, "layer \(index + 1), neuron \(neuron)")
                #expect(why.z == layer.preactivations.floats[neuron])
                #expect(why.activation == layer.activations.floats[neuron])
                #expect(why.terms.allSatisfy { $0.activation == inputs[$0.input] })
                #expect(Set(why.terms.map { $0.input }).count == why.terms.count)
            }
        }
    }

    @Test("A patch ends where the picture ends, and a group sees its channels alone")
    func patches() throws {
        // Same padding adds one line above; the first column of kernels lies inside.
        let corner = try model.explain(layer: 1, neuron: 2, on: input)
        #expect(corner.terms.map { $0.input }.sorted() == [0, 1, 2, 3, 12, 13, 14, 15])
        let inner = try model.explain(layer: 1, neuron: (1 * 6 + 2) * 4, on: input)
        #expect(inner.terms.count == 12)
        // The fourth filter is of the second group, which sees channels 2 and 3 of 4.
        let grouped = try model.explain(layer: 2, neuron: 4, on: input)
        #expect(grouped.bias == 0)
        #expect(
            grouped.terms.map { $0.input }.sorted() == [2, 3, 10, 11, 50, 51, 58, 59]
        )
        // Its weights are those of its own kernel, in the order of the file.
        let kernel = try #require(model[parameter: "layers.1.weight"])
        #expect(kernel.shape == [6, 2, 2, 2])
        let weights = Dictionary(
            uniqueKeysWithValues: grouped.terms.map { ($0.input, $0.weight) }
        )
        let numbers = Array(kernel.floats[32..<40])
        #expect([weights[2], weights[3], weights[59]] == [numbers[0], numbers[4], numbers[7]])
    }

    @Test("Sequences are explained as pictures of one line, transposed convolutions not at all")
    func others() throws {
        let sequence = Tensor(random: [9, 2])
        let model = try Model(
            Network {
                Conv1D(3, kernel: 4, activation: .relu)
                Flatten()
                Dense(2)
            },
            input: [9, 2],
            seed: 1
        )
        let why = try model.explain(layer: 1, neuron: 3 * 2 + 1, on: sequence)
        #expect(why.terms.map { $0.input }.sorted() == Array(4..<12))
        let sum = why.terms.reduce(Double(why.bias)) { $0 + Double($1.product) }
        #expect(abs(sum - Double(why.z)) < 1e-5)

        let back = try Model(
            Network { TransposedConv2D(2, kernel: 2) },
            input: [3, 3, 1],
            seed: 1
        )
        #expect(throws: InspectionError.notDense(layer: 1)) {
            _ = try back.explain(layer: 1, neuron: 0, on: Tensor(random: [3, 3, 1]))
        }
    }

    @Test("The loss goes back through convolutions, and the numbers fit each other")
    func backwards() throws {
        let way = try model.backpropagation(on: input, label: 1)
        let shapes = way.layers.map { $0.weightGradients.shape.sizes }
        #expect(shapes == [[4, 2, 3, 2], [6, 2, 2, 2], [3, 48]])
        #expect(way.layers[0].biasGradients?.shape == [4])
        #expect(way.layers[1].biasGradients == nil)
        for (index, layer) in way.layers.dropLast().enumerated() {
            // δ = ∂L/∂a · f′(z), cell by cell, and a weight's gradient is the sum over the cells that share it.
            let slopes = try #require(layer.slopes).floats
            let deltas = layer.preactivationGradients.floats
            for (cell, gradient) in layer.activationGradients.floats.enumerated() {
                #expect(abs(gradient * slopes[cell] - deltas[cell]) < 1e-6)
            }
            let filters = layer.activations.shape[2]
            var sums = [Double](repeating: 0, count: layer.weightGradients.shape.count)
            let weights = try #require(model[parameter: layer.path + ".weight"]).floats
            for cell in deltas.indices {
                let why = try model.explain(layer: index + 1, neuron: cell, on: input)
                let places =
                    sums.count / filters * (cell % filters)..<sums.count / filters
                    * (cell % filters + 1)
                for term in why.terms {
                    // The first weights are drawn: no two of a kernel are equal.
                    let place = try #require(places.first { weights[$0] == term.weight })
                    sums[place] += Double(deltas[cell]) * Double(term.activation)
                }
            }
            #expect(relativeDistance(layer.weightGradients.doubles, sums) < 1e-5)
        }
        #expect(throws: InspectionError.notDense(layer: 1)) {
            _ = try way.explain(layer: 1, neuron: 0)
        }
        let dense = try way.explain(layer: 3, neuron: 0)
        #expect(dense.terms.count == 48)
    }

    @Test("Dead filters are told, not the cells of their maps")
    func statistics() throws {
        let inputs = Tensor(random: [5, 7, 6, 2])
        let examples = try Examples(inputs: inputs, targets: Tensor([0, 1, 2, 0, 1] as [Int32]))
        let before = try model.statistics(on: examples)
        #expect(before[0].dead == [])
        for place in 12..<24 { _ = try model.turn("layers.0.weight", at: place, to: 0) }
        _ = try model.turn("layers.0.bias", at: 1, to: -1)
        let layers = try model.statistics(on: examples)
        #expect(layers.map { $0.path } == ["layers.0", "layers.1", "layers.3"])
        #expect(layers[0].dead == [1])
        #expect(layers[0].weights.counts.reduce(0, +) == 48)
        #expect(layers[0].activations.counts.reduce(0, +) == 480)
    }

    @Test("What excites a cell lies in its patch")
    func exciting() throws {
        let cell = (2 * 6 + 3) * 4 + 1
        let found = try model.excitingInput(layer: 1, neuron: cell)
        let why = try model.explain(layer: 1, neuron: cell, on: found)
        let seen = Set(why.terms.map { $0.input })
        for (place, value) in found.floats.enumerated() where !seen.contains(place) {
            #expect(value == 0.5)
        }
        for term in why.terms where term.weight != 0 {
            #expect(term.activation == (term.weight > 0 ? 1 : 0))
        }
        let inputs = Tensor(random: [9, 7, 6, 2])
        let examples = try Examples(
            inputs: inputs,
            targets: Tensor([Int32](repeating: 0, count: 9))
        )
        let best = try model.mostExciting(layer: 1, neuron: cell, among: examples, count: 1)[0]
        let activations = try (0..<9).map {
            try model.trace(inputs[$0])[0].activations.floats[cell]
        }
        #expect(best.activation == activations.max())
    }
}
