import Computation
import NeuralNetworks
import TestSupport
import Testing

/// A layer that the library does not know: x + relu(x·Wᵀ + b).
struct Wide: Layer {
    static let name = "Wide"
    var units: Int

    func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        input + Dense(units, activation: .relu)(input, in: scope.child("inner"))
    }
}

@Suite("Model files")
struct ModelFileTests {
    /// A network with every kind of layer and every way to name weights.
    private static let network = Network {
        Flatten()
        Dense(5, activation: .sigmoid).named("hidden")
        Dropout(0.1)
        Network {
            Dense(6, activation: .relu, usesBias: false, initializer: .normal(deviation: 0.3))
            Activation(.tanh)
        }
        Dense(3, activation: .softmax)
    }

    /// Saves a model and reads it again.
    private func roundTrip(_ model: Model, layers: [any Layer.Type] = []) throws -> Model {
        try withTemporaryFolder { folder in
            try model.save(to: folder + "/model.safetensors")
            return try Model(contentsOf: folder + "/model.safetensors", layers: layers)
        }
    }

    @Test("A model comes back as it was: network, information and every bit")
    func saveAndLoad() throws {
        let information = ModelInformation(
            interpretation: .independentLogits,
            labels: ["a", "\"b\"", "ü/\\\n"],
            preparation: ["kind": "none", "empty": ""]
        )
        let model = try Model(
            ModelFileTests.network,
            input: [2, 3],
            seed: 3,
            information: information
        )
        // Numbers that text would not bring back.
        try model.setParameter(
            "hidden.bias",
            to: Tensor(
                [
                    -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.leastNonzeroMagnitude,
                    1 / 3,
                ] as [Float]
            )
        )
        let again = try roundTrip(model)
        #expect(again.network == model.network)
        #expect(again.information == information)
        #expect((again.inputShape, again.outputShape) == (model.inputShape, model.outputShape))
        for name in model.parameterNames {
            #expect(again[parameter: name]?.bits == model[parameter: name]?.bits)
        }
        #expect(try again.fileBytes() == model.fileBytes())
        let inputs = Tensor(random: [9, 2, 3])
        #expect(try again.predict(inputs).bits == model.predict(inputs).bits)
    }

    @Test("The same model gives the same bytes, however often it is written")
    func sameBytes() throws {
        let model = try Model(ModelFileTests.network, input: [2, 3], seed: 3)
        #expect(try model.fileBytes() == model.fileBytes())
    }

    @Test("Saving replaces a file")
    func replaces() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try Model(ModelFileTests.network, input: [2, 3], seed: 1).save(to: path)
            let model = try Model(ModelFileTests.network, input: [2, 3], seed: 2)
            try model.save(to: path)
            #expect(try WholeFile.read(path) == model.fileBytes())
        }
    }

    @Test("A trained model predicts the same after loading, and trains on")
    func trained() async throws {
        let examples = try Lesson.clusters(30)
        let model = try Model(Network { Dense(3) }, input: [3], seed: 1)
        let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: .sgd(learningRate: 0.5))
        try await trainer.learn(model, on: examples, epochs: 3)
        let again = try roundTrip(model)
        #expect(again.information.interpretation == .classLogits)
        #expect(try again.predict(examples.inputs).bits == model.predict(examples.inputs).bits)
        try await trainer.learn(model, on: examples, epochs: 2)
        try await trainer.learn(again, on: examples, epochs: 2)
        #expect(try again.fileBytes() == model.fileBytes())
    }

    @Test("A layer of one's own trains, is saved and is loaded")
    func customLayer() async throws {
        let network = Network {
            Wide(units: 3)
            Dense(3)
        }
        let examples = try Lesson.clusters(30)
        let model = try Model(network, input: [3], seed: 1)
        #expect(
            model.parameterNames == [
                "layers.0.inner.weight", "layers.0.inner.bias", "layers.1.weight", "layers.1.bias",
            ]
        )
        let epochs = try await Trainer(loss: .softmaxCrossEntropy, optimizer: Adam())
            .learn(model, on: examples, epochs: 30, batchSize: 5)
        #expect(epochs[29].training.loss < 0.8 * epochs[0].training.loss)
        #expect(model.summary.rows[0].layer == "Wide()")
        #expect(model.summary.rows.map(\.parameters) == [12, 12])
        #expect(try model.explain(layer: 1, neuron: 0, on: examples.inputs[0]).terms.count == 3)

        let again = try roundTrip(model, layers: [Wide.self])
        #expect(again.network == network)
        #expect(try again.predict(examples.inputs).bits == model.predict(examples.inputs).bits)
        let error = #expect(throws: ModelFileError.self) { _ = try roundTrip(model) }
        #expect(
            error?.description.hasSuffix(
                "there is no layer \"Wide\"; the layers are "
                    + LayerCatalogue.types.map { $0.name }.sorted().joined(separator: ", ")
            ) == true
        )
    }

    @Test("Weights are taken over from a file with other names")
    func renaming() throws {
        let network = Network {
            Dense(4, activation: .tanh)
            Dense(2)
        }
        let source = try Model(network, input: [3], seed: 5)
        let names = [
            "layers.0.weight": "encoder.fc1.weight", "layers.0.bias": "encoder.fc1.bias",
        ]
        let tensors = source.parameterNames.compactMap { name in
            source[parameter: name].map { (names[name] ?? name, $0) }
        }
        let target = try Model(network, input: [3], seed: 6)
        try withTemporaryFolder { folder in
            let path = folder + "/foreign.safetensors"
            let file = SafeTensors(Dictionary(uniqueKeysWithValues: tensors))
            try WholeFile.write(file.encoded(), to: path)
            let before = try target.fileBytes()
            #expect(throws: ModelFileError.self) { try target.loadWeights(from: path) }
            #expect(try target.fileBytes() == before)
            try target.loadWeights(from: path, renaming: names)
        }
        #expect(try target.fileBytes() == source.fileBytes())
    }

    @Test("A file that cannot be written leaves the old one as it was")
    func unwritable() throws {
        let model = try Model(ModelFileTests.network, input: [2, 3])
        try withTemporaryFolder { folder in
            let missing = #expect(throws: ModelFileError.self) {
                try model.save(to: folder + "/none/model.safetensors")
            }
            #expect(
                missing?.description
                    == "\(folder)/none/model.safetensors: there is no folder \(folder)/none; "
                    + "create it or choose another"
            )
            let isFolder = #expect(throws: ModelFileError.self) { try model.save(to: folder) }
            #expect(isFolder?.description == "\(folder): this is a folder; name a file")
        }
    }
}
