import Computation
import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Attention and what belongs to it")
struct AttentionTests {
    /// Reads tokens, looks both ways, and says something of each.
    private static let reader = Network {
        Embedding(11, width: 24)
        SinusoidalPosition()
        TransformerBlock(heads: 3)
        MultiHeadAttention(4, groups: 2, rotary: true)
        Dense(11)
    }

    private func padded(_ tokens: [Int32], to length: Int) -> [Int32] {
        tokens + [Int32](repeating: -1, count: length - tokens.count)
    }

    @Test("Padding and neighbours change no bit of a sequence", arguments: [1, 2, 17, 40])
    func padding(length: Int) throws {
        var stream = RandomStream(test: length)
        let tokens = (0..<length).map { _ in Int32(stream.integer(below: 11)) }
        let others = (0..<40).map { _ in Int32(stream.integer(below: 11)) }
        let alone = try Model(AttentionTests.reader, input: [length], seed: 3)
        let whole = try Model(AttentionTests.reader, input: [40], seed: 3)
        let expected = try alone.predict(Tensor(tokens, shape: [1, length])).floats
        let batch = Tensor(others + padded(tokens, to: 40) + others, shape: [3, 40])
        let found = try whole.predict(batch).floats[(40 * 11)...].prefix(length * 11)
        #expect(Array(found) == expected)
    }

    @Test("A step sees nothing of what comes after it")
    func causality() throws {
        let network = Network {
            Embedding(11, width: 16)
            TransformerBlock(heads: 2, causal: true)
        }
        let model = try Model(network, input: [20], seed: 1)
        let first = (0..<20).map { Int32($0 % 11) }
        let second = first.prefix(13) + (13..<20).map { Int32($0 % 7) }
        let outputs = try model.outputs(Tensor(first + second, shape: [2, 20])).floats
        #expect(outputs[..<(13 * 16)] == outputs[(20 * 16)..<(33 * 16)])
        #expect(outputs[(13 * 16)..<(20 * 16)] != outputs[(33 * 16)...])
    }

    @Test("Steps with a negative label count for nothing, the others alike")
    func ignoredSteps() throws {
        let network = Network {
            Embedding(5, width: 4)
            Dense(3)
        }
        let model = try Model(network, input: [4], seed: 2)
        let inputs = Tensor([0, 1, 2, 3, 4, 0, -1, -1], shape: [2, 4])
        let labels: [Int32] = [0, 2, -1, 1, 1, -1, -1, -1]
        let examples = try Examples(inputs: inputs, targets: Tensor(labels, shape: [2, 4]))
        let logits = try model.outputs(inputs).doubles
        let losses = labels.enumerated().filter { $0.element >= 0 }.map { row, label in
            let scores = logits[(row * 3)..<(row * 3 + 3)]
            let sum = scores.reduce(0) { $0 + exp($1) }
            return log(sum) - scores[row * 3 + Int(label)]
        }
        let expected = ((losses[0] + losses[1] + losses[2]) / 3 + losses[3]) / 2
        let score = try Trainer(loss: .softmaxCrossEntropy, optimizer: SGD())
            .evaluate(model, on: examples)
        #expect(abs(score.loss - expected) < 1e-6)
        let accuracy = try #require(score.accuracy)
        #expect((0...1).contains(accuracy))
    }

    @Test("It learns to copy the token before, and how sure it may be of it")
    func learning() async throws {
        var stream = RandomStream(test: 9)
        let tokens = (0..<64).map { _ in (0..<12).map { _ in Int32(stream.integer(below: 6)) } }
        let examples = try Examples(
            inputs: Tensor(tokens.flatMap(\.self), shape: [64, 12]),
            targets: Tensor(tokens.flatMap { [-1] + $0.dropLast() }, shape: [64, 12])
        )
        let network = Network {
            Embedding(6, width: 24)
            PositionEmbedding(12)
            TransformerBlock(heads: 2, causal: true)
            LayerNorm()
            Dense(6)
        }
        let model = try Model(network, input: [12], seed: 1)
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: AdamW(learningRate: 0.01),
            seed: 1
        )
        try await trainer.learn(model, on: examples, epochs: 40, batchSize: 16)
        let score = try trainer.evaluate(model, on: examples)
        #expect(score.loss < 0.2)
        let accuracy = try #require(score.accuracy)
        #expect(accuracy > 0.95)
    }

    @Test(
        "What they cannot take is said",
        arguments: [
            Misfit(
                [3, 4],
                "layers.0 Embedding(5, width: 2): takes tokens [batch, length], but gets [2, 3, 4]; "
                    + "declare the input as [length]"
            ) { Embedding(5, width: 2) },
            Misfit(
                [3],
                "layers.0 Embedding(0, width: 2): needs tokens and numbers for each, not 0 of width 2"
            ) { Embedding(0, width: 2) },
            Misfit(
                [3],
                "layers.0 SinusoidalPosition(): takes sequences [batch, length, width], but gets "
                    + "[2, 3]; put an Embedding before it, or declare the input as [length, width]"
            ) { SinusoidalPosition() },
            Misfit(
                [3, 4],
                "layers.0 PositionEmbedding(2): knows 2 places, but a sequence has 3 steps; give it "
                    + "as many places as the longest sequence has steps"
            ) { PositionEmbedding(2) },
            Misfit(
                [3, 4],
                "layers.0 PositionEmbedding(0): needs at least one place, not 0"
            ) { PositionEmbedding(0) },
            Misfit(
                [3, 4],
                "layers.0 MultiHeadAttention(3): 3 heads cannot divide a width of 4; let the heads "
                    + "divide the width"
            ) { MultiHeadAttention(3) },
            Misfit(
                [3, 4],
                "layers.0 MultiHeadAttention(4, groups: 3): 4 heads cannot share keys and values in 3 "
                    + "groups; let the groups divide the heads"
            ) { MultiHeadAttention(4, groups: 3) },
            Misfit(
                [3, 6],
                "layers.0 MultiHeadAttention(2, rotary: true): 3 numbers of a head cannot be turned "
                    + "in pairs; use another number of heads"
            ) { MultiHeadAttention(2, rotary: true) },
            Misfit(
                [3, 600],
                "layers.0 MultiHeadAttention(2): a head of attention has at most 256 numbers, not "
                    + "300; use more heads"
            ) { MultiHeadAttention(2) },
            Misfit(
                [3],
                "layers.0 TransformerBlock(heads: 2): takes sequences [batch, length, width], but gets "
                    + "[2, 3]; put an Embedding before it, or declare the input as [length, width]"
            ) { TransformerBlock(heads: 2) },
            Misfit(
                [3, 4],
                "layers.0 RMSNorm(epsilon: 0.0): epsilon must be a positive number, not 0.0; 1e-5 is "
                    + "usual"
            ) { RMSNorm(epsilon: 0) },
        ]
    )
    func misfits(_ misfit: Misfit) {
        let error = #expect(throws: ShapeError.self) {
            try Model(misfit.network, input: misfit.input)
        }
        #expect(error?.description == misfit.message)
    }
}
