import Datasets
import Learners
import NeuralNetworks

/// The data and the trained networks that sessions begin with.
///
/// Digits are drawn, and the usual network is trained on them, while the server listens already; who needs
/// them waits.
final class Materials: Sendable {
    /// What there is, in the order of the catalogue.
    let listings: [DataListing]
    /// The settings that each data begins with.
    let defaults: [String: Settings]
    private let data: [String: Task<DataSet, any Error>]
    private let trained: [String: Task<Model, any Error>]

    /// Begins to draw and to train.
    ///
    /// - Parameters:
    ///   - configuration: What the studio shows.
    ///   - model: The model of its file, if it names one.
    /// - Throws: ``StudioProblem`` or `DataFileError` where a file cannot be used.
    init(_ configuration: StudioConfiguration, _ model: Model?) throws {
        let given = try model.map { try TrainedNetwork($0, named: configuration.model ?? "") }
        let count = configuration.digitCount
        let source = DigitData.Source.generated(count: count)
        var data: [String: Task<DataSet, any Error>] = [
            "digits": Task {
                try await offPool { try DataSet("digits", DigitData(source, seed: 1)) }
            }
        ]
        var listings = [
            DataListing(
                name: "digits",
                kind: .pictures,
                shape: [28, 28],
                classes: DigitData.classNames,
                counts: [
                    "training": count, "validation": (count + 11) / 12, "test": (count + 5) / 6,
                ],
                trained: true
            )
        ]
        if let folder = configuration.data {
            let files = try DataSet(
                "files",
                DigitData(.folder(folder, validationShare: 0.1), seed: 1)
            )
            guard files.training.count > 0, files.validation.count > 0 else {
                throw StudioProblem("\(folder): too few examples to learn from and to measure on")
            }
            data["files"] = Task { files }
            listings.append(files.listing(isTrained: true))
        }
        for figure in PlanePoints.Figure.allCases {
            let points = DataSet(figure)
            data[points.name] = Task { points }
            listings.append(
                points.listing(isTrained: given?.suits(points.listing(isTrained: false)) ?? false)
            )
        }

        var trained: [String: Task<Model, any Error>] = [:]
        var previous: Task<Model, any Error>?
        var defaults: [String: Settings] = [:]
        for listing in listings {
            if let given, given.suits(listing) {
                trained[listing.name] = Task { given.model }
                defaults[listing.name] = Settings(listing, given)
            } else {
                defaults[listing.name] = Settings(listing)
                guard listing.trained, let examples = data[listing.name] else { continue }
                // One after another: each takes all of the processor.
                let before = previous
                let task = Task {
                    _ = await before?.result
                    return try await Materials.train(
                        on: examples.value,
                        epochs: configuration.epochs
                    )
                }
                (previous, trained[listing.name]) = (task, task)
            }
        }
        self.listings = listings
        self.defaults = defaults
        self.data = data
        self.trained = trained
    }

    /// The data of a name, as soon as it is there.
    func data(named name: String) async throws -> DataSet {
        guard let task = data[name] else {
            throw StudioError.unknownChoice("data", name, listings.map(\.name))
        }
        return try await task.value
    }

    /// The network that was trained on data, as soon as it is; nil where there is none.
    func trainedNetwork(on name: String) async throws -> TrainedNetwork? {
        guard let task = trained[name] else { return nil }
        return try TrainedNetwork(await task.value, named: name)
    }

    /// Exactly what `nn train digits` does.
    private static func train(on data: DataSet, epochs: Int?) async throws -> Model {
        var learner = DigitLearner()
        if let epochs { learner.epochs = epochs }
        let digits = DigitData(
            training: data.training,
            validation: data.validation,
            test: data.test
        )
        let model = try learner.makeModel(for: digits)
        for try await _ in learner.train(model, on: digits) {}
        return model
    }
}

extension DataSet {
    /// Digits or other pictures.
    init(_ name: String, _ digits: DigitData) {
        self.init(
            name: name,
            kind: .pictures,
            training: digits.training,
            validation: digits.validation,
            test: digits.test
        )
    }

    /// Points of a figure.
    init(_ figure: PlanePoints.Figure) {
        let points = PlanePoints(figure, seed: 1)
        self.init(
            name: figure.rawValue,
            kind: .points,
            training: points.examples(500, of: .training),
            validation: points.examples(500, of: .validation),
            test: nil
        )
    }
}

extension Settings {
    /// What a page begins with.
    init(_ listing: DataListing, _ network: TrainedNetwork? = nil) {
        let isPoints = listing.kind == .points
        self.init(
            data: listing.name,
            start: listing.trained ? .trained : .fresh,
            filters: network?.filters ?? [],
            hidden: network?.hidden ?? (isPoints ? [8, 8] : [16, 16]),
            activation: (network?.activation ?? (isPoints ? .tanh : .relu)).rawValue,
            loss: network?.loss ?? SoftmaxCrossEntropy.name,
            optimizer: Adam.name,
            learningRate: isPoints ? 0.01 : 0.001,
            batchSize: 32,
            seed: 1
        )
    }
}
