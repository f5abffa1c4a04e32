import NeuralNetworks

// Stand-ins of the right shape for what the library is about to have; they do other work.

/// Stands in for single steps: evaluates instead of learning.
final class StepwiseTraining {
    private let trainer: Trainer
    private let model: Model

    init(_ trainer: Trainer, model: Model, steps: Int? = nil) throws(TrainingError) {
        self.trainer = trainer
        self.model = model
    }

    @discardableResult
    func learn(from batch: Examples) throws(TrainingError) -> Score {
        try trainer.evaluate(model, on: batch)
    }

    func finish() {}
}

/// Stands in for a graph that runs: multiplies its first two inputs in the plainest way.
final class CompiledGraph {
    init(outputs: [Symbol], processor: Processor) throws(ShapeError) {}

    func run(_ inputs: [Tensor]) -> [Tensor] {
        let (rows, inner) = (inputs[0].shape[0], inputs[0].shape[1])
        let columns = inputs[1].shape[1]
        let (left, right) = (inputs[0].floats, inputs[1].floats)
        var result = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for place in 0..<inner {
                for column in 0..<columns {
                    result[row * columns + column] +=
                        left[row * inner + place] * right[place * columns + column]
                }
            }
        }
        return [Tensor(result, shape: [rows, columns])]
    }
}
