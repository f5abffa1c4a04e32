import Datasets
public import NeuralNetworks

/// A model that makes up tunes, as `nn generate` asks it to.
public protocol TuneWriting: RawModel {
    /// Makes up tunes.
    ///
    /// - Parameter wish: What they are to be like.
    /// - Returns: The tunes; fewer where some came out as none.
    /// - Throws: Any error that says in one line why it cannot.
    func write(_ wish: TuneWish) throws -> [WrittenTune]
}

/// A trained model of music.
public struct MusicModel: TuneWriting {
    /// What the file of such a model says of its kind.
    public static let kind = "music"
    /// What it takes.
    public static let inputs = "files of tunes"

    private let model: Model
    private let preparation: MusicPreparation

    /// The model, if it is one of music.
    public init(_ model: Model) throws {
        self.model = model
        preparation = try model.information.preparation(MusicPreparation.self, of: Self.kind)
        guard model.inputShape.rank == 1,
            model.outputShape.sizes.last == preparation.language.count
        else {
            throw RawModelError.damaged(
                kind: Self.kind,
                problem: "the network gives \(model.outputShape)"
            )
        }
    }

    /// Makes up tunes.
    public func write(_ wish: TuneWish) throws -> [WrittenTune] {
        try MusicWriter(model: model, preparation: preparation).write(wish).compactMap(\.self)
    }

    /// How surprised the model is by each tune of a file or folder.
    public func predict(_ input: String) throws -> [Prediction] {
        try tokens(input).map { place, tokens in
            let units = max(1, preparation.language.unitCount(tokens))
            let nats = try MusicScore.nats(of: [tokens], end: preparation.language.end, by: model)
            let each = nats / Double(units)
            return Prediction(
                place,
                answer: "\(fixed(each, 3)) nats per \(preparation.language.unit)",
                json: ["nats_per_\(preparation.language.unit)": .number(each)]
            )
        }
    }

    /// How well the model foretells tunes that it did not learn from.
    public func evaluate(_ path: String) throws -> Report {
        let tunes = try tokens(path)
        let units = max(1, tunes.reduce(0) { $0 + preparation.language.unitCount($1.tokens) })
        let nats = try MusicScore.nats(
            of: tunes.map(\.tokens),
            end: preparation.language.end,
            by: model
        )
        return Report(
            "Music: \(tunes.count.grouped) tunes",
            metrics: [
                Metric(
                    "nats_per_\(preparation.language.unit)",
                    nats / Double(units),
                    count: units,
                    style: .number(decimals: 4),
                    isBetterHigh: false
                )
            ]
        )
    }

    private func tokens(_ path: String) throws -> [(place: String, tokens: [Int32])] {
        let collection = try MusicCollection(contentsOf: path)
        let wantsNotation = preparation.language.unit == "character"
        guard collection.isNotation == wantsNotation else {
            throw MusicFileError(
                file: path,
                .file,
                wantsNotation ? "the tunes are not in ABC" : "the tunes are in ABC",
                remedy: "give tunes of the kind that the model learned from"
            )
        }
        return collection.tunes.map { ($0.place, preparation.language.tokens(of: $0)) }
    }
}
