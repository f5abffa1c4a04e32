import Datasets
import MediaFiles
public import NeuralNetworks

/// Learns which class a recording belongs to, from a folder of recordings for each class, or from names that tell
/// it.
///
/// ```swift
/// var options = SoundTask.Options()
/// options.splitting.label = "{label}_{group}_*.wav"
/// let outcome = try await SoundTask(folder: "digits", options).learn()
/// ```
public struct SoundTask: LearningTask {
    /// What people choose; what is not set is left as it suits the files.
    public struct Options: Sendable {
        /// Which files judge.
        public var splitting = FileSplitting()
        /// How long a part of a recording the network hears at once.
        public var seconds: Double?
        /// Whether recordings are changed anew for each epoch.
        public var augments = true
        /// A network of one's own, from spectrograms to logits.
        public var network: Network?
        /// What part of the processor is used.
        public var processor = Processor()

        /// As suits the files.
        public init() {}
    }

    /// What is learned, as a headline.
    public let title: String
    /// What was seen in the files.
    public let findings: [Finding]
    /// How many times it is learned.
    public var lessonCount: Int { splits.count }
    /// How it learns.
    public var settings: LearningSettings

    private let set: LabelledSet
    private let splits: [ExampleSplit]
    private let sounds: [Sound]
    private let preparation: SoundPreparation
    private let network: Network
    private let augments: Bool

    /// Reads a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder of recordings.
    ///   - options: What is chosen.
    ///   - progress: Is told now and then how many files of how many have been read.
    /// - Throws: Any error that says in one line why nothing can be learned from it.
    public init(
        folder: String,
        _ options: Options = Options(),
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws {
        let listed = try options.splitting.list(folder, endings: SoundFormat.endings)
        let files = (listed.training + (listed.test ?? [])).map(\.path)
        let step = max(1, listed.training.count / 100)
        let some = stride(from: 0, to: listed.training.count, by: step)
            .compactMap { try? Sound(contentsOf: listed.training[$0].path) }
        let form = SoundForm.usual(for: some, seconds: options.seconds)
        let rate = form.spectrogram.rate
        let read = SoundReading(files, rate: rate, threads: options.processor.threads) {
            progress($0, files.count)
        }
        var set = try LabelledSet(
            listed,
            read: read.indices,
            contents: read.contents,
            problems: read.problems.map(\.description),
            noun: "recordings"
        )
        let longest = read.sounds.map(\.seconds).max() ?? 0
        set.findings.append(
            .note(
                "\(fixed(form.seconds, 2)) s are heard at once, at \(rate.grouped) samples per second; the "
                    + "longest recording has \(fixed(longest, 2)) s"
            )
        )
        splits = try set.splits(options.splitting)
        (sounds, findings, augments) = (read.sounds, set.findings, options.augments)
        self.set = set
        preparation = SoundPreparation(form: form, label: options.splitting.label)
        title = "Recordings of \(set.classNames.count) classes in \(folder)"
        network =
            options.network
            ?? SoundTask.network(
                for: form,
                classes: set.classNames.count,
                examples: set.files.count
            )
        settings = SoundTask.settings(examples: splits[0].training.count)
        settings.processor = options.processor
    }

    /// The network that suits spectrograms of a form.
    static func network(for form: SoundForm, classes: Int, examples: Int) -> Network {
        Network {
            ConvolutionalNetwork.stages(for: form.shape, width: 16)
            Flatten()
            Dropout(0.5)
            Dense(classes)
        }
    }

    /// The settings that suit a number of examples: some 3,000 steps, and each recording at least five times.
    static func settings(examples: Int) -> LearningSettings {
        LearningSettings(
            optimizer: .adamW(learningRate: 0.003, weightDecay: 0.02),
            schedule: .oneCycle,
            epochs: min(max(3000 * 32 / max(examples, 1), 5), 60),
            batchSize: 32
        )
    }

    /// How many recordings can be looked at.
    public var exampleCount: Int { self.set.files.count }

    /// One of the recordings, as the network sees it: a spectrogram, time to the right, low tones below.
    ///
    /// - Throws: `PictureError` where it cannot be shown.
    public func example(_ index: Int) throws -> LearningExample {
        let (file, form) = (set.files[index], preparation.form)
        let spectrogram = Tensor(form(sounds[index]), shape: form.shape)
        return LearningExample(
            file.path,
            answer: set.classNames[file.label],
            picture: try ReportPicture(
                Picture(spectrogram: spectrogram).magnified(2),
                caption: file.path
            ),
            input: file.path
        )
    }

    /// One of the trainings, ready to begin.
    ///
    /// - Throws: Any error that says in one line why it cannot begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let form = preparation.form
        func examples(_ indices: [Int]) throws -> Examples {
            try Examples(
                inputs: form.tensor(
                    of: indices.map { sounds[$0] },
                    threads: settings.processor.threads
                ),
                targets: Tensor(indices.map { Int32(set.files[$0].label) }),
                classNames: set.classNames
            )
        }
        let training = try examples(split.training)
        let model = try Model(
            network,
            input: form.shape,
            seed: settings.seed,
            information: ModelInformation(
                SoundModel.kind,
                preparation: preparation,
                interpretation: .classLogits,
                labels: set.classNames
            ),
            processor: settings.processor
        )
        try model.checkOutputs(set.classNames.count, "one for each class")
        let test = try examples(split.test)
        let files = split.test.map { set.files[$0].path }
        let heard = split.test.map { sounds[$0] }
        let groups = split.test.map { set.files[$0].group }
        return try Lesson(
            model,
            loss: .softmaxCrossEntropy(labelSmoothing: 0.1),
            training: training,
            validation: try examples(split.validation),
            settings: settings,
            augmentation: augments
                ? SoundAugmentation(split.training.map { sounds[$0] }, form: form) : nil
        ) { [title] model in
            let labels = test.labels ?? []
            let answers = try SoundModel(model).answers(heard)
            let nearest = NearestNeighbour(training, answering: test.count)
            let report = ClassifierReport(
                title: title,
                answers: answers,
                labels: labels,
                classNames: training.classNames,
                baselines: [
                    .init(
                        "nearest mean spectrum",
                        NearestClassMean(training.meanSpectra)
                            .answers(for: test.meanSpectra.inputs),
                        labels: labels
                    ),
                    .init(
                        "nearest neighbour of spectrograms" + nearest.sample,
                        nearest.answers(for: test.inputs),
                        labels: labels
                    ),
                ]
            )
            return try report.report(
                ClassifierReport.groups(groups, answers, labels)
                    + SoundModel.mistakes(report, heard, form, files)
            )
        }
    }
}

extension Examples {
    /// The mean over all frames of each spectrogram, as loud as it is: how much there is of each pitch.
    fileprivate var meanSpectra: Examples {
        let (frames, bands) = (inputShape[0], inputShape[1])
        let numbers = inputs.floats
        var means = [Float](repeating: 0, count: count * bands)
        for index in 0..<count {
            for frame in 0..<frames {
                for band in 0..<bands {
                    means[index * bands + band] += numbers[(index * frames + frame) * bands + band]
                }
            }
        }
        let inputs = Tensor(means.map { $0 / Float(frames) }, shape: [count, bands])
        // There are as many means as examples.
        return (try? Examples(inputs: inputs, targets: targets, classNames: classNames)) ?? self
    }
}

extension ClassifierReport {
    /// How well each group was answered, where there are several.
    static func groups(
        _ groups: [String?],
        _ answers: [Classification],
        _ labels: [Int]
    ) -> [ReportSection] {
        let names = Set(groups.compactMap(\.self)).sorted()
        guard names.count > 1 else {
            return names.map { group in
                ReportSection("Who was judged", .text("  \(group), of whom nothing was learned"))
            }
        }
        let rows = names.map { name in
            let members = groups.indices.filter { groups[$0] == name }
            let right = members.count { answers[$0].answer == labels[$0] }
            let share = Double(right) / Double(members.count)
            return [name, members.count.grouped, fixed(100 * share, 1) + " %"]
        }
        let table = ReportTable(columns: ["group", "examples", "accuracy"], rows: rows)
        return [ReportSection("Each group", .table(table))]
    }
}
