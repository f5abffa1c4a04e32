import Conversation
import NeuralNetworks

/// Texts of one sequence, from a first token to as many as the model looks back on.
struct GenerationContest: Contest {
    private let model: Model
    private let length: Int
    private let vocabulary: Int
    private var repetition = Repetition()

    init(_ work: Work.Transformer, _ processor: Processor) throws {
        model = try makeModel(work, processor: processor)
        (length, vocabulary) = (work.context, work.vocabulary)
    }

    mutating func run(seconds: Double) throws -> Lap {
        try repetition.run(seconds: seconds) { call in
            let writer = try TokenGenerator(
                model,
                prompts: [[Int32(call % vocabulary)]],
                sampling: Sampling(temperature: 0)
            )
            for _ in 0..<length { _ = try writer.next() }
        }
    }
}
