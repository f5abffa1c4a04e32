import Computation
import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

/// Losses that compare the examples of a batch, held against loops over pairs in double precision.
@Suite("Losses on embeddings")
struct EmbeddingLossTests {
    private typealias Formula = @Sendable (_ rows: [[Double]], _ labels: [Int], _ i: Int) -> Double

    private static func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private static func cosine(_ a: [Double], _ b: [Double]) -> Double {
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        return product / distance(a, a.map { _ in 0 }) / distance(b, b.map { _ in 0 })
    }

    private static let triplet: Formula = { rows, labels, i in
        let others = rows.indices.filter { $0 != i }
        let own = others.filter { labels[$0] == labels[i] }.map { distance(rows[i], rows[$0]) }
        let rest = others.filter { labels[$0] != labels[i] }.map { distance(rows[i], rows[$0]) }
        guard let farthest = own.max(), let nearest = rest.min() else { return 0 }
        return max(0, 0.5 + farthest - nearest)
    }

    private static let contrastive: Formula = { rows, labels, i in
        let others = rows.indices.filter { $0 != i }
        let own = others.filter { labels[$0] == labels[i] }
        let sum = others.reduce(0) { $0 + exp(cosine(rows[i], rows[$1]) / 0.25) }
        let terms = own.map { -log(exp(cosine(rows[i], rows[$0]) / 0.25) / sum) }
        return own.isEmpty ? 0 : terms.reduce(0, +) / Double(own.count)
    }

    private static let losses: [(any Loss, Formula)] = [
        (TripletLoss(margin: 0.5), triplet),
        (SupervisedContrastiveLoss(temperature: 0.25), contrastive),
    ]

    private func identity(_ width: Int) throws -> Model {
        try Model(Network { Activation(.identity) }, input: [width])
    }

    private func check(_ outputs: Tensor, _ labels: [Int]) throws {
        let (count, width) = (outputs.shape[0], outputs.shape[1])
        let numbers = outputs.doubles
        let rows = (0..<count).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
        let examples = try Examples(inputs: outputs, targets: Tensor(labels.map(Int32.init)))
        let model = try identity(width)
        for (loss, formula) in EmbeddingLossTests.losses {
            let expected = (0..<count).reduce(0) { $0 + formula(rows, labels, $1) } / Double(count)
            let score = try Trainer(anyLoss: loss).evaluate(model, on: examples)
            #expect(abs(score.loss - expected) < 1e-5 * max(expected, 1), "\(loss) of \(count)")
            #expect(score.accuracy == nil)
        }
    }

    @Test("A loss is its formula over all pairs of the batch", arguments: [1, 2, 7, 40])
    func formula(count: Int) throws {
        var stream = RandomStream(test: count)
        // Labels say who belongs together, and name no output.
        let labels = (0..<count).map { _ in [-3, 5, 70_000][stream.integer(below: 3)] }
        try check(Tensor(random: [count, 3], in: -2...2, seed: count), labels)
    }

    @Test("Whoever is alone, or among its own kind only, has nothing to learn")
    func alone() throws {
        let outputs = Tensor(random: [4, 2], seed: 3)
        let model = try identity(2)
        for labels: [Int32] in [[0, 1, 2, 3], [5, 5, 5, 5]] {
            let examples = try Examples(inputs: outputs, targets: Tensor(labels))
            let score = try Trainer(anyLoss: TripletLoss()).evaluate(model, on: examples)
            #expect(score.loss == 0)
        }
        let examples = try Examples(inputs: outputs, targets: Tensor([0, 1, 2, 3] as [Int32]))
        let score = try Trainer(anyLoss: SupervisedContrastiveLoss())
            .evaluate(model, on: examples)
        #expect(score.loss == 0)
    }

    @Test("Equal, vanishing and far embeddings have finite losses and gradients")
    func extremes() throws {
        let model = try Model(Network { Dense(2, initializer: .zeros) }, input: [2], seed: 1)
        let examples = try Examples(
            inputs: Tensor([1, 1, 1, 1, 0, 0, 3e8, -3e8] as [Float], shape: [4, 2]),
            targets: Tensor([0, 0, 1, 1] as [Int32])
        )
        for weights: [Float] in [[0, 0, 0, 0], [1, 0, 0, 1]] {
            try model.setParameter("layers.0.weight", to: Tensor(weights, shape: [2, 2]))
            for (loss, _) in EmbeddingLossTests.losses {
                let found = try model.gradients(on: examples, loss: loss)
                #expect(found.loss.isFinite && found.loss > 0)
                #expect(found.gradients.values.allSatisfy { $0.floats.allSatisfy(\.isFinite) })
            }
        }
    }

    @Test("Other examples are measured on 128 at once, in their order")
    func parts() throws {
        let outputs = Tensor(random: [150, 3], seed: 4)
        let labels = Tensor((0..<150).map { Int32($0 % 4) })
        let (model, trainer) = (try identity(3), Trainer(anyLoss: TripletLoss()))
        let examples = try Examples(inputs: outputs, targets: labels)
        let first = try trainer.evaluate(model, on: examples[0..<128]).loss
        let last = try trainer.evaluate(model, on: examples[128..<150]).loss
        let whole = try trainer.evaluate(model, on: examples).loss
        #expect(abs(whole - (first * 128 + last * 22) / 150) < 1e-6)
    }

    /// The share of examples whose nearest other embedding is of their class.
    private func purity(_ model: Model, _ examples: Examples) throws -> Double {
        let outputs = try model.predict(examples.inputs)
        let (count, width) = (outputs.shape[0], outputs.shape[1])
        let numbers = outputs.doubles
        let rows = (0..<count).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
        let labels = try #require(examples.labels)
        let right = (0..<count).count { i in
            let nearest = (0..<count).filter { $0 != i }.min {
                EmbeddingLossTests.distance(rows[i], rows[$0])
                    < EmbeddingLossTests.distance(rows[i], rows[$1])
            }
            return nearest.map { labels[$0] == labels[i] } ?? false
        }
        return Double(right) / Double(count)
    }

    @Test("Classes come together in fewer dimensions than there are classes")
    func learned() async throws {
        let network = Network {
            Dense(16, activation: .tanh)
            Dense(2)
            UnitLength()
        }
        let examples = try Lesson.clusters(200, classes: 5)
        let others = try Lesson.clusters(100, classes: 5, seed: 2)
        for (loss, _) in EmbeddingLossTests.losses {
            var files: Set<[UInt8]> = []
            for threads in 1...4 {
                let model = try Model(network, input: [5], seed: 3)
                var trainer = Trainer(anyLoss: loss, anyOptimizer: Adam(learningRate: 0.01))
                trainer.processor = Processor(threads: threads)
                // The last batch is smaller than the others.
                try await trainer.learn(model, on: examples, epochs: 60, batchSize: 64)
                files.insert(try model.fileBytes())
                guard threads == 1 else { continue }
                let found = try purity(model, others)
                #expect(found > 0.97, "\(type(of: loss).name)")
            }
            #expect(files.count == 1)
        }
    }

    @Test("What needs examples one by one is refused")
    func refused() async throws {
        let examples = try Lesson.clusters(12)
        let model = try Model(Network { Dense(2) }, input: [3])
        var trainer = Trainer(anyLoss: TripletLoss())
        trainer.microBatchSize = 4
        let parts = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: examples, epochs: 1)
        }
        let reason = "must be left out where the loss compares the examples of a whole batch"
        #expect(parts?.description == "the micro-batch size \(reason), not 4")
        trainer.microBatchSize = nil
        trainer.classWeights = [1, 2]
        let weights = await #expect(throws: TrainingError.self) {
            try await trainer.learn(model, on: examples, epochs: 1)
        }
        #expect(weights?.description == "the weights of classes \(reason), not [1.0, 2.0]")
    }
}
