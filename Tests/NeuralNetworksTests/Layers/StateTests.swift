import Computation
import NeuralNetworks
import TestSupport
import Testing

@Suite("What layers keep besides weights, and weights that stay as they are")
struct StateTests {
    private static let network = Network {
        Dense(8, activation: .tanh)
        BatchNorm()
        Dense(1)
    }

    private func trainer(_ schedule: any Schedule = Constant()) -> Trainer {
        Trainer(
            anyLoss: MeanSquaredError(),
            anyOptimizer: Adam(learningRate: 0.01),
            anySchedule: schedule
        )
    }

    /// All tensors of a model as bits, by name.
    private func bits(_ model: Model) -> [String: [UInt32]] {
        Dictionary(
            uniqueKeysWithValues: model.parameterNames.map {
                ($0, model[parameter: $0]?.bits ?? [])
            }
        )
    }

    /// Mean and variance of each column, the variance by the count less one.
    private func moments(_ tensor: Tensor) -> (means: [Double], variances: [Double]) {
        let columns = tensor.shape[-1]
        let rows = Double(tensor.shape[0])
        let lists = (0..<columns).map { column in
            stride(from: column, to: tensor.doubles.count, by: columns).map { tensor.doubles[$0] }
        }
        let means = lists.map { $0.reduce(0, +) / rows }
        return (
            means,
            zip(lists, means).map { list, mean in
                list.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (rows - 1)
            }
        )
    }

    @Test("The running mean and variance follow those of the batch")
    func running() async throws {
        let examples = try Lesson.line(24)
        let model = try Model(
            Network {
                BatchNorm(momentum: 0.25)
                Dense(1)
            },
            input: [2],
            seed: 1
        )
        try await trainer().learn(model, on: examples, epochs: 2, batchSize: 24)
        let (means, variances) = moments(examples.inputs)
        // The batch is the whole lesson: 0.75 of 0.75 of the beginning is left after two steps.
        let expected = [
            "layers.0.running_mean": means.map { $0 * (1 - 0.5625) },
            "layers.0.running_var": variances.map { 0.5625 + $0 * (1 - 0.5625) },
        ]
        for (name, numbers) in expected {
            let found = try #require(model[parameter: name]).doubles
            #expect(zip(found, numbers).allSatisfy { abs($0 - $1) < 1e-6 }, "\(name): \(found)")
        }
        // In use it is the running ones that count.
        let input: [Float] = [0.25, -0.5]
        let values = (0..<2).map { channel in
            let (mean, variance) = (
                expected["layers.0.running_mean"]?[channel] ?? 0,
                expected["layers.0.running_var"]?[channel] ?? 0
            )
            let scale = model[parameter: "layers.0.weight"]?.doubles[channel] ?? 0
            let shift = model[parameter: "layers.0.bias"]?.doubles[channel] ?? 0
            return (Double(input[channel]) - mean) / (variance + 1e-5).squareRoot() * scale + shift
        }
        let weights = try #require(model[parameter: "layers.1.weight"]).doubles
        let bias = try #require(model[parameter: "layers.1.bias"]).doubles
        let output = try model.predict(Tensor(input)).doubles
        #expect(abs(output[0] - (values[0] * weights[0] + values[1] * weights[1] + bias[0])) < 1e-5)
    }

    @Test("State is no weight: it is not counted")
    func counts() throws {
        let model = try Model(StateTests.network, input: [2])
        #expect(model.parameterCount == 2 * 8 + 8 + 8 + 8 + 8 + 1)
        #expect(model.summary.rows.map(\.parameters) == [24, 16, 9])
        #expect(model.parameterNames.contains("layers.1.running_var"))
    }

    @Test("State is in the file, and comes back from it")
    func file() async throws {
        let model = try Model(StateTests.network, input: [2], seed: 1)
        let before = bits(model)
        try await trainer().learn(model, on: try Lesson.line(32), epochs: 2, batchSize: 8)
        let after = bits(model)
        #expect(after.allSatisfy { before[$0.key] != $0.value })
        try withTemporaryFolder { folder in
            try model.save(to: folder + "/model.safetensors")
            let loaded = try Model(contentsOf: folder + "/model.safetensors")
            let (again, own) = (bits(loaded), bits(model))
            #expect(again == own)
            let input = Tensor(random: [5, 2])
            let (found, expected) = (try loaded.predict(input), try model.predict(input))
            #expect(found.bits == expected.bits)
        }
    }

    @Test("A reader sees the state of the last step")
    func published() async throws {
        let model = try Model(StateTests.network, input: [2], seed: 1)
        let gate = Gate(before: [0, 1, 2])
        let run = trainer(gate).train(model, on: try Lesson.line(32), epochs: 1, batchSize: 8)
        await gate.wait()
        let name = "layers.1.running_mean"
        var versions = [try #require(model[parameter: name])]
        for _ in 0..<2 {
            gate.open()
            await gate.wait()
            versions.append(try #require(model[parameter: name]))
        }
        gate.open()
        for try await _ in run {}
        versions.append(try #require(model[parameter: name]))
        #expect(Set(versions).count == 4)
        #expect(versions[0].floats == [Float](repeating: 0, count: 8))
    }

    /// Goes downhill for so many steps, and then uphill.
    private struct Turning: Schedule {
        static let name = "turning"
        let after: Int
        func factor(step: Int, of total: Int) -> Double { step < after ? 1 : -5 }
    }

    @Test("Early stopping goes back to the state of the best weights, bit by bit")
    func earlyStopping() async throws {
        func train(epochs: Int, _ stopping: EarlyStopping?) async throws -> (
            [String: [UInt32]], [Epoch]
        ) {
            let model = try Model(StateTests.network, input: [2], seed: 1)
            var trainer = trainer(Turning(after: 12))
            trainer.earlyStopping = stopping
            let examples = try Lesson.line(32)
            let epochs = try await trainer.learn(
                model,
                on: examples,
                validation: examples,
                epochs: epochs
            )
            return (bits(model), epochs)
        }
        let (stopped, epochs) = try await train(epochs: 30, EarlyStopping(patience: 3))
        let best = epochs.count - 3
        #expect(epochs.count < 30 && best > 1)
        let (expected, _) = try await train(epochs: best, nil)
        let (later, _) = try await train(epochs: best + 3, nil)
        #expect(stopped == expected)
        #expect(stopped["layers.1.running_mean"] != later["layers.1.running_mean"])
    }

    @Test("A frozen layer keeps its weights and its state, bit by bit, while others learn")
    func frozen() async throws {
        let network = Network {
            Dense(8, activation: .tanh)
            Network {
                Dense(8)
                BatchNorm()
            }.frozen()
            BatchNorm()
            Dense(1)
        }
        let model = try Model(network, input: [2], seed: 1)
        let before = bits(model)
        let inputs = try Lesson.line(32)
        let first = try await trainer().learn(model, on: inputs, epochs: 20, batchSize: 8)
        for (name, bits) in bits(model) {
            #expect((bits == before[name]) == name.hasPrefix("layers.1."), "\(name)")
        }
        let last = try #require(first.last).training.loss
        #expect(last < first[0].training.loss)
        #expect(model.parameterCount == 24 + 72 + 16 + 16 + 9)
    }

    @Test("A frozen normalisation uses its running mean and variance also while others learn")
    func frozenStatistics() async throws {
        // With a momentum of 1 and weights that do not move, the loss says which mean was used.
        func loss(_ layer: any Layer) async throws -> Double {
            let model = try Model(Network { layer }, input: [2], seed: 1)
            try model.setParameter("layers.0.running_mean", to: Tensor([5, 7]))
            let examples = try Examples(
                inputs: Tensor(random: [8, 2]),
                targets: Tensor([Float](repeating: 0, count: 16), shape: [8, 2])
            )
            let trainer = Trainer(loss: .meanSquaredError, optimizer: SGD(learningRate: 1e-20))
            return try await trainer.learn(model, on: examples, epochs: 1)[0].training.loss
        }
        let (own, running) = (try await loss(BatchNorm()), try await loss(BatchNorm().frozen()))
        #expect(abs(own - 1) < 0.01)
        #expect(running > 20)
    }

    /// One normalisation that is used twice.
    private struct Twice: Layer {
        static let name = "Twice"
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
            let norm = BatchNorm(momentum: 0.5)
            return norm(norm(input, in: scope.child("norm")) * 3 + 2, in: scope.child("norm"))
        }
    }

    @Test("State that is used twice changes twice")
    func shared() async throws {
        let model = try Model(Network { Twice() }, input: [2], seed: 1)
        let examples = try Examples(
            inputs: Tensor(random: [16, 2]),
            targets: Tensor(random: [16, 2])
        )
        let trainer = Trainer(loss: .meanSquaredError, optimizer: SGD(learningRate: 1e-20))
        try await trainer.learn(model, on: examples, epochs: 1, batchSize: 16)
        let (means, variances) = moments(examples.inputs)
        let found = try #require(model[parameter: "layers.0.norm.running_mean"]).doubles
        // The second use is given mean 2 and deviation 3.
        for (mean, found) in zip(means, found) {
            #expect(abs(found - (mean * 0.25 + 2 * 0.5)) < 1e-5)
        }
        let foundVariances = try #require(model[parameter: "layers.0.norm.running_var"]).doubles
        for (variance, found) in zip(variances, foundVariances) {
            #expect(abs(found - (0.25 + variance * 0.25 + 9 * 16 / 15 * 0.5)) < 1e-2)
        }
    }

    /// Changes what it has not asked for, or gives it another shape.
    private struct Unruly: Layer {
        static let name = "Unruly"
        var asked: Int?
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
            if let asked { _ = scope.state("memory", [asked], .zeros) }
            scope.updateState("memory", to: input.sum(over: 0..<1))
            return input
        }
    }

    @Test(
        "State that was not asked for, or has another shape, cannot be changed",
        arguments: [nil, 3]
    )
    func unruly(_ asked: Int?) async throws {
        let model = try Model(
            Network {
                Unruly(asked: asked)
                Dense(1)
            },
            input: [2]
        )
        let error = await #expect(throws: TrainingError.self) {
            try await trainer().learn(model, on: try Lesson.line(8), epochs: 1)
        }
        #expect(
            error?.description
                == "layers.0 Unruly(): there is no state layers.0.memory of float32 [2] to "
                + "be changed; ask for it by state(_:_:_:), and give it numbers of the same shape"
        )
    }
}
