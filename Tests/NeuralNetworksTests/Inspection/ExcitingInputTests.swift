import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("What excites a neuron")
struct ExcitingInputTests {
    private let model: Model

    init() throws {
        let network = Network {
            Flatten()
            Dense(6, activation: .relu)
            Dense(5, activation: .sigmoid)
            Dense(3)
        }
        model = try Model(network, input: [3, 4], seed: 6)
    }

    private func z(_ layer: Int, _ neuron: Int, _ input: Tensor) throws -> Float {
        try model.trace(input)[layer - 1].preactivations.floats[neuron]
    }

    @Test(
        "In the first layer, each number lies at the bound on its weight's side",
        arguments: 0..<6
    )
    func closedForm(neuron: Int) throws {
        let weights = try #require(model[parameter: "layers.1.weight"])[neuron].floats
        for range in [0...1, -2...3 as ClosedRange<Float>] {
            let found = try model.excitingInput(layer: 1, neuron: neuron, range: range)
            #expect(found.shape == [3, 4])
            #expect(found.elementType == .float32)
            #expect(found.floats == weights.map { $0 > 0 ? range.upperBound : range.lowerBound })
        }
    }

    @Test("A number that does not matter stays in the middle")
    func middle() throws {
        let model = try Model(Network { Dense(1) }, input: [3])
        try model.setParameter(
            "layers.0.weight",
            to: Tensor([0, -1e-9, 1] as [Float], shape: [1, 3])
        )
        let found = try model.excitingInput(layer: 1, neuron: 0, range: -1...3)
        #expect(found.floats == [1, -1, 3])
    }

    @Test("In deeper layers, no input that is tried does better", arguments: [2, 3], 0..<3)
    func deeper(layer: Int, neuron: Int) throws {
        let found = try model.excitingInput(layer: layer, neuron: neuron)
        #expect(found.floats.allSatisfy { (0...1).contains($0) })
        let height = try z(layer, neuron, found)
        for seed in 0..<300 {
            let other = try z(layer, neuron, Tensor(random: [3, 4], in: 0...1, seed: seed))
            #expect(other < height)
        }
        #expect(try model.excitingInput(layer: layer, neuron: neuron) == found)
        // More steps never lead lower.
        var last = -Float.infinity
        for steps in [0, 1, 3, 10, 100] {
            let input = try model.excitingInput(layer: layer, neuron: neuron, steps: steps)
            let reached = try z(layer, neuron, input)
            #expect(reached >= last)
            last = reached
        }
    }

    @Test("Where nothing changes z, the middle is as good as anything")
    func flat() throws {
        let network = Network {
            Dense(2, activation: .step)
            Dense(1)
        }
        let model = try Model(network, input: [2], seed: 1)
        try model.setParameter(
            "layers.0.weight",
            to: Tensor([0, 0, 0, 0] as [Float], shape: [2, 2])
        )
        let found = try model.excitingInput(layer: 2, neuron: 0)
        #expect(found.floats == [0.5, 0.5])
    }

    @Test("While the model learns, the weights are those of one moment")
    func learning() async throws {
        let model = try Model(Network { Dense(3) }, input: [3], seed: 2)
        let gate = Gate(before: [0, 1])
        let run = Trainer(anyOptimizer: SGD(learningRate: 30), anySchedule: gate)
            .train(model, on: try Lesson.clusters(16), epochs: 1, batchSize: 8)
        await gate.wait()
        gate.open()
        await gate.wait()
        let weights = try #require(model[parameter: "layers.0.weight"])[0].floats
        let found = try model.excitingInput(layer: 1, neuron: 0)
        #expect(found.floats == weights.map { $0 > 0 ? 1 : 0 })
        gate.open()
        for try await _ in run {}
    }

    @Test("The most exciting examples are those of the largest activations", arguments: [1, 2, 3])
    func examples(layer: Int) throws {
        // More than two chunks, and every example twice.
        let once = try Lesson.pixels(550, shape: [3, 4], classes: 3)
        guard case .uint8(let pixels) = once.inputs.storage else { return }
        let examples = try Examples(
            inputs: Tensor(pixels + pixels, shape: [1100, 3, 4]),
            targets: Tensor([Int32](repeating: 0, count: 1100))
        )
        let neuron = 2
        let width = [6, 5, 3][layer - 1]
        let all = try model.trace(examples.inputs)[layer - 1].activations.floats
        let activations = (0..<1100).map { all[$0 * width + neuron] }
        let order = activations.indices.sorted {
            (-activations[$0], $0) < (-activations[$1], $1)
        }
        for count in [0, 1, 7, 1100, 2000] {
            let found = try model.mostExciting(
                layer: layer,
                neuron: neuron,
                among: examples,
                count: count
            )
            #expect(found.map { $0.index } == Array(order.prefix(count)))
            #expect(found.allSatisfy { $0.activation == activations[$0.index] })
        }
    }

    @Test("What cannot be excited is said in words")
    func errors() throws {
        let examples = try Lesson.pixels(5, shape: [3, 4])
        func expect(_ text: String, _ body: () throws -> Void) {
            let error = #expect(throws: InspectionError.self, performing: body)
            #expect(error?.description == text)
        }
        for layer in [-1, 0, 4] {
            let text = "there is no layer \(layer); the layers of neurons are 1 to 3"
            expect(text) { _ = try model.excitingInput(layer: layer, neuron: 0) }
            expect(text) {
                _ = try model.mostExciting(layer: layer, neuron: 0, among: examples, count: 1)
            }
        }
        for neuron in [-1, 5] {
            let text = "there is no neuron \(neuron) in layer 2; its neurons are 0 to 4"
            expect(text) { _ = try model.excitingInput(layer: 2, neuron: neuron) }
            expect(text) {
                _ = try model.mostExciting(layer: 2, neuron: neuron, among: examples, count: 1)
            }
        }
        expect("the number of steps must be at least 0, not -1") {
            _ = try model.excitingInput(layer: 1, neuron: 0, steps: -1)
        }
        expect("the range of an input must be between finite numbers, not 0.0 to inf") {
            _ = try model.excitingInput(layer: 1, neuron: 0, range: 0...Float.infinity)
        }
        expect("the number of examples must be at least 0, not -1") {
            _ = try model.mostExciting(layer: 1, neuron: 0, among: examples, count: -1)
        }
        expect("the model takes examples of shape [3, 4], or a batch of them, not [5, 2]") {
            let others = try Lesson.pixels(5, shape: [2])
            _ = try model.mostExciting(layer: 1, neuron: 0, among: others, count: 1)
        }
    }
}
