import Conversation
import NeuralNetworks

/// Predictions from float32 pixels: a batch, or single examples in turn.
struct PredictContest: Contest {
    private let model: Model
    private let inputs: [Tensor]
    private var repetition = Repetition()

    init(_ work: Work.Prediction, on examples: Examples, _ processor: Processor) throws {
        guard (1...examples.count).contains(work.batch) else {
            throw Refusal("a batch holds 1 to \(examples.count) examples, not \(work.batch)")
        }
        let examples = try fitted(examples, to: work)
        let pixels = Tensor(
            examples.inputs.floats.map { $0 / 255 },
            shape: examples.inputs.shape
        )
        inputs =
            work.batch == 1
            ? (0..<min(100, examples.count)).map { pixels[$0] } : [pixels[0..<work.batch]]
        model = try makeModel(work, processor: processor)
    }

    mutating func run(seconds: Double) throws -> Lap {
        try repetition.run(seconds: seconds) { call in
            _ = try model.outputs(inputs[call % inputs.count])
        }
    }
}
