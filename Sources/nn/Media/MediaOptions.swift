import ArgumentParser
import Datasets
import Learners
import MediaFiles
import NetworkFiles
import NeuralNetworks

/// What every training on a folder of files takes besides ``LearningOptions``.
struct FolderOptions: ParsableArguments {
    @Argument(
        help: """
            A folder with a folder for each class, or with folders train and test that have them.
            """
    )
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Names tell the class, not folders: a pattern such as {label}_{group}_*.wav.",
            valueName: "pattern"
        )
    )
    var label: String?

    @Option(
        help: ArgumentHelp(
            """
            Names tell what belongs together, such as a speaker, and is never on both sides of a split: a \
            pattern such as *_{group}_*.wav. With --folds of as many as there are groups, each judges in turn.
            """,
            valueName: "pattern"
        )
    )
    var group: String?

    /// How the files are split.
    func splitting(_ learning: LearningOptions) -> FileSplitting {
        var splitting = FileSplitting()
        splitting.test = learning.test
        splitting.testShare = learning.testShare ?? splitting.testShare
        splitting.validation = learning.validation
        splitting.folds = learning.folds
        (splitting.label, splitting.group) = (label, group)
        splitting.seed = learning.training.seed
        return splitting
    }
}

/// What every training on pictures takes.
struct PictureOptions: ParsableArguments {
    @Option(help: "How many pixels a picture has at most; larger ones are made smaller.")
    var pixels = 64 * 64

    @Option(
        help: ArgumentHelp(
            "What becomes of pictures of other proportions.",
            valueName: PictureForm.Fitting.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var fit = "crop"

    @Option(
        help: ArgumentHelp(
            "How pictures are changed anew for each epoch: none, \(Augmentation.textForm). (default: as suits them)",
            valueName: "STEPS"
        )
    )
    var augmentation: String?

    /// The settings that were asked for.
    func settings(_ files: FolderOptions, _ learning: LearningOptions) throws -> ImageSettings {
        guard (64...1 << 20).contains(pixels) else {
            throw Complaint("the number of pixels must be 64 to 1048576, not \(pixels)")
        }
        guard let fitting = PictureForm.Fitting(rawValue: fit) else {
            throw Complaint(
                "there is no way \"\(fit)\" to fit pictures; choose "
                    + PictureForm.Fitting.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        var settings = ImageSettings()
        settings.splitting = files.splitting(learning)
        (settings.pixels, settings.fitting) = (pixels, fitting)
        if let augmentation {
            settings.augmentation =
                augmentation == "none" ? Augmentation([]) : try Augmentation(text: augmentation)
        }
        settings.network = try learning.network.map { try Network(contentsOfFile: $0) }
        settings.processor = try learning.training.processor.processor()
        return settings
    }
}
