import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Histograms and statistics of layers")
struct StatisticsTests {
    @Test("Numbers are counted in bins of equal width")
    func counting() {
        let histogram = Histogram([0, 1, 1.5, 2, 3.9, 4, 4], bins: 4)
        #expect(histogram.low == 0 && histogram.high == 4)
        // The bins begin at 0, 1, 2 and 3; the largest number belongs to the last one.
        #expect(histogram.counts == [1, 2, 1, 3])
        #expect(histogram.notFinite == 0)
        let pair = Histogram([1, 3])
        #expect(pair.mean == 2 && pair.deviation == 1)
        #expect(pair.counts.count == 32)
        #expect(pair.counts.first == 1 && pair.counts.last == 1)
    }

    @Test("What is no finite number is counted apart")
    func notFinite() {
        let histogram = Histogram([.nan, 1, -.infinity, 3, .infinity, 3])
        #expect(histogram.notFinite == 3)
        #expect(histogram.low == 1 && histogram.high == 3)
        #expect(histogram.counts.reduce(0, +) == 3)
        #expect(abs(histogram.mean - 7 / 3) < 1e-6)
        let nothing = Histogram([.nan, .nan])
        #expect(nothing.notFinite == 2)
        #expect(nothing.low == -0.5 && nothing.high == 0.5)
        #expect(nothing.mean == 0 && nothing.deviation == 0)
        #expect(nothing.counts.allSatisfy { $0 == 0 })
        #expect(Histogram([]).low == -0.5)
    }

    @Test(
        "One and the same number has a range around it",
        arguments: [
            (0, -0.5, 0.5), (0.25, -0.25, 0.75), (-8, -12, -4), (1e10, 5e9, 1.5e10),
            (.greatestFiniteMagnitude, .greatestFiniteMagnitude / 2, .greatestFiniteMagnitude),
        ] as [(Float, Float, Float)]
    )
    func single(_ number: Float, low: Float, high: Float) {
        let histogram = Histogram([number, number, number])
        #expect(histogram.low == low && histogram.high == high)
        #expect(histogram.counts.reduce(0, +) == 3)
        #expect(histogram.counts.contains(3))
        #expect(histogram.mean == number && histogram.deviation == 0)
    }

    @Test(
        "Extreme numbers fit in",
        arguments: [Float.leastNonzeroMagnitude, .greatestFiniteMagnitude]
    )
    func extremes(_ number: Float) {
        let histogram = Histogram([-number, 0, number])
        #expect(histogram.low == -number && histogram.high == number)
        #expect(histogram.counts.reduce(0, +) == 3)
        #expect(histogram.counts.first == 1 && histogram.counts.last == 1)
    }

    @Test("A model's statistics are those of its weights, activations and gradients")
    func statistics() throws {
        let network = Network {
            Flatten()
            Dense(6, activation: .relu)
            Dense(4, activation: .softmax)
            Dense(3)
        }
        let model = try Model(network, input: [3, 4], seed: 6)
        let examples = try Lesson.pixels(1100, shape: [3, 4], classes: 3)
        let found = try model.statistics(on: examples, loss: .softmaxCrossEntropy)
        let gradients = try model.gradients(on: examples, loss: .softmaxCrossEntropy).gradients
        let traces = try model.trace(examples.inputs)
        #expect(found.map { $0.path } == ["layers.1", "layers.2", "layers.3"])
        for (layer, trace) in zip(found, traces) {
            let name = layer.path + ".weight"
            #expect(layer.weights == Histogram(try #require(model[parameter: name]).floats))
            #expect(layer.activations == Histogram(trace.activations.floats))
            #expect(layer.gradients == Histogram(try #require(gradients[name]).floats))
            #expect(layer.dead.isEmpty && layer.saturated.isEmpty)
        }
    }

    /// Three neurons of one input: one always far below 0, one far above, one about 0.
    private func model(_ function: ActivationFunction) throws -> Model {
        let network = Network {
            Dense(3, activation: function)
            Dense(2)
        }
        let model = try Model(network, input: [1], seed: 1)
        try model.setParameter("layers.0.weight", to: Tensor([1, 1, 1] as [Float], shape: [3, 1]))
        try model.setParameter("layers.0.bias", to: Tensor([-20, 20, 0] as [Float]))
        return model
    }

    @Test("Neurons that no longer learn are found", arguments: ActivationFunction.allCases)
    func idle(_ function: ActivationFunction) throws {
        let model = try model(function)
        let inputs = (0..<600).map { Float($0 % 7) / 3 - 1 }
        let examples = try Examples(
            inputs: Tensor(inputs, shape: [600, 1]),
            targets: Tensor([Int32](repeating: 1, count: 600))
        )
        let layers = try model.statistics(on: examples)
        let (dead, saturated): ([Int], [Int]) =
            switch function {
            case .relu, .step: ([0], [])
            case .sigmoid, .tanh: ([], [0, 1])
            case .elu, .gelu, .silu, .softplus: ([], [0])
            case .identity, .leakyReLU, .softmax: ([], [])
            }
        #expect(layers[0].dead == dead)
        #expect(layers[0].saturated == saturated)
        #expect(layers[1].dead.isEmpty && layers[1].saturated.isEmpty)
    }

    @Test("A neuron that is active once, in whatever chunk, is not dead", arguments: [0, 599, nil])
    func activeOnce(place: Int?) throws {
        let model = try model(.relu)
        var inputs = [Float](repeating: 0, count: 600)
        if let place { inputs[place] = 21 }
        let examples = try Examples(
            inputs: Tensor(inputs, shape: [600, 1]),
            targets: Tensor([Int32](repeating: 1, count: 600))
        )
        let layers = try model.statistics(on: examples)
        #expect(layers[0].dead == (place == nil ? [0, 2] : []))
    }

    @Test("Examples that do not fit are said in words")
    func errors() throws {
        let model = try model(.relu)
        let error = #expect(throws: InspectionError.self) {
            _ = try model.statistics(on: try Lesson.pixels(2, shape: [2]))
        }
        #expect(
            error?.description == "the model takes examples of shape [1], but these are [2]"
        )
    }
}
