import Computation
import NeuralNetworks
import Testing

@Suite("Early stopping")
struct EarlyStoppingTests {
    /// Goes downhill for so many steps, and then uphill.
    private struct Turning: Schedule {
        static let name = "turning"
        let after: Int
        func factor(step: Int, of total: Int) -> Double { step < after ? 1 : -1 }
    }

    private let examples: Examples

    init() throws { examples = try Lesson.line(32) }

    /// One step an epoch.
    private func train(
        epochs: Int,
        stopping: EarlyStopping?
    ) async throws -> (weights: Tensor?, epochs: [Epoch]) {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let trainer = Trainer(
            loss: .meanSquaredError,
            optimizer: .sgd(learningRate: 0.05),
            schedule: Turning(after: 4),
            earlyStopping: stopping
        )
        let epochs = try await trainer.learn(
            model,
            on: examples,
            validation: try Lesson.line(16, seed: 2),
            epochs: epochs
        )
        return (model[parameter: "layers.0.weight"], epochs)
    }

    @Test("It stops after its patience", arguments: [1, 2, 5])
    func patience(_ patience: Int) async throws {
        let (_, epochs) = try await train(
            epochs: 20,
            stopping: EarlyStopping(patience: patience)
        )
        #expect(epochs.count == 4 + patience)
        let losses = epochs.compactMap { $0.validation?.loss }
        #expect(losses.min() == losses[3])
    }

    @Test("It goes back to the best weights, bit by bit")
    func restores() async throws {
        let best = try await train(epochs: 4, stopping: nil)
        let stopped = try await train(epochs: 20, stopping: EarlyStopping(patience: 3))
        #expect(stopped.weights?.bits == best.weights?.bits)
    }

    @Test("It goes back also where all epochs were run")
    func restoresAtTheEnd() async throws {
        let best = try await train(epochs: 4, stopping: nil)
        let full = try await train(epochs: 6, stopping: EarlyStopping(patience: 100))
        #expect(full.epochs.count == 6)
        #expect(full.weights?.bits == best.weights?.bits)
    }

    @Test("Asked not to, it keeps the last weights")
    func keepsLast() async throws {
        let last = try await train(epochs: 7, stopping: nil)
        let stopped = try await train(
            epochs: 20,
            stopping: EarlyStopping(patience: 3, restoresBest: false)
        )
        #expect(stopped.weights?.bits == last.weights?.bits)
    }
}
