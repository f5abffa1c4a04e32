import ArgumentParser
import NeuralNetworks

/// The options that every training has, but for those in ``StepOptions``.
struct TrainingOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "How many times the examples are gone through.")
    var epochs: Int?

    @Option(
        help: ArgumentHelp(
            "How the learning rate changes.",
            valueName: ScheduleCatalogue.schedules.map { type(of: $0).name }
                .joined(separator: "|")
        )
    )
    var schedule: String?

    @Option(
        parsing: .unconditional,
        help: "Over how many steps the learning rate rises, before the schedule begins."
    )
    var warmUp: Int?

    @Option(
        parsing: .unconditional,
        help: "How strongly weights are pulled to zero, in the optimizer's own way, such as 0.01."
    )
    var weightDecay: Double?

    @Option(
        parsing: .unconditional,
        help: "Shorten the gradients of a step where they are together longer than this, such as 1."
    )
    var clipNorm: Double?

    @Option(
        parsing: .unconditional,
        help: """
            Leave a moving average of the weights behind, in which this share of the old is kept in each \
            step, such as 0.999.
            """
    )
    var average: Double?

    @Option(
        parsing: .unconditional,
        help: "Go through a batch in parts of so many examples, which need less memory."
    )
    var microBatch: Int?

    @Option(
        parsing: .unconditional,
        help: "Stop after so many epochs without a lower validation loss."
    )
    var patience: Int?

    @Option(
        parsing: .unconditional,
        help: "First weights and the order of examples follow from it."
    )
    var seed: UInt64 = 1

    @OptionGroup var processor: ProcessorOptions

    /// The schedule that was asked for, behind its warm-up.
    func schedule(otherwise usual: any Schedule) throws -> any Schedule {
        let following = try namedSchedule() ?? usual
        return warmUp.map { WarmUp(steps: $0, then: following) } ?? following
    }

    private func namedSchedule() throws -> (any Schedule)? {
        guard let schedule else { return nil }
        let known = ScheduleCatalogue.schedules
        guard let found = known.first(where: { type(of: $0).name == schedule }) else {
            throw Complaint(
                "there is no schedule \"\(schedule)\"; choose "
                    + known.map { type(of: $0).name }.joined(separator: ", ")
            )
        }
        return found
    }

    /// When to stop early, if that was asked for.
    func earlyStopping() throws -> EarlyStopping? {
        guard let patience else { return nil }
        guard patience > 0 else {
            throw Complaint("the patience must be at least 1 epoch, not \(patience)")
        }
        return EarlyStopping(patience: patience)
    }
}

/// The options of a training's steps: what a sweep tries, where it has the same names for lists.
struct StepOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "After how many examples the weights take a step.")
    var batchSize: Int?

    @Option(parsing: .unconditional, help: "How large the steps are.")
    var learningRate: Double?

    @Option(
        help: ArgumentHelp(
            "How weights follow from gradients.",
            valueName: OptimizerCatalogue.optimizers.map { type(of: $0).name }
                .joined(separator: "|")
        )
    )
    var optimizer: String?
}

/// Which part of the processor is used.
struct ProcessorOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "How many threads work together; changes no bit of the result."
    )
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "Which kernels run; changes no bit of the result.",
            valueName: InstructionSet.available.map(\.rawValue).joined(separator: "|")
        )
    )
    var instructionSet: String?

    func processor() throws -> Processor {
        if let threads, !(1...256).contains(threads) {
            throw Complaint("the number of threads must be 1 to 256, not \(threads)")
        }
        guard let instructionSet else { return Processor(threads: threads) }
        guard let found = InstructionSet.available.first(where: { $0.rawValue == instructionSet })
        else {
            throw Complaint(
                "this machine has no instruction set \"\(instructionSet)\"; choose "
                    + InstructionSet.available.map(\.rawValue).joined(separator: ", ")
            )
        }
        return Processor(threads: threads, instructionSet: found)
    }
}
