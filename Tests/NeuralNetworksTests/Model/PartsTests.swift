import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// Names that do not belong together, and what is said about them.
struct WrongParts: Sendable, CustomTestStringConvertible {
    var inputs: [String: Tensor] = PartsTests.inputs
    var targets: [String: Tensor] = PartsTests.targets
    var network = PartsTests.network
    var loss: any Loss = PartsTests.loss
    let message: String
    var testDescription: String { message }

    init(_ message: String, _ change: (inout WrongParts) -> Void) {
        self.message = message
        change(&self)
    }

    private static let there = "the network has picture [2, 3], row [2]"
    private static let outputs = "kind [3], size [1]"

    static let all = [
        WrongParts("the input \"row\" is missing; \(there)") { $0.inputs["row"] = nil },
        WrongParts("there is no input \"rows\"; \(there)") {
            $0.inputs["rows"] = Tensor([1, 2, 3, 4, 5, 6])
        },
        WrongParts("the input \"row\" is [3] for each example; \(there)") {
            $0.inputs["row"] = Tensor(random: [6, 3])
        },
        WrongParts(
            "the network has the inputs picture [2, 3], row [2], but those of the examples have no "
                + "names; make them with inputs: [\"picture\": …]"
        ) { $0.inputs = ["input": Tensor(random: [6, 8])] },
        WrongParts(
            "there are the inputs picture [2, 3], row [2], but the network has no names for inputs; "
                + "begin it with Inputs"
        ) { $0.network = Network { Outputs { Dense(3).named("kind") } } },
        WrongParts(
            "the output \"size\" has no loss; add .part(\"size\", …), with the weight 0 if it shall not learn"
        ) {
            $0.loss = LossOfParts([.part("kind", .softmaxCrossEntropy)])
        },
        WrongParts("there is a loss for \"sort\", but the outputs are \(outputs)") {
            $0.loss = LossOfParts([.part("sort", .softmaxCrossEntropy)])
        },
        WrongParts("the output \"kind\" has two losses") {
            $0.loss = LossOfParts([.part("kind", .hinge), .part("kind", .hinge)])
        },
        WrongParts("the weight of the loss of \"kind\" must be a number not below 0, not -1.0") {
            $0.loss = LossOfParts([.part("kind", .hinge, weight: -1)])
        },
        WrongParts("the output \"size\" has no target; the targets are kind []") {
            $0.targets["size"] = nil
        },
        WrongParts("there is a target \"more\", but the outputs are \(outputs)") {
            $0.targets["more"] = Tensor(random: [6, 1])
        },
        WrongParts(
            "the network has the outputs \(outputs), but the targets have no names; make the examples with "
                + "targets: [\"kind\": …]"
        ) { $0.targets = ["target": Tensor(random: [6, 4])] },
        WrongParts(
            "the network has the outputs \(outputs), but the loss judges only one; give each a loss by "
                + ".parts(.part(\"kind\", …))"
        ) { $0.loss = MeanSquaredError() },
        WrongParts("the loss judges named outputs, but the network has none; end it with Outputs") {
            $0.network = Network {
                Inputs(PartsTests.shapes)
                Dense(3)
            }
        },
        WrongParts(
            "there are the targets kind [], size [1], but the network has no named outputs; end it with Outputs, or give the targets without names"
        ) {
            $0.network = Network {
                Inputs(PartsTests.shapes)
                Dense(4)
            }
            $0.loss = MeanSquaredError()
        },
        WrongParts(
            "example 1 has the label 3, but the network has 3 outputs, for the labels 0 to 2"
        ) {
            $0.targets["kind"] = Tensor([0, 3, 0, 1, 2, 2] as [Int32])
        },
        WrongParts(
            "output \"size\": the loss compares outputs [6, 1] with targets [6, 2]; let the last layer "
                + "have as many neurons as there are targets"
        ) { $0.targets["size"] = Tensor(random: [6, 2]) },
        WrongParts(
            "the input \"row\" is [5, 2], but others have 6 examples; the first dimension counts them"
        ) { $0.inputs["row"] = Tensor(random: [5, 2]) },
        WrongParts("there is no target that counts examples; give each [count, …]") {
            $0.targets = [:]
        },
        WrongParts(
            "the target \"kind\" holds 16777217 in example 2; whole numbers among named parts must be at "
                + "most 16,777,216 in size"
        ) { $0.targets["kind"] = Tensor([0, 1, 16_777_217, 1, 2, 2] as [Int32]) },
    ]
}

@Suite("Several inputs and outputs")
struct PartsTests {
    static let shapes: [String: Shape] = ["row": [2], "picture": [2, 3]]
    static let pixels: [UInt8] = (0..<36).map { UInt8($0 * 7) }
    static let inputs = [
        "row": Tensor(random: [6, 2], seed: 2), "picture": Tensor(pixels, shape: [6, 2, 3]),
    ]
    static let labels: [Int32] = [0, 1, 0, 1, 2, 2]
    static let targets = [
        "kind": Tensor(labels), "size": Tensor(random: [6, 1], seed: 3),
    ]
    static let network = Network {
        Inputs(shapes)
        Parallel(.concatenate) {
            Network {
                Input("picture")
                Flatten()
                Dense(4, activation: .tanh)
            }
            Input("row")
        }
        Outputs {
            Dense(1).named("size")
            Dense(3).named("kind")
        }
    }
    static let loss: LossOfParts = .parts(
        .part("kind", .softmaxCrossEntropy),
        .part("size", .meanSquaredError, weight: 0.5)
    )

    private func examples() throws -> Examples {
        try Examples(inputs: PartsTests.inputs, targets: PartsTests.targets)
    }

    @Test("What does not belong together is said", arguments: WrongParts.all)
    func wrong(_ task: WrongParts) async throws {
        var message = "nothing"
        do {
            let examples = try Examples(inputs: task.inputs, targets: task.targets)
            let input = Shape(Array(examples.inputs.shape.sizes.dropFirst()))
            let model =
                task.network.layers.first is Inputs
                ? try Model(task.network) : try Model(task.network, input: input)
            try await Trainer(anyLoss: task.loss).learn(model, on: examples, epochs: 1)
        } catch { message = "\(error)" }
        #expect(message == task.message)
    }

    @Test("Each part comes back as it went in, and whole numbers exactly")
    func exact() throws {
        let numbers = Tensor([16_777_216, -16_777_216, 1, 0] as [Int32], shape: [2, 2])
        let other = Tensor(random: [2, 1, 3])
        let examples = try Examples(
            inputs: ["a": numbers, "b": other],
            targets: ["target": Tensor([1, 0] as [Int32])]
        )
        #expect(examples.input("a") == numbers)
        #expect(examples.input("b") == other)
        #expect(examples[[1]].input("b")?.floats == Array(other.floats[3...]))
        #expect(examples.input("c") == nil)
        #expect(examples.target("a") == nil)
        #expect(examples.targets == Tensor([1, 0] as [Int32]))
    }

    @Test("An input is what a network without names would see, to the bit")
    func inputs() throws {
        for (name, tensor) in PartsTests.inputs {
            let shape = Shape(Array(tensor.shape.sizes.dropFirst()))
            let alone = try Model(Network { Dense(3) }, input: shape, seed: 1)
            let named = Network {
                Inputs(PartsTests.shapes)
                Dense(4)
                Input(name)
                Dense(3).named("last")
            }
            let model = try Model(named, seed: 7)
            for part in ["weight", "bias"] {
                let weights = try #require(alone[parameter: "layers.0.\(part)"])
                try model.setParameter("last.\(part)", to: weights)
            }
            let found = try model.predict(PartsTests.inputs)
            let expected = try alone.predict(["input": tensor])
            #expect(found == expected)
            let first = try model.predict(PartsTests.inputs.mapValues { $0[0] })
            #expect(first["output"] == expected["output"]?[0])
        }
    }

    @Test("Each output has its own loss, accuracy and meaning")
    func losses() async throws {
        let model = try Model(PartsTests.network, seed: 1)
        let examples = try examples()
        let outputs = try model.named(model.outputs(examples.inputs))
        let kinds = try #require(outputs["kind"])
        let sizes = try #require(outputs["size"])
        #expect(kinds.shape == [6, 3] && sizes.shape == [6, 1])
        func score(_ outputs: Tensor, _ target: String, _ loss: any Loss) throws -> Score {
            let model = try Model(Network { Activation(.identity) }, input: [outputs.shape[1]])
            let target = try #require(PartsTests.targets[target])
            return try Trainer(anyLoss: loss)
                .evaluate(model, on: Examples(inputs: outputs, targets: target))
        }
        let kind = try score(kinds, "kind", SoftmaxCrossEntropy())
        let size = try score(sizes, "size", MeanSquaredError())
        let trainer = Trainer(anyLoss: PartsTests.loss)
        let found = try trainer.evaluate(model, on: examples)
        #expect(abs(found.loss - (kind.loss + 0.5 * size.loss)) < 1e-6)
        #expect(found.accuracy == kind.accuracy)

        try await trainer.learn(model, on: examples, epochs: 1)
        let answers = try model.predict(PartsTests.inputs)
        let logits = try model.named(model.outputs(examples.inputs))
        #expect(answers["size"] == logits["size"])
        for row in 0..<6 {
            let shares = try #require(answers["kind"]?[row].floats)
            #expect(abs(shares.reduce(0, +) - 1) < 1e-6 && shares.allSatisfy { $0 > 0 })
        }
    }

    @Test("Both are learned, in steps of any kind, and a file keeps all names")
    func learned() async throws {
        let examples = try examples()
        var trainer = Trainer(anyLoss: PartsTests.loss, anyOptimizer: Adam(learningRate: 0.05))
        for microBatch in [nil, 4] {
            trainer.microBatchSize = microBatch
            let model = try Model(PartsTests.network, seed: 1)
            try await trainer.learn(model, on: examples, epochs: 300, batchSize: 6)
            let score = try trainer.evaluate(model, on: examples)
            #expect(score.loss < 0.01 && score.accuracy == 1)
            try withTemporaryFolder { folder in
                let path = folder + "/model.safetensors"
                try model.save(to: path)
                let read = try Model(contentsOf: path)
                #expect(read.inputParts == model.inputParts)
                #expect(read.outputParts == model.outputParts)
                let answers = try read.predict(PartsTests.inputs)
                let expected = try model.predict(PartsTests.inputs)
                #expect(answers == expected)
                #expect(read.information == model.information)
                let text = read.summary.description
                #expect(text.contains("Inputs([\"picture\": [2, 3], \"row\": [2]])"))
                #expect(text.contains("layers.2.kind"))
            }
        }
        let model = try Model(PartsTests.network, seed: 1)
        let training = try StepwiseTraining(trainer, model: model)
        let first = try training.learn(from: examples)
        let second = try training.learn(from: examples[0..<3])
        #expect(first.loss.isFinite && second.loss.isFinite)
    }

    @Test("What a prediction cannot take is said")
    func predictions() throws {
        let model = try Model(PartsTests.network)
        var inputs = PartsTests.inputs
        inputs["row"] = Tensor(random: [5, 2])
        let counts = #expect(throws: ShapeError.self) { try model.predict(inputs) }
        #expect(counts?.problem == "the inputs have different numbers of examples: 5, 6")
        inputs["row"] = nil
        let missing = #expect(throws: ShapeError.self) { try model.predict(inputs) }
        #expect(missing?.problem.hasPrefix("the input \"row\" is missing") == true)
        let classes = #expect(throws: ShapeError.self) { try model.classify(Tensor(random: [8])) }
        #expect(classes?.problem.hasPrefix("the model has the outputs kind [3], size [1]") == true)
        let plain = try Model(Network { Dense(1) }, input: [2])
        let names = #expect(throws: ShapeError.self) { try plain.predict(inputs) }
        #expect(names?.problem == "the network has no names for inputs, but is given \"picture\"")
        let none = #expect(throws: ShapeError.self) { try Model(Network { Dense(1) }) }
        #expect(none?.problem == "the network does not say what it is given")
    }

    @Test("A description with parts that make no sense is an error")
    func descriptions() throws {
        for (text, problem) in [
            (
                #"[{"Inputs": {"parts": [1]}}]"#,
                "parts must be shapes by name, as in row: [5], not a list"
            ),
            (#"["Inputs"]"#, "Inputs needs parts"),
        ] {
            let error = #expect(throws: NetworkFileError.self) {
                try Network(json: Array(text.utf8), file: "a.json")
            }
            #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        }
        let text = #"[{"Inputs": {"parts": {"row": [-5]}}}]"#
        let negative = try Network(json: Array(text.utf8), file: "a.json")
        #expect(throws: ShapeError.self) { try Model(negative) }
    }
}
