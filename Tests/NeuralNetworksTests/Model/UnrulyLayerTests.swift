import Computation
import NeuralNetworks
import TestSupport
import Testing

/// Layers and losses that break the rules are found in words, not in memory.
@Suite("Layers and losses that break the rules")
struct UnrulyLayerTests {
    /// Weights that depend on the batch.
    private struct BatchWeights: Layer {
        static let name = "BatchWeights"
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
            input * scope.parameter("w", input.shape, .glorot)
        }
    }

    /// Weights that are there only while learning.
    private struct TrainingWeights: Layer {
        static let name = "TrainingWeights"
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
            scope.mode == .training ? input * scope.parameter("w", [8], .glorot) : input
        }
    }

    /// A result that does not count examples any more.
    private struct Total: Layer {
        static let name = "Total"
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol { input.sum() }
    }

    /// A loss of the whole batch.
    private struct WholeLoss: Loss {
        static let name = "whole"
        var interpretation: Interpretation { .values }
        func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
            (outputs - targets).squared().mean()
        }
    }

    private func learn(_ network: Network, _ loss: any Loss) async throws {
        let model = try Model(network, input: [8], seed: 1)
        let examples = try Examples(
            inputs: Tensor(random: [4, 8]),
            targets: Tensor(random: [4, 8], seed: 2)
        )
        try await Trainer(loss: loss, optimizer: SGD()).learn(model, on: examples, epochs: 1)
    }

    @Test("Weights that depend on the batch are refused")
    func batchWeights() async throws {
        let error = await #expect(throws: TrainingError.self) {
            try await learn(Network { BatchWeights() }, .quadratic)
        }
        #expect(
            error?.description == "the weights layers.0.w are [2, 8] for one batch and [4, 8] for "
                + "another; let their shape not depend on the batch"
        )
        let model = try Model(Network { BatchWeights() }, input: [8], seed: 1)
        #expect(throws: ShapeError.self) { try model.predict(Tensor(random: [64, 8])) }
    }

    @Test("Weights of one mode only are refused")
    func trainingWeights() async throws {
        let error = await #expect(throws: TrainingError.self) {
            try await learn(Network { TrainingWeights() }, .quadratic)
        }
        #expect(
            error?.description == "the weights layers.0.w are declared in one mode only; declare "
                + "them whether the network learns or predicts"
        )
    }

    @Test("A layer that loses the batch is named")
    func total() {
        let error = #expect(throws: ShapeError.self) {
            try Model(Network { Total() }, input: [8])
        }
        #expect(
            error?.description == "layers.0 Total(): the batch dimension was lost: [2, 8] became "
                + "[]; keep the first dimension, which counts examples, as it is"
        )
    }

    @Test("A loss gives a number for each example")
    func wholeLoss() async throws {
        let error = await #expect(throws: TrainingError.self) {
            try await learn(Network { Dense(8) }, WholeLoss())
        }
        #expect(
            error?.description == "a loss gives one number for each example, [4], not []; sum over "
                + "every dimension but the first"
        )
    }

    @Test("Two trainings of one model take turns or complain")
    func learningTwice() async throws {
        let model = try Model(Network { Dense(8) }, input: [8], seed: 1)
        let examples = try Examples(
            inputs: Tensor(random: [400, 8]),
            targets: Tensor(random: [400, 8], seed: 2)
        )
        let trainer = Trainer(loss: .quadratic, optimizer: .sgd(learningRate: 1e-4))
        // Without an end of its own: however late this test gets a turn, it is still going on.
        var first = trainer.train(model, on: examples, epochs: 1_000_000_000).makeAsyncIterator()
        _ = try await first.next()
        let error = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: examples, epochs: 1)
        }
        #expect(error == .alreadyLearning)
        let weights = try #require(model[parameter: "layers.0.weight"])
        #expect(throws: ParameterError.learning) {
            try model.setParameter("layers.0.weight", to: weights)
        }
        // Held until here: a training ends when nobody waits for it any more.
        _ = try await first.next()
    }

    @Test("A file with weights that are no numbers is refused")
    func notFinite() throws {
        try withTemporaryFolder { folder in
            let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
            let path = folder + "/model.safetensors"
            try model.save(to: path)
            var file = try SafeTensors(decoding: try WholeFile.read(path), file: path)
            file.tensors["layers.0.weight"] = Tensor([1, .nan] as [Float], shape: [1, 2])
            try WholeFile.write(try file.encoded(), to: path)
            let error = #expect(throws: ModelFileError.self) { try Model(contentsOf: path) }
            #expect(
                error?.description == "\(path): the tensor layers.0.weight has a value at place 1 "
                    + "that is no finite number; its training went wrong, train it again"
            )
        }
    }
}
