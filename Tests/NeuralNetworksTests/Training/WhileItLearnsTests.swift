import Foundation
import NeuralNetworks
import Testing

/// The loops of the page "While it learns", as they stand there.
@Suite("What is done while a network learns")
struct WhileItLearnsTests {
    private static func examples(_ seed: Int) throws -> Examples {
        let numbers = (0..<200).map { Float(($0 * 7 + seed) % 23) / 11 - 1 }
        return try Examples(
            inputs: Tensor(numbers, shape: [100, 2]),
            targets: Tensor((0..<100).map { Int32(numbers[2 * $0] > numbers[2 * $0 + 1] ? 1 : 0) })
        )
    }

    private static func makeModel() throws -> Model {
        try Model(
            Network {
                Dense(8, activation: .tanh)
                Dense(2)
            },
            input: [2],
            seed: 3
        )
    }

    private let trainer = Trainer(
        loss: .softmaxCrossEntropy,
        optimizer: .adam(learningRate: 0.02),
        seed: 1
    )

    @Test("The best epoch is saved from the loop, and leaving it ends the training")
    func loop() async throws {
        let (model, examples) = (try Self.makeModel(), try Self.examples(0))
        let held = try Self.examples(5)
        let file = FileManager.default.temporaryDirectory.path + "/best-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        var (best, saved) = (Double.infinity, 0)
        for try await epoch in trainer.train(model, on: examples, validation: held, epochs: 50) {
            let loss = try #require(epoch.validation?.loss)
            if loss < best {
                best = loss
                saved = epoch.number
                try model.save(to: file)
            }
            if epoch.number == 9 { break }
        }
        let kept = try Model(contentsOf: file)
        #expect(saved > 1 && kept.parameterCount == model.parameterCount)
        let (now, then) = (
            try trainer.evaluate(Self.makeModel(), on: held).loss,
            try trainer.evaluate(kept, on: held).loss
        )
        #expect(then < now / 2)
    }

    @Test("Between two steps anything may be done, and the next step goes on from it")
    func paced() throws {
        let (model, examples) = (try Self.makeModel(), try Self.examples(0))
        let held = try Self.examples(5)
        let training = try PacedTraining(trainer, model: model, on: examples, batchSize: 32)
        #expect(training.stepsPerEpoch == 4)
        var losses: [Double] = []
        for _ in 0..<20 {
            losses.append(try training.advance(by: training.stepsPerEpoch).loss)
            training.validationLosses.append(try trainer.evaluate(model, on: held).loss)
            try training.turn("layers.0.bias", at: 0, to: 0)
            #expect(model[parameter: "layers.0.bias"]?.floats[0] == 0)
        }
        training.finish()
        #expect(losses[19] < losses[0] / 2 && training.validationLosses.count == 20)
    }
}
