import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// What makes a digit learner, but for the settings that a sweep tries.
struct DigitLearnerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The network: dense layers (as --hidden says), a convolutional network of the program's own, \
            or a file that describes one in JSON or YAML.
            """,
            valueName: "dense|cnn|FILE"
        )
    )
    var network = "dense"

    @Option(help: ArgumentHelp("How wrong outputs are.", valueName: "cross-entropy|quadratic"))
    var loss = "cross-entropy"

    @Option(
        parsing: .unconditional,
        help: "The share of each target that cross-entropy spreads over all digits, such as 0.1."
    )
    var labelSmoothing: Double?

    @Flag(help: "Turn, scale and shift the digits anew for each epoch.")
    var augment = false

    @Option(
        help: ArgumentHelp(
            "How pictures are changed anew for each epoch: \(Augmentation.textForm).",
            valueName: "STEPS"
        )
    )
    var augmentation: String?

    @OptionGroup var training: TrainingOptions

    /// The learner that was asked for, with some settings, and others that suit it.
    func learner(_ settings: DigitSettings) throws -> DigitLearner {
        var learner = try usualLearner(settings)
        settings.apply(to: &learner)
        learner.epochs = training.epochs ?? learner.epochs
        learner.schedule = try training.schedule(otherwise: learner.schedule)
        learner.optimizer.weightDecay = training.weightDecay ?? learner.optimizer.weightDecay
        learner.clipping = training.clipNorm.map { .norm($0) }
        learner.averaging = training.average.map { WeightAveraging(decay: $0) }
        learner.microBatchSize = training.microBatch
        learner.earlyStopping = try training.earlyStopping()
        learner.seed = training.seed
        learner.processor = try training.processor.processor()
        if augment { learner.augmentation = .digits }
        if let augmentation { learner.augmentation = try Augmentation(text: augmentation) }
        return learner
    }

    /// The network and the loss that were asked for, with settings that suit them.
    private func usualLearner(_ settings: DigitSettings) throws -> DigitLearner {
        let loss = try namedLoss()
        guard network == "dense" else {
            guard settings.hidden == nil, settings.activation == nil else {
                throw Complaint(
                    "--hidden and --activation are for dense layers; leave them out with --network \(network)"
                )
            }
            return network == "cnn"
                ? DigitLearner.convolutional(loss: loss)
                : DigitLearner(network: try Network(contentsOfFile: network), loss: loss)
        }
        return DigitLearner(
            loss: loss,
            hidden: settings.hidden ?? [16, 16],
            activation: settings.activation
        )
    }

    private func namedLoss() throws -> any Loss {
        let losses: [any Loss] = [SoftmaxCrossEntropy(), QuadraticCost()]
        guard let loss = losses.first(where: { type(of: $0).name == loss }) else {
            throw Complaint(
                "there is no loss \"\(loss)\" for digits; choose "
                    + losses.map { type(of: $0).name }.joined(separator: ", ")
            )
        }
        guard let labelSmoothing else { return loss }
        guard loss is SoftmaxCrossEntropy else {
            throw Complaint(
                "--label-smoothing is for cross-entropy; leave it out with --loss \(self.loss)"
            )
        }
        guard (0..<1).contains(labelSmoothing) else {
            throw Complaint(
                "the label smoothing must be at least 0 and less than 1, not \(labelSmoothing)"
            )
        }
        return SoftmaxCrossEntropy(labelSmoothing: labelSmoothing)
    }
}
