import CBenchmarkSystem
import Conversation
import NeuralNetworks

/// Single steps of an LSTM on random sequences.
final class RecurrentContest: Contest {
    private let batches: [Examples]
    private let training: StepwiseTraining
    private var repetition = Repetition()

    init(_ work: Work.Recurrent, _ processor: Processor) throws {
        let network = Network {
            PositionEmbedding(work.length)
            LSTM(work.hidden, returnsSequences: true)
            GlobalAveragePooling()
        }
        let model = try Model(
            network,
            input: [work.length, work.inputs],
            seed: 1,
            information: ModelInformation(interpretation: .values),
            processor: processor
        )
        func numbers(_ range: ClosedRange<Float>, _ shape: Shape) -> Tensor {
            Tensor((0..<shape.count).map { _ in Float.random(in: range) }, shape: shape)
        }
        batches = try (0..<20).map { _ in
            try Examples(
                inputs: numbers(-1...1, [work.batch, work.length, work.inputs]),
                targets: numbers(0...1, [work.batch, work.hidden])
            )
        }
        let trainer = Trainer(
            loss: .meanSquaredError,
            optimizer: .sgd(learningRate: 0.1),
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
