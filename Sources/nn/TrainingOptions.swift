import ArgumentParser
import NeuralNetworks

/// The options that every training has.
struct TrainingOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "How many times the examples are gone through.")
    var epochs: Int?

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
        help: "Stop after so many epochs without a lower validation loss."
    )
    var patience: Int?

    @Option(
        parsing: .unconditional,
        help: "First weights and the order of examples follow from it."
    )
    var seed: UInt64 = 1

    @OptionGroup var processor: ProcessorOptions

    /// The optimizer that was asked for, with the learning rate that was asked for.
    func optimizer(otherwise usual: any Optimizer) throws -> any Optimizer {
        var result = usual
        if let optimizer {
            let known = OptimizerCatalogue.optimizers
            guard let found = known.first(where: { type(of: $0).name == optimizer }) else {
                throw Complaint(
                    "there is no optimizer \"\(optimizer)\"; choose "
                        + known.map { type(of: $0).name }.joined(separator: ", ")
                )
            }
            if type(of: found).name != type(of: usual).name { result = found }
        }
        if let learningRate { result.learningRate = learningRate }
        return result
    }

    /// The schedule that was asked for.
    func schedule(otherwise usual: any Schedule) throws -> any Schedule {
        guard let schedule else { return usual }
        let known = ScheduleCatalogue.schedules
        guard let found = known.first(where: { type(of: $0).name == schedule }) else {
            throw Complaint(
                "there is no schedule \"\(schedule)\"; choose "
                    + known.map { type(of: $0).name }.joined(separator: ", ")
            )
        }
        return found
    }
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
