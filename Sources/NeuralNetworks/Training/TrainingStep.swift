import Computation

/// One step of learning for one batch size, as a single plan: gather the batch, forward, loss,
/// backward, update.
final class TrainingStep {
    let memory: TrainingMemory
    let hasAccuracy: Bool
    private let batch: Int
    private let seed: UInt64
    private let execution: Execution
    private let updateCall: Int
    private let key: Int?

    /// The memory that a plan's calls reach besides the graph's.
    private enum External: Int {
        case inputs, targets, order, optimizer

        func buffer(_ index: Int = 0) -> Buffer {
            Buffer(region: .external(rawValue + index), offset: 0)
        }
    }

    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        batch: Int,
        memory: TrainingMemory
    ) throws(TrainingError) {
        let graph = try LossGraph(
            model: model,
            loss: trainer.loss,
            input: examples.inputType(batch: batch),
            target: examples.targetType(batch: batch),
            mode: .training,
            total: .mean
        )
        let builder = graph.built.builder
        let gradients = builder.gradients(
            of: graph.loss,
            withRespectTo: graph.built.parameters
        )
        do throws(ShapeError) { try graph.built.check() } catch { throw .shape(error) }

        let offsets = graph.offsets
        let plan = Plan(
            builder.graph,
            outputs: graph.outputs,
            placed: zip(gradients, offsets).map { symbol, offset in
                (symbol, Buffer(region: .gradients, offset: offset * 4))
            },
            parameterOffsets: offsets
        )
        let gathers = [
            (BuiltNetwork.inputName, External.inputs, examples.inputs),
            (BuiltNetwork.targetName, .targets, examples.targets),
        ].compactMap { name, table, tensor in
            plan.input(named: name).map { number in
                PlannedCall(
                    kernel: .gatherRows,
                    buffers: [
                        Buffer(region: .input(number), offset: 0), table.buffer(),
                        External.order.buffer(),
                    ],
                    sizes: [batch, Examples.stride(tensor), tensor.shape[0]],
                    work: batch * Examples.stride(tensor) / 4,
                    rowStrides: [Examples.stride(tensor), 0, 4]
                )
            }
        }
        let update = PlannedCall(
            kernel: trainer.optimizer.update(step: 1, learningRate: 0).kernel,
            buffers: [
                Buffer(region: .parameters, offset: 0), Buffer(region: .gradients, offset: 0),
            ] + memory.optimizer.indices.map { External.optimizer.buffer($0) },
            sizes: [model.layout.count],
            work: 8 * model.layout.count
        )
        execution = Execution(
            plan.surrounded(by: gathers, and: [update]),
            instructionSet: trainer.processor.instructionSet,
            threads: trainer.processor.threads
        )
        updateCall = gathers.count + plan.calls.count
        key = plan.input(named: BuiltNetwork.keyName)
        hasAccuracy = graph.correct != nil
        seed = trainer.seed
        self.batch = batch
        self.memory = memory

        unsafe execution.bind(.parameters, to: memory.weights.memory.address)
        unsafe execution.bind(.gradients, to: memory.gradients.address)
        for (index, optimizer) in memory.optimizer.enumerated() {
            unsafe execution.bind(External.optimizer.buffer(index).region, to: optimizer.address)
        }
    }

    /// How much memory the step's values take.
    var memoryOfValues: MemoryOfValues {
        MemoryOfValues(
            byteCount: execution.plan.arenaByteCount,
            unsharedByteCount: execution.plan.unsharedByteCount
        )
    }

    /// Says where the examples lie.
    func bind(_ inputs: UnsafeRawBufferPointer, _ targets: UnsafeRawBufferPointer) {
        // Kernels only read examples.
        if let inputs = inputs.baseAddress {
            unsafe execution.bind(.external(0), to: UnsafeMutableRawPointer(mutating: inputs))
        }
        if let targets = targets.baseAddress {
            unsafe execution.bind(.external(1), to: UnsafeMutableRawPointer(mutating: targets))
        }
    }

    /// Learns from the examples at `start` of this epoch's order, and returns their mean loss.
    func run(from start: Int, number: Int, update: WeightUpdate, on pool: ThreadPool?) -> Float {
        precondition(
            update.kernel == execution.plan.calls[updateCall].kernel,
            "an optimizer cannot change its rule while it learns"
        )
        unsafe execution.bind(.external(2), to: memory.order.address + start * 4)
        execution.setScalars(update.scalars, ofCall: updateCall)
        if let key {
            let words = unsafe execution.input(key).assumingMemoryBound(to: UInt32.self)
            unsafe words[0] = UInt32(truncatingIfNeeded: seed)
            unsafe words[1] = UInt32(truncatingIfNeeded: seed >> 32)
            unsafe words[2] = UInt32(truncatingIfNeeded: number)
            unsafe words[3] = 0
        }
        execution.run(on: pool)
        let loss = execution.float(ofOutput: 0)
        memory.loss += Double(loss) * Double(batch)
        if hasAccuracy { memory.correct += Double(execution.float(ofOutput: 1)) }
        return loss
    }
}
