import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Layers that normalise")
struct NormalizationTests {
    /// The weights that the references were computed with.
    private static let weights = [
        "weight": [0.5, -1.25, 2, 0.75], "bias": [0.1, -0.2, 0.3, 0.4],
        "running_mean": [1, 2, 3, 4], "running_var": [0.5, 1.5, 2.5, 3.5],
    ]

    @Test("As PyTorch does", arguments: NormalizationReference.all)
    func reference(_ reference: NormalizationReference) throws {
        let shape: Shape = [3, 2, 4]
        let built = try BuiltNetwork(
            Network { reference.layer },
            input: TensorType(.float32, shape),
            mode: reference.mode
        )
        let projection = built.builder.input("projection", TensorType(.float32, shape))
        let parameters = built.builder.graph.parameters
        let gradients = built.builder.gradients(
            of: (built.output * projection).sum(),
            withRespectTo: [built.input] + built.parameters { $0.role == .learned }
        )
        try built.check()
        // What the reference in use began with is what the one that learns ended with.
        let state = reference.mode == .training ? [:] : NormalizationReference.all[0].state
        let known = NormalizationTests.weights.merging(state) { $1 }
        let inputs = (0..<24).map { (index: Int) -> Double in
            Double((7 * index * index + 3 * index) % 23) / 10 - 1
        }
        let factors = (0..<24).map { (index: Int) -> Double in
            Double((5 * index * index + index) % 19) / 10 - 0.9
        }
        let numbers = try parameters.map { parameter in
            let name = String(try #require(parameter.name.split(separator: ".").last))
            let numbers = try #require(known[name])
            return ReferenceArray(numbers, shape: parameter.shape)
        }
        let values = ReferenceInterpreter(built.builder.graph).run(
            inputs: [
                "input": ReferenceArray(inputs, shape: shape),
                "projection": ReferenceArray(factors, shape: shape),
                "random key": ReferenceArray([0, 0, 0, 0], shape: [4]),
            ],
            parameters: numbers
        )
        func expect(_ symbol: Symbol, _ expected: [Double]?, _ what: String) throws {
            let expected = try #require(expected)
            let distance = relativeDistance(values[symbol.node].values, expected)
            #expect(distance < 1e-6, "\(what): relative distance \(distance)")
        }
        try expect(built.output, reference.output, "output")
        for (symbol, name) in zip(gradients, ["input", "weight", "bias"]) {
            try expect(symbol, reference.gradients[name], "gradient of \(name)")
        }
        #expect(built.record.updates.count == reference.state.count)
        for update in built.record.updates {
            let name = String(try #require(update.name.split(separator: ".").last))
            try expect(update.value, reference.state[name], name)
        }
    }

    @Test("The output has mean 0 and variance 1, and neither is off for numbers far from zero")
    func farFromZero() throws {
        let numbers = Tensor(random: [64, 5, 3], in: 1023...1025)
        let layers: [any Layer] = [
            GroupNorm(1, epsilon: 1e-9), GroupNorm(3, epsilon: 1e-9), LayerNorm(epsilon: 1e-9),
        ]
        for layer in layers {
            let output = try Model(Network { layer }, input: [5, 3]).predict(numbers).doubles
            let mean = output.reduce(0, +) / Double(output.count)
            let variance = output.reduce(0) { $0 + $1 * $1 } / Double(output.count)
            #expect(abs(mean) < 1e-3 && abs(variance - 1) < 1e-2, "\(layer): \(mean), \(variance)")
        }
    }

    @Test("What is given up is not there")
    func withoutWeights() throws {
        let network = Network {
            BatchNorm(scales: false)
            LayerNorm(centers: false)
            GroupNorm(2, scales: false, centers: false)
        }
        let model = try Model(network, input: [3, 4])
        #expect(
            model.parameterNames == [
                "layers.0.bias", "layers.0.running_mean", "layers.0.running_var", "layers.1.weight",
            ]
        )
        #expect(model.parameterCount == 8)
        #expect(model.summary.rows.map(\.parameters) == [4, 4, 0])
        #expect(model.summary.parameters == 8)
        let output = try model.predict(Tensor(random: [5, 3, 4])).floats
        #expect(output.allSatisfy { $0.isFinite })
    }

    @Test(
        "What they cannot take is said",
        arguments: [
            Misfit(
                [],
                "layers.0 BatchNorm(): takes channels for each example, [batch, …, channels], but gets "
                    + "[2]; declare the input as [1]"
            ) { BatchNorm() },
            Misfit(
                [4],
                "layers.0 BatchNorm(momentum: 0.0): a momentum must be more than 0 and at most 1, not "
                    + "0.0; 0.1 is usual"
            ) { BatchNorm(momentum: 0) },
            Misfit(
                [4],
                "layers.0 LayerNorm(epsilon: -1.0): epsilon must be a positive number, not -1.0; 1e-5 "
                    + "is usual"
            ) { LayerNorm(epsilon: -1) },
            Misfit([0, 4], "layers.0 LayerNorm(): there is nothing to normalise in [2, 0, 4]") {
                LayerNorm()
            },
            Misfit(
                [4],
                "layers.0 UnitLength(epsilon: 0.0): epsilon must be a positive number, not 0.0; 1e-5 "
                    + "is usual"
            ) { UnitLength(epsilon: 0) },
            Misfit(
                [4],
                "layers.0 GroupNorm(3): 4 channels cannot be divided into 3 groups of equal size; choose "
                    + "a count of groups that divides 4"
            ) { GroupNorm(3) },
        ]
    )
    func misfits(_ misfit: Misfit) {
        let error = #expect(throws: ShapeError.self) {
            try Model(misfit.network, input: misfit.input)
        }
        #expect(error?.description == misfit.message)
    }

    @Test("A batch of a single number for each channel cannot be learned from")
    func single() async throws {
        let model = try Model(
            Network {
                BatchNorm()
                Dense(1)
            },
            input: [2]
        )
        let error = await #expect(throws: TrainingError.self) {
            try await Trainer(loss: .meanSquaredError, optimizer: SGD()).learn(
                model,
                on: try Lesson.line(9),
                epochs: 1,
                batchSize: 4
            )
        }
        #expect(
            error?.description
                == "layers.0 BatchNorm(): a batch of one number for each channel has no "
                + "variance; choose a batch size that leaves no single example at the end"
        )
    }
}
