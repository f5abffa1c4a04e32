public import Datasets
public import MediaFiles
import NeuralNetworks

/// Learns to know people by their faces, from a folder of pictures for each: who it is, whether two pictures show
/// the same person, and who is a stranger.
///
/// Each picture shows one face, which fills it about as in all others. The network learns an embedding, numbers
/// that are alike for the same person, beside a classifier that helps it to. From some people, drawn by
/// ``FileSplitting/validation``, it does not learn at all: on them the thresholds are chosen, and then they are
/// enrolled as anybody can be afterwards. With folds, each judges by people that were never seen.
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
            problems: read.problems.map(\.description),
            noun: "pictures"
        )
        splits = try FaceSplit.splits(of: set, options.splitting)
        let strangers = Swift.Set(splits[0].strangers.map { set.files[$0].label }).count
        set.findings.append(
            strangers > 1
                ? .note(
                    "\(strangers) people are not learned from: the thresholds are chosen on them"
                )
                : .warning(
                    "there are too few people to choose thresholds on some that are not learned from; they are "
                        + "chosen on those that are, and likely to take too many for the same"
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

    /// One of the trainings, ready to begin.
    ///
    /// - Throws: Any error that says in one line why it cannot begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let people = Array(Swift.Set(split.training.map { set.files[$0].label })).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(people, people.indices))
        let labels = Tensor(split.training.map { Int32(places[set.files[$0].label] ?? 0) })
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
        return try Lesson(
            model,
            loss: .parts(
                .part("embedding", .supervisedContrastive(temperature: 0.1)),
                .part("person", .softmaxCrossEntropy)
            ),
            training: try Examples(
                inputs: ["input": pictures[split.training]],
                targets: ["embedding": labels, "person": labels]
            ),
            validation: nil,
            settings: settings,
            augmentation: augmentation
        ) { model in
            try FaceJudgement(self, split, model).report()
        }
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
