import Computation

/// The gradients of so many examples as one plan: gather them, forward, loss, backward, and what follows.
final class GradientPass {
    let execution: Execution
    let hasAccuracy: Bool
    /// Which of the plan's calls is the first of those that follow.
    let firstFollowing: Int
    private let count: Int
    private let seed: UInt64
    private let key: Int?

    /// - Parameters:
    ///   - trainer: Loss, weights of classes, seed and processor.
    ///   - model: What learns.
    ///   - examples: What it learns from, or others of their kind.
    ///   - count: How many of them.
    ///   - following: The calls after the last gradient.
    ///   - memory: Where weights and gradients lie.
    /// - Throws: ``TrainingError`` where network, loss and examples do not fit together.
    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        count: Int,
        following: [PlannedCall],
        memory: TrainingMemory
    ) throws(TrainingError) {
        let graph = try LossGraph(
            model: model,
            loss: trainer.loss,
            input: examples.inputType(batch: count),
            target: examples.targetType(batch: count),
            targetParts: examples.targetParts,
            mode: .training,
            total: .mean,
            weights: LossWeights(
                areOfExamples: examples.weights != nil,
                ofClasses: trainer.classWeights
            )
        )
        let builder = graph.built.builder
        let gradients = builder.gradients(
            of: graph.loss,
            withRespectTo: graph.built.parameters { $0.role == .learned }
        )
        do throws(ShapeError) { try graph.built.check() } catch { throw .shape(error) }

        let offsets = graph.offsets
        let parameters = builder.graph.parameters
        let learned = parameters.indices.filter { parameters[$0].role == .learned }
        let plan = Plan(
            builder.graph,
            outputs: graph.outputs,
            placed: zip(gradients, learned).map { symbol, parameter in
                (symbol, Buffer(region: .gradients, offset: offsets[parameter] * 4))
            }
                + graph.built.record.updates.map { update in
                    let parameter = parameters.firstIndex { $0.name == update.name } ?? 0
                    return (
                        update.value, Buffer(region: .parameters, offset: offsets[parameter] * 4)
                    )
                },
            parameterOffsets: offsets
        )
        let tables =
            [
                (BuiltNetwork.inputName, StepRegion.inputs, examples.inputs),
                (BuiltNetwork.targetName, StepRegion.targets, examples.targets),
            ]
            + (examples.weights.map { [(BuiltNetwork.weightName, StepRegion.weights, $0)] } ?? [])
        let gathers = tables.compactMap { name, table, tensor in
            plan.input(named: name).map { number in
                PlannedCall(
                    kernel: .gatherRows,
                    buffers: [
                        Buffer(region: .input(number), offset: 0),
                        Buffer(region: table, offset: 0),
                        Buffer(region: StepRegion.order, offset: 0),
                    ],
                    sizes: [count, Examples.stride(tensor), tensor.shape[0]],
                    work: count * Examples.stride(tensor) / 4,
                    rowStrides: [Examples.stride(tensor), 0, 4]
                )
            }
        }
        execution = Execution(
            plan.surrounded(by: gathers, and: following),
            instructionSet: trainer.processor.instructionSet,
            threads: trainer.processor.threads
        )
        firstFollowing = gathers.count + plan.calls.count
        key = plan.input(named: BuiltNetwork.keyName)
        hasAccuracy = graph.correct != nil
        seed = trainer.seed
        self.count = count
        unsafe execution.bind(.parameters, to: memory.weights.memory.address)
        unsafe execution.bind(.gradients, to: memory.gradients.address)
        unsafe execution.bind(StepRegion.sum, to: memory.sum.address)
    }

    /// How much memory the values take.
    var memoryOfValues: MemoryOfValues {
        MemoryOfValues(
            byteCount: execution.plan.arenaByteCount,
            unsharedByteCount: execution.plan.unsharedByteCount
        )
    }

    /// Says where the examples lie.
    func bind(
        _ inputs: UnsafeRawBufferPointer,
        _ targets: UnsafeRawBufferPointer,
        _ weights: UnsafeRawBufferPointer?
    ) {
        // Kernels only read examples.
        if let inputs = inputs.baseAddress {
            unsafe execution.bind(StepRegion.inputs, to: UnsafeMutableRawPointer(mutating: inputs))
        }
        if let targets = targets.baseAddress {
            unsafe execution.bind(
                StepRegion.targets,
                to: UnsafeMutableRawPointer(mutating: targets)
            )
        }
        if let weights = unsafe weights?.baseAddress {
            unsafe execution.bind(
                StepRegion.weights,
                to: UnsafeMutableRawPointer(mutating: weights)
            )
        }
    }

    /// Computes the gradients of the examples that an order begins with.
    ///
    /// - Parameters:
    ///   - order: Which examples.
    ///   - row: The place of the first of them in its batch, from which its noise follows.
    ///   - number: The number of the step, from 0.
    ///   - memory: What sums losses and correct answers.
    ///   - pool: The threads.
    /// - Returns: The mean loss.
    func run(
        order: UnsafeMutableRawPointer,
        row: Int,
        number: Int,
        memory: TrainingMemory,
        on pool: ThreadPool?
    ) -> Float {
        unsafe execution.bind(StepRegion.order, to: order)
        if let key {
            let words = unsafe execution.input(key).assumingMemoryBound(to: UInt32.self)
            unsafe words[0] = UInt32(truncatingIfNeeded: seed)
            unsafe words[1] = UInt32(truncatingIfNeeded: seed >> 32)
            unsafe words[2] = UInt32(truncatingIfNeeded: number)
            unsafe words[3] = UInt32(truncatingIfNeeded: row)
        }
        execution.run(on: pool)
        let loss = execution.float(ofOutput: 0)
        memory.loss += Double(loss) * Double(count)
        if hasAccuracy { memory.correct += Double(execution.float(ofOutput: 1)) }
        return loss
    }
}
