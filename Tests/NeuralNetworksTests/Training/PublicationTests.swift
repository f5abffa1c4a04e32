import Computation
import NeuralNetworks
import Testing

@Suite("Reading a model while it is trained")
struct PublicationTests {
    /// Two neurons that begin alike and are asked for the same, so that their weights are alike
    /// after every step; of a half-made step they would not be.
    private static let twins = Network { Dense(2, initializer: .constant(0.01)) }
    private static let width = 2_000

    private func twins(count: Int) throws -> (Model, Examples) {
        let inputs = Tensor(random: [count, PublicationTests.width], seed: 3)
        let targets = (0..<count).flatMap { [Float]([Float($0 % 3), Float($0 % 3)]) }
        return (
            try Model(PublicationTests.twins, input: [PublicationTests.width]),
            try Examples(inputs: inputs, targets: Tensor(targets, shape: [count, 2]))
        )
    }

    private func train(
        _ model: Model,
        _ examples: Examples,
        _ schedule: any Schedule,
        epochs: Int
    ) -> TrainingRun {
        Trainer(
            anyLoss: MeanSquaredError(),
            anyOptimizer: Adam(learningRate: 0.01),
            anySchedule: schedule
        ).train(model, on: examples, epochs: epochs, batchSize: 4)
    }

    @Test("Whatever moment a reader comes, it sees the weights of a whole step")
    func wholeSteps() async throws {
        let (model, examples) = try twins(count: 16)
        let input = examples.inputs[0]
        let run = train(model, examples, Constant(), epochs: 100)
        let isOver = Task {
            for try await _ in run {}
            return true
        }
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<200 {
                        let outputs = try? model.predict(input).floats
                        #expect(outputs?.first?.bitPattern == outputs?.last?.bitPattern)
                    }
                }
            }
        }
        #expect(try await isOver.value)
        let outputs = try model.predict(input).floats
        #expect(outputs[0].bitPattern == outputs[1].bitPattern)
    }

    @Test("A reader sees the weights of the last step, and they stay as long as it holds them")
    func published() async throws {
        let (model, examples) = try twins(count: 16)
        let name = "layers.0.weight"
        let gate = Gate(before: [0, 1, 2])
        let run = train(model, examples, gate, epochs: 1)
        await gate.wait()
        var versions = [try #require(model[parameter: name])]
        for _ in 0..<2 {
            gate.open()
            await gate.wait()
            versions.append(try #require(model[parameter: name]))
            #expect(model[parameter: name] == versions.last)
        }
        gate.open()
        for try await _ in run {}
        versions.append(try #require(model[parameter: name]))
        #expect(Set(versions).count == 4)
    }

    @Test("An explanation is of one version of the weights")
    func explanations() async throws {
        let (model, examples) = try twins(count: 16)
        let input = examples.inputs[1]
        let run = train(model, examples, Constant(), epochs: 100)
        let isOver = Task {
            for try await _ in run {}
            return true
        }
        for _ in 0..<30 {
            let why = try model.explain(layer: 1, neuron: 1, on: input)
            let sum = why.terms.reduce(Double(why.bias)) { $0 + Double($1.product) }
            let size = why.terms.reduce(0) { $0 + abs(Double($1.product)) }
            #expect(abs(sum - Double(why.z)) < 1e-6 * size)
        }
        #expect(try await isOver.value)
    }
}
