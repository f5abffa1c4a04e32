public import Datasets
public import MediaFiles
import NeuralNetworks

/// Learns to know people by their faces, from a folder of pictures for each: who it is, whether two pictures show
/// the same person, and who is a stranger.
///
/// Each picture shows one face, which fills it about as in all others. The network learns an embedding, numbers
/// that are alike for the same person, beside a classifier that helps it to. A first training leaves out some people,
/// drawn by ``FileSplitting/validation``, so that the thresholds are chosen on strangers; the second learns from all.
/// With folds, each judges by people that were never seen.
public struct FaceTask: LearningTask {
    /// What is learned, as a headline.
    public let title: String
    /// What was seen in the files.
    public let findings: [Finding]
    /// How many times it is learned.
    public var lessonCount: Int { splits.count }
    /// How it learns.
    public var settings: LearningSettings

    let set: LabelledSet
    let splits: [FaceSplit]
    let pictures: Tensor
    let form: PictureForm
    private let augmentation: Augmentation
    private let trunk: Network?

    /// Reads a folder.
    ///
    /// - Parameters:
    ///   - folder: It holds a folder for each person.
    ///   - options: What is chosen; a network of one's own goes from pictures to any numbers.
    ///   - progress: Is told now and then how many files of how many have been read.
    /// - Throws: Any error that says in one line why nothing can be learned from it.
    public init(
        folder: String,
        _ options: ImageSettings = ImageSettings(),
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws {
        let listed = try options.splitting.list(folder, endings: ImageTask.endings)
        let files = (listed.training + (listed.test ?? [])).map(\.path)
        form = PictureForm.usual(
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
        splits = try FaceSplit.splits(of: set, options.splitting)
        let strangers = Swift.Set(splits[0].strangers.map { set.files[$0].label }).count
        set.findings.append(
            strangers > 1
                ? .note(
                    "a first training leaves out \(strangers) people, on whom the thresholds are chosen"
                )
                : .warning(
                    "the thresholds are chosen on people that are learned from, and likely to take too few for "
                        + "strangers; a larger --validation chooses them on others, with more people"
                )
        )
        (pictures, findings) = (read.pictures, set.findings)
        self.set = set
        title = "Faces of \(set.classNames.count) people in \(folder)"
        augmentation = options.augmentation ?? .faces(of: form)
        trunk = options.network
        settings = FaceTask.settings(examples: splits[0].training.count)
        settings.processor = options.processor
    }

    /// The settings that suit a number of examples.
    static func settings(examples: Int) -> LearningSettings {
        LearningSettings(
            optimizer: .adamW(learningRate: 0.002, weightDecay: 0.02),
            schedule: .oneCycle,
            epochs: min(max(64 * 1500 / max(examples, 1), 5), 200),
            batchSize: 64
        )
    }

    private func network(people: Int) -> Network {
        let trunk =
            trunk
            ?? Network {
                ConvolutionalNetwork.stages(for: form.shape, width: 16)
                Flatten()
                Dropout(0.4)
            }
        return Network {
            trunk
            Outputs {
                Network {
                    Dense(64)
                    UnitLength()
                }.named("embedding")
                Dense(people).named("person")
            }
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

    /// One of the trainings, ready to begin, after the first one that chooses thresholds.
    ///
    /// - Throws: Any error that says in one line why it cannot begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let thresholds = try rehearse(split)
        let (model, examples) = try start(on: split.training)
        return try Lesson(
            model,
            loss: FaceTask.loss,
            training: examples,
            validation: nil,
            settings: settings,
            augmentation: augmentation
        ) { model in
            try FaceJudgement(self, split, model, thresholds).report()
        }
    }

    private static let loss = LossOfParts.parts(
        .part("embedding", .supervisedContrastive(temperature: 0.1)),
        .part("person", .softmaxCrossEntropy)
    )

    /// A model with fresh weights, and what it learns from.
    private func start(on indices: [Int]) throws -> (Model, Examples) {
        let people = Array(Swift.Set(indices.map { set.files[$0].label })).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(people, people.indices))
        let labels = Tensor(indices.map { Int32(places[set.files[$0].label] ?? 0) })
        let model = try Model(
            network(people: people.count),
            input: form.shape,
            seed: settings.seed,
            information: ModelInformation(
                FaceModel.kind,
                preparation: form,
                interpretation: .values
            ),
            processor: settings.processor
        )
        let examples = try Examples(
            inputs: ["input": pictures[indices]],
            targets: ["embedding": labels, "person": labels]
        )
        return (model, examples)
    }

    /// Learns without some people, and chooses the thresholds on them; nil where there are none.
    private func rehearse(_ split: FaceSplit) throws -> FaceThresholds? {
        guard !split.strangers.isEmpty else { return nil }
        let left = Swift.Set(split.strangers)
        let learned = split.training.filter { !left.contains($0) }
        let (model, examples) = try start(on: learned)
        // Where a time is asked for, the number of epochs is no more than a bound.
        let epochs = min(settings.epochs, FaceTask.settings(examples: learned.count).epochs)
        let size = settings.batchSize
        let steps = epochs * ((learned.count + size - 1) / max(size, 1))
        let training = try PacedTraining(
            settings.trainer(FaceTask.loss, augmentation: augmentation),
            model: model,
            on: examples,
            batchSize: size,
            steps: steps
        )
        try training.advance(by: steps)
        training.finish()
        return try FaceThresholds(self, model, learned: learned, judges: split.strangers)
    }
}

extension Augmentation {
    /// Changes that leave a face that of the same person, in proportion to its size.
    public static func faces(of form: PictureForm) -> Augmentation {
        let shift = Float(max(1, min(form.width, form.height) / 16))
        return Augmentation(
            [
                FlipHorizontally(), Rotate(degrees: 10), Scale(0.88...1.12), Shift(pixels: shift),
                Brightness(0.2), Contrast(0.3), Erase(share: 0...0.15, value: 127),
            ],
            background: 127
        )
    }
}
