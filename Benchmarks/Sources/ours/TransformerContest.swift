import CBenchmarkSystem
import Conversation
import NeuralNetworks

/// A Transformer that tells the next token.
func makeModel(_ work: Work.Transformer, processor: Processor) throws -> Model {
    let network = Network {
        Embedding(work.vocabulary, width: work.width)
        PositionEmbedding(work.context)
        for _ in 0..<work.blocks {
            TransformerBlock(heads: work.heads, feedForward: work.feedForward, causal: true)
        }
        LayerNorm()
        Dense(work.vocabulary)
    }
    return try Model(network, input: [work.context], seed: 1, processor: processor)
}

/// Single steps of a Transformer on random tokens.
final class TransformerContest: Contest {
    private let batches: [Examples]
    private let training: StepwiseTraining
    private var repetition = Repetition()

    init(_ work: Work.Transformer, _ processor: Processor) throws {
        let model = try makeModel(work, processor: processor)
        let shape = Shape([work.batch, work.context])
        var generator = SystemRandomNumberGenerator()
        batches = try (0..<20).map { _ in
            let sequences = (0..<work.batch).map { _ in
                (0...work.context).map { _ in
                    Int32.random(in: 0..<Int32(work.vocabulary), using: &generator)
                }
            }
            return try Examples(
                inputs: Tensor(sequences.flatMap { $0.dropLast() }, shape: shape),
                targets: Tensor(sequences.flatMap { $0.dropFirst() }, shape: shape)
            )
        }
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adamW(learningRate: 0.0003),
            processor: processor
        )
        training = try StepwiseTraining(trainer, model: model)
    }

    deinit { training.finish() }

    func run(seconds: Double) throws -> Lap {
        try repetition.run(seconds: seconds) { call in
            try training.learn(from: batches[call % batches.count])
        }
    }
}
