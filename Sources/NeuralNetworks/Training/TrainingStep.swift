import Computation

/// One step of learning for one batch size: the gradients, then the update.
///
/// It is a single plan, unless a batch is gone through in parts; then each part is one, which adds its
/// gradients to a sum, and the update is another.
final class TrainingStep {
    let memory: TrainingMemory
    private let batch: Int
    private let whole: GradientPass
    /// The last part of a batch, where it is smaller than the others.
    private let rest: GradientPass?
    private let partSize: Int
    private let updates: UpdateCalls
    /// What runs the update's calls, and which of its calls is their first.
    private let updateExecution: Execution
    private let firstUpdate: Int

    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        batch: Int,
        memory: TrainingMemory
    ) throws(TrainingError) {
        try model.layout.check(trainer.weightRules)
        self.batch = batch
        self.memory = memory
        let updates = UpdateCalls(
            trainer: trainer,
            layout: model.layout,
            optimizerMemoryCount: memory.optimizer.count
        )
        self.updates = updates
        let partSize = min(trainer.microBatchSize ?? batch, batch)
        self.partSize = partSize
        let isWhole = partSize == batch
        func pass(_ count: Int) throws(TrainingError) -> GradientPass {
            try GradientPass(
                trainer: trainer,
                model: model,
                examples: examples,
                count: count,
                following: isWhole ? updates.calls : [TrainingStep.addition(model.layout)],
                memory: memory
            )
        }
        whole = try pass(partSize)
        rest = batch % partSize == 0 ? nil : try pass(batch % partSize)
        if isWhole {
            (updateExecution, firstUpdate) = (whole.execution, whole.firstFollowing)
        } else {
            updateExecution = Execution(
                Plan(Graph(), outputs: [Int]()).surrounded(by: [], and: updates.calls),
                instructionSet: trainer.processor.instructionSet,
                threads: trainer.processor.threads
            )
            firstUpdate = 0
            unsafe updateExecution.bind(.parameters, to: memory.weights.memory.address)
            unsafe updateExecution.bind(.gradients, to: memory.sum.address)
        }
        for (index, optimizer) in memory.optimizer.enumerated() {
            unsafe updateExecution.bind(StepRegion.optimizer(index), to: optimizer.address)
        }
        unsafe updateExecution.bind(StepRegion.norm, to: memory.norm.address)
        if let average = memory.average {
            unsafe updateExecution.bind(StepRegion.average, to: average.memory.address)
        }
    }

    /// The call that adds the gradients of a part to those of the parts before it.
    private static func addition(_ layout: ParameterLayout) -> PlannedCall {
        PlannedCall(
            kernel: .combine,
            buffers: [
                Buffer(region: StepRegion.sum, offset: 0), Buffer(region: .gradients, offset: 0),
            ],
            sizes: [layout.learnedCount],
            work: 2 * layout.learnedCount
        )
    }

    /// Whether targets are labels.
    var hasAccuracy: Bool { whole.hasAccuracy }

    /// How much memory the step's values take.
    var memoryOfValues: MemoryOfValues { whole.memoryOfValues }

    /// Says where the examples lie.
    func bind(
        _ inputs: UnsafeRawBufferPointer,
        _ targets: UnsafeRawBufferPointer,
        _ weights: UnsafeRawBufferPointer?
    ) {
        unsafe whole.bind(inputs, targets, weights)
        unsafe rest?.bind(inputs, targets, weights)
    }

    /// Learns from the examples that an order begins with, and returns their mean loss.
    func run(
        order: UnsafeMutableRawPointer,
        number: Int,
        learningRate: Double,
        on pool: ThreadPool?
    ) -> Float {
        updates.set(
            step: number + 1,
            learningRate: learningRate,
            in: updateExecution,
            from: firstUpdate
        )
        guard partSize < batch else {
            return unsafe whole.run(order: order, row: 0, number: number, memory: memory, on: pool)
        }
        var (loss, row): (Float, Int) = (0, 0)
        while row < batch {
            let count = min(partSize, batch - row)
            let share = Float(count) / Float(batch)
            let pass = count == partSize ? whole : rest ?? whole
            pass.execution.setScalars(
                [row == 0 ? 0 : 1, share, 0, 0, 0, 0, 0, 0],
                ofCall: pass.firstFollowing
            )
            loss +=
                unsafe share
                * pass.run(
                    order: order + row * 4,
                    row: row,
                    number: number,
                    memory: memory,
                    on: pool
                )
            row += count
        }
        updateExecution.run(on: pool)
        return loss
    }
}
