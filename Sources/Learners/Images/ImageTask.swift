import Datasets
import MediaFiles
import NeuralNetworks

/// Learns which class a picture belongs to, from a folder of pictures for each class.
///
/// ```swift
/// let outcome = try await ImageTask(folder: "flowers").learn()
/// print(outcome.report.text)
/// try outcome.model.save(to: "flowers.safetensors")
/// ```
public struct ImageTask: LearningTask {
    /// The endings of pictures' names.
    public static let endings = ["png", "jpg", "jpeg", "bmp", "pgm", "ppm"]

    /// What is learned, as a headline.
    public let title: String
    /// What was seen in the files.
    public let findings: [Finding]
    /// How many times it is learned.
    public var lessonCount: Int { splits.count }
    /// How it learns.
    public var settings: LearningSettings

    private let set: LabelledSet
    let splits: [ExampleSplit]
    private let pictures: Tensor
    private let form: PictureForm
    private let augmentation: Augmentation
    private let network: Network

    /// Reads a folder.
    ///
    /// - Parameters:
    ///   - folder: It holds a folder for each class, or folders `train` and `test` that do.
    ///   - options: What is chosen.
    ///   - progress: Is told now and then how many files of how many have been read.
    /// - Throws: Any error that says in one line why nothing can be learned from it.
    public init(
        folder: String,
        _ options: ImageSettings = ImageSettings(),
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws {
        let listed = try options.splitting.list(folder, endings: ImageTask.endings)
        let files = (listed.training + (listed.test ?? [])).map(\.path)
        let form = PictureForm.usual(
            for: listed.training.map(\.path),
            pixels: options.pixels,
            fitting: options.fitting
        )
        let read = PictureReading(files, form: form, threads: options.processor.threads) {
            progress($0, files.count)
        }
        var set = try LabelledSet(
            listed,
            read: read.indices,
            contents: read.contents,
            alike: read.alike,
            problems: read.problems.map(\.description),
            noun: "pictures"
        )
        set.findings.append(
            .note(
                "pictures become \(form.width) × \(form.height) pixels, "
                    + (form.channels == 3 ? "coloured" : "grey")
            )
        )
        splits = try set.splits(options.splitting)
        (pictures, self.form, findings) = (read.pictures, form, set.findings)
        self.set = set
        title = "Pictures of \(set.classNames.count) classes in \(folder)"
        augmentation = options.augmentation ?? .photographs(of: form)
        network =
            options.network
            ?? ImageTask.network(
                for: form,
                classes: set.classNames.count,
                examples: set.files.count
            )
        settings = ImageTask.settings(examples: splits[0].training.count)
        settings.processor = options.processor
    }

    /// The network that suits pictures of a form.
    static func network(for form: PictureForm, classes: Int, examples: Int) -> Network {
        Network {
            ConvolutionalNetwork.stages(
                for: form.shape,
                width: examples < 20_000 ? 16 : 32,
                convolutions: examples < 1000 ? 1 : 2
            )
            GlobalAveragePooling()
            Dropout(0.3)
            Dense(classes)
        }
    }

    /// The settings that suit a number of examples: some 3,000 steps, and each picture at least five times.
    static func settings(examples: Int) -> LearningSettings {
        let epochs = min(max(3000 * 32 / max(examples, 1), 5), 60)
        return LearningSettings(
            optimizer: .adamW(learningRate: 0.003, weightDecay: 0.02),
            schedule: .oneCycle,
            epochs: epochs,
            batchSize: 32
        )
    }

    private var all: Examples {
        get throws {
            try Examples(
                inputs: pictures,
                targets: Tensor(set.files.map { Int32($0.label) }),
                classNames: set.classNames
            )
        }
    }

    /// How many pictures can be looked at.
    public var exampleCount: Int { self.set.files.count }

    /// One of the pictures, as the network sees it.
    ///
    /// - Throws: `PictureError` where it cannot be shown.
    public func example(_ index: Int) throws -> LearningExample {
        let file = set.files[index]
        return try LearningExample(
            file.path,
            answer: set.classNames[file.label],
            pixels: pictures[index]
        )
    }

    /// One of the trainings, ready to begin.
    ///
    /// - Throws: Any error that says in one line why it cannot begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let all = try all
        let (training, test) = (all[split.training], all[split.test])
        let model = try Model(
            network,
            input: form.shape,
            seed: settings.seed,
            information: ModelInformation(
                ImageModel.kind,
                preparation: ImagePreparation(form: form),
                interpretation: .classLogits,
                labels: set.classNames
            ),
            processor: settings.processor
        )
        try model.checkOutputs(set.classNames.count, "one for each class")
        let files = split.test.map { set.files[$0].path }
        return try Lesson(
            model,
            loss: .softmaxCrossEntropy(labelSmoothing: 0.1),
            training: training,
            validation: all[split.validation],
            settings: settings,
            augmentation: augmentation
        ) { [title, settings] model in
            let labels = test.labels ?? []
            let linear = try LinearClassifier(
                training,
                classes: training.classNames.count,
                processor: settings.processor
            )
            let nearest = NearestNeighbour(training, answering: test.count)
            let report = ClassifierReport(
                title: title,
                answers: try model.classify(test.inputs),
                labels: labels,
                classNames: training.classNames,
                baselines: [
                    .init(
                        "nearest neighbour on pixels" + nearest.sample,
                        nearest.answers(for: test.inputs),
                        labels: labels
                    ),
                    .init(
                        "linear on pixels",
                        try linear.answers(for: test.inputs),
                        labels: labels
                    ),
                ]
            )
            return try report.report(ImageModel.mistakes(report, model, test.inputs, files))
        }
    }
}
