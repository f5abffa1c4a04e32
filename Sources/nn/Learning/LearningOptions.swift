import ArgumentParser
import Learners
import NeuralNetworks

/// What every `nn train` of one's own files takes: how the files are split, how the network learns, and where
/// the result goes.
struct LearningOptions: ParsableArguments {
    @Option(
        help: """
            The model file; an existing one is replaced only when training has succeeded. \
            (default: the task's name, such as images.safetensors)
            """
    )
    var output: String?

    @Option(
        help: """
            The report as a page for the browser. (default: beside the model, with the ending .html)
            """
    )
    var report: String?

    @Option(
        parsing: .unconditional,
        help: "The share of what is learned from that chooses settings and when to stop."
    )
    var validation = 0.1

    @Option(
        help: """
            Judge the result by these files, instead of a part of the others.
            """
    )
    var test: String?

    @Option(
        parsing: .unconditional,
        help: """
            The share that is held out to judge the result, without --test. (default: a fifth; of tunes a tenth)
            """
    )
    var testShare: Double?

    @Option(
        parsing: .unconditional,
        help: """
            Only measure, by cross-validation: train so many times, each time judged by another part. No \
            model is written.
            """
    )
    var folds: Int?

    @Option(help: "A file that describes a network of one's own in JSON or YAML.")
    var network: String?

    @Option(
        parsing: .unconditional,
        help: "Stop after so many minutes; the learning rate follows the time."
    )
    var minutes: Double?

    @Flag(help: "Print one JSON object for each epoch and one at the end.")
    var json = false

    @OptionGroup var steps: StepOptions

    @OptionGroup var training: TrainingOptions

    /// Checks what can be checked before files are read.
    func check(output usual: String) throws {
        if folds != nil {
            guard output == nil else {
                throw Complaint("--folds measures and writes no model; leave --output out")
            }
            guard test == nil else {
                throw Complaint("--folds judges by each part in turn; leave --test out")
            }
        } else {
            try WholeFile.checkWriting(to: output ?? usual)
        }
        if let folds, folds < 2 {
            throw Complaint("the number of folds must be at least 2, not \(folds)")
        }
        for (name, share) in [("validation", validation), ("test-share", testShare ?? 0)] {
            guard (0..<1).contains(share) else {
                throw Complaint("--\(name) is a share from 0 to less than 1, not \(share)")
            }
        }
    }

    /// Puts what was asked for in the place of what is usual.
    func apply(to settings: inout LearningSettings) throws {
        try training.apply(to: &settings, steps)
        guard let minutes else { return }
        guard minutes > 0, minutes < 1e6 else {
            throw Complaint("the minutes must be a number above 0, not \(minutes)")
        }
        settings.timeLimit = .seconds(60 * minutes)
        // The time decides, if no number of epochs was asked for.
        if training.epochs == nil { settings.epochs = 1_000_000 }
    }
}

extension TrainingOptions {
    /// Puts what was asked for in the place of what is usual.
    func apply(to settings: inout LearningSettings, _ steps: StepOptions) throws {
        settings.batchSize = steps.batchSize ?? settings.batchSize
        // Of the same kind, the settings that suit the network are kept.
        if let name = steps.optimizer, name != type(of: settings.optimizer).name {
            var found = try StepOptions.optimizer(name)
            found.weightDecay = settings.optimizer.weightDecay
            settings.optimizer = found
        }
        settings.optimizer.learningRate = steps.learningRate ?? settings.optimizer.learningRate
        settings.optimizer.weightDecay = weightDecay ?? settings.optimizer.weightDecay
        settings.schedule = try schedule(otherwise: settings.schedule)
        settings.clipping = clipNorm.map { .norm($0) } ?? settings.clipping
        settings.averaging = average.map { WeightAveraging(decay: $0) } ?? settings.averaging
        settings.microBatchSize = microBatch ?? settings.microBatchSize
        settings.earlyStopping = try earlyStopping() ?? settings.earlyStopping
        settings.epochs = epochs ?? settings.epochs
        settings.seed = seed
        settings.processor = try processor.processor()
    }
}

extension StepOptions {
    /// The optimizer of a name, with its usual settings.
    static func optimizer(_ name: String) throws -> any Optimizer {
        let known = OptimizerCatalogue.optimizers
        guard let found = known.first(where: { type(of: $0).name == name }) else {
            throw Complaint(
                "there is no optimizer \"\(name)\"; choose "
                    + known.map { type(of: $0).name }.joined(separator: ", ")
            )
        }
        return found
    }
}
