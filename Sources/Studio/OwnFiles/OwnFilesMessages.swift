import Learners
import NeuralNetworks

/// All about one's own examples and model, as a page needs it.
struct OwnFilesMessage: Encodable {
    let name: String
    let title: String
    let phase: OwnFilesBench.Phase
    let offer: OfferMessage
    @Nullable var question: QuestionMessage?
    let findings: [FindingMessage]
    let exampleCount: Int
    /// What the model takes, in words; nil where there is none yet.
    @Nullable var inputs: String?
    let ways: AskingWays
    let epochs: [EpochMessage]
    @Nullable var progress: ProgressMessage?
    @Nullable var parameterCount: Int?
    let metrics: [MetricMessage]
    let hasReport: Bool
    @Nullable var problem: String?
    let version: String

    /// Something that was seen in the files.
    struct FindingMessage: Encodable {
        let weight: Finding.Weight
        let message: String
        let items: [String]
    }

    /// One pass over the examples.
    struct EpochMessage: Encodable {
        let number: Int
        let loss: Double
        @Nullable var accuracy: Double?
        @Nullable var validationLoss: Double?
        @Nullable var validationAccuracy: Double?
    }

    /// How far a training is.
    struct ProgressMessage: Encodable {
        let epoch: Int
        let epochs: Int
        let fraction: Double
        let secondsLeft: Double
        let loss: Double
    }

    /// One number of the report.
    struct MetricMessage: Encodable {
        let title: String
        let value: String
        let line: String
    }

    init(_ now: OwnFilesBench.Situation, of files: OwnFiles, version: String) {
        name = files.shown(files.name)
        self.version = version
        title = files.shown(now.report?.title ?? now.task?.title ?? files.name)
        phase = now.phase
        offer = OfferMessage(now.offer)
        question = now.question.map(QuestionMessage.init)
        findings = (now.report?.findings ?? now.task?.findings ?? []).map {
            FindingMessage(
                weight: $0.weight,
                message: files.shown($0.message),
                items: $0.items.map(files.shown)
            )
        }
        exampleCount = now.task?.exampleCount ?? 0
        inputs = now.raw.map { type(of: $0).inputs }
        ways = AskingWays(now.raw, now.task)
        epochs = now.epochs.map { epoch in
            EpochMessage(
                number: epoch.number,
                loss: epoch.training.loss,
                accuracy: epoch.training.accuracy,
                validationLoss: epoch.validation?.loss,
                validationAccuracy: epoch.validation?.accuracy
            )
        }
        progress = now.progress.map { progress in
            ProgressMessage(
                epoch: progress.epoch,
                epochs: progress.epochs,
                fraction: progress.fraction,
                secondsLeft: progress.seconds / max(progress.fraction, 1e-9) - progress.seconds,
                loss: progress.loss
            )
        }
        parameterCount = now.parameterCount
        metrics = (now.report?.metrics ?? []).map {
            let (title, value) = ($0.title, $0.text($0.value))
            // What is said of the number beside it.
            let rest = $0.line.dropFirst(title.count + 1 + value.count).drop {
                $0 == " " || $0 == ";"
            }
            return MetricMessage(title: title, value: value, line: String(rest))
        }
        hasReport = now.report != nil
        problem = now.problem.map(files.shown)
    }
}

/// A picture that a page can show at once.
struct PictureMessage: Encodable {
    let source: String
    let caption: String
    /// Whether it is heard rather than seen.
    let isSound: Bool

    init(_ picture: ReportPicture) {
        source = picture.source
        caption = picture.caption
        isSound = picture.mediaType.hasPrefix("audio/")
    }
}

/// Some of the examples.
struct OwnExamplesMessage: Encodable {
    let examples: [Example]

    /// One of them.
    struct Example: Encodable {
        let index: Int
        let source: String
        let answer: String
        let text: String
        @Nullable var picture: PictureMessage?
        /// Whether the model can be asked about it at once.
        let canBeAsked: Bool
    }
}
