import Computation

/// What follows the gradients in a step: penalties, clipping, the optimizer's update and the average of
/// the weights.
///
/// Each is one pass over all learned weights, or over runs of neighbours that are treated alike.
struct UpdateCalls {
    /// The calls in their order.
    private(set) var calls: [PlannedCall] = []
    /// The optimizer of each run, and which of the calls is its update.
    private var updates: [(optimizer: any Optimizer, factor: Double, call: Int)] = []
    private var average: (averaging: WeightAveraging, call: Int)?

    /// The length of the parts of a gradient whose squares are summed one after another.
    private static let block = 1024

    /// How many numbers the norm of the gradients is computed in.
    static func normCount(_ layout: ParameterLayout) -> Int {
        16 + (layout.learnedCount + block - 1) / block
    }

    init(trainer: Trainer, layout: ParameterLayout, optimizerMemoryCount: Int) {
        let count = layout.learnedCount
        let runs = layout.runs(by: trainer.weightRules)
        for (range, treatment) in runs
        where treatment.absolutePenalty > 0 || treatment.squarePenalty > 0 {
            add(
                .combine,
                [.gradients, .parameters],
                over: range,
                scalars: [1, Float(treatment.squarePenalty), Float(treatment.absolutePenalty)],
                work: 2
            )
        }
        if let clipping = trainer.clipping { add(clipping, count: count) }
        for (range, treatment) in runs {
            var optimizer = trainer.optimizer
            if let decay = treatment.weightDecay { optimizer.weightDecay = decay }
            updates.append((optimizer, treatment.learningRateFactor, calls.count))
            let memories = (0..<optimizerMemoryCount).map { StepRegion.optimizer($0) }
            add(
                optimizer.update(step: 1, learningRate: 0).kernel,
                [.parameters, .gradients] + memories,
                over: range,
                work: 8
            )
        }
        guard let averaging = trainer.averaging else { return }
        average = (averaging, calls.count)
        add(.combine, [StepRegion.average, .parameters], over: 0..<count, work: 2)
    }

    /// Gives the calls of a plan, from its call `first` on, the numbers of one step.
    func set(step: Int, learningRate: Double, in execution: Execution, from first: Int) {
        for (optimizer, factor, call) in updates {
            let update = optimizer.update(step: step, learningRate: factor * learningRate)
            precondition(
                update.kernel == calls[call].kernel,
                "an optimizer cannot change its rule while it learns"
            )
            execution.setScalars(update.scalars, ofCall: first + call)
        }
        if let (averaging, call) = average {
            let kept = averaging.kept(step: step)
            execution.setScalars(
                [Float(kept), Float(1 - kept), 0, 0, 0, 0, 0, 0],
                ofCall: first + call
            )
        }
    }

    /// A pass over a range of numbers that lie alike in several regions.
    private mutating func add(
        _ kernel: Kernel,
        _ regions: [Buffer.Region],
        over range: Range<Int>,
        scalars: [Float] = [],
        work: Int
    ) {
        var call = PlannedCall(
            kernel: kernel,
            buffers: regions.map { Buffer(region: $0, offset: range.lowerBound * 4) },
            sizes: [range.count],
            scalars: scalars,
            work: work * range.count
        )
        call.byteCounts = call.buffers.map { _ in range.count * 4 }
        calls.append(call)
    }

    private mutating func add(_ clipping: GradientClipping, count: Int) {
        let gradients = Buffer(region: .gradients, offset: 0)
        let norm = Buffer(region: StepRegion.norm, offset: 0)
        var needed = [gradients]
        if case .norm = clipping {
            let squares = norm.advanced(by: 64)
            calls.append(
                PlannedCall(
                    kernel: .sumOfSquares,
                    buffers: [squares, gradients],
                    sizes: [count, UpdateCalls.block],
                    work: 2 * count
                )
            )
            let blocks = (count + UpdateCalls.block - 1) / UpdateCalls.block
            calls.append(
                PlannedCall(
                    kernel: .reduceSum,
                    buffers: [norm, squares],
                    sizes: [1, blocks, 1],
                    scalars: [1],
                    work: blocks
                )
            )
            needed.append(norm)
        }
        calls.append(
            PlannedCall(
                kernel: .clip,
                buffers: needed,
                sizes: [count],
                scalars: clipping.scalars,
                work: 2 * count
            )
        )
    }
}

/// The memory that the calls of a step reach besides the graph's.
enum StepRegion {
    static let inputs = Buffer.Region.external(0)
    static let targets = Buffer.Region.external(1)
    static let order = Buffer.Region.external(2)
    static let average = Buffer.Region.external(3)
    static let norm = Buffer.Region.external(4)
    static let weights = Buffer.Region.external(5)
    static let sum = Buffer.Region.external(6)
    static func optimizer(_ index: Int) -> Buffer.Region { .external(16 + index) }
}
