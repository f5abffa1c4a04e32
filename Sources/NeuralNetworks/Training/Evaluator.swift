import Computation

/// Measures loss and accuracy of weights on examples, which it reads where they lie.
struct Evaluator {
    private let examples: Examples
    private let whole: Execution
    private let rest: Execution
    let hasAccuracy: Bool
    private let chunk: Int

    init(
        model: Model,
        loss: some Loss,
        examples: Examples,
        processor: Processor
    ) throws(TrainingError) {
        try examples.check(for: model, with: loss)
        // What compares all pairs takes memory that grows with their number.
        let most = loss.comparesExamples ? min(model.chunk, 128) : model.chunk
        let chunk = min(most, examples.count)
        func execution(batch: Int) throws(TrainingError) -> (Execution, Bool) {
            let graph = try LossGraph(
                model: model,
                loss: loss,
                input: examples.inputType(batch: batch),
                target: examples.targetType(batch: batch),
                targetParts: examples.targetParts,
                mode: .predicting,
                total: .sum,
                weights: LossWeights(areOfExamples: examples.weights != nil)
            )
            let plan = Plan(
                graph.built.builder.graph,
                outputs: graph.outputs,
                parameterOffsets: graph.offsets
            )
            let execution = Execution(
                plan,
                instructionSet: processor.instructionSet,
                threads: processor.threads
            )
            return (execution, graph.correct != nil)
        }
        (whole, hasAccuracy) = try execution(batch: chunk)
        rest = try execution(batch: max(1, examples.count % chunk)).0
        self.examples = examples
        self.chunk = chunk
    }

    /// Loss and accuracy with the given weights.
    func score(_ weights: Weights, on pool: ThreadPool?) -> Score {
        guard let ofExamples = examples.weights else {
            return unsafe score(weights, on: pool, UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return unsafe ofExamples.withUnsafeBytes { unsafe score(weights, on: pool, $0) }
    }

    private func score(
        _ weights: Weights,
        on pool: ThreadPool?,
        _ ofExamples: UnsafeRawBufferPointer
    ) -> Score {
        var (loss, correct) = (0.0, 0.0)
        unsafe examples.inputs.withUnsafeBytes { inputs in
            unsafe examples.targets.withUnsafeBytes { targets in
                var start = 0
                while start < examples.count {
                    let size = min(chunk, examples.count - start)
                    let execution = size == chunk ? whole : rest
                    if let number = execution.plan.input(named: BuiltNetwork.inputName) {
                        let offset = start * Examples.stride(examples.inputs)
                        unsafe execution.read(number, from: inputs, at: offset)
                    }
                    if let number = execution.plan.input(named: BuiltNetwork.targetName) {
                        let offset = start * Examples.stride(examples.targets)
                        unsafe execution.read(number, from: targets, at: offset)
                    }
                    if let number = execution.plan.input(named: BuiltNetwork.weightName) {
                        unsafe execution.read(number, from: ofExamples, at: 4 * start)
                    }
                    execution.run(with: weights, on: pool)
                    loss += Double(execution.float(ofOutput: 0))
                    if hasAccuracy { correct += Double(execution.float(ofOutput: 1)) }
                    start += size
                }
            }
        }
        let count = Double(examples.count)
        return Score(
            loss: loss / count,
            accuracy: hasAccuracy ? correct / count : nil,
            count: examples.count
        )
    }
}
