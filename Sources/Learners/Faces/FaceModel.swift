import Datasets
import MediaFiles
public import NeuralNetworks

/// A trained model of faces: says who is in a picture, or that it is nobody it knows; whether two pictures show
/// the same person; and gets to know others from a few pictures.
public struct FaceModel: RawModel {
    /// What the model's file says of its kind.
    public static let kind = "faces"
    /// What it takes.
    public static let inputs = "pictures of one face each, or folders of them"

    /// The network with its weights.
    public let model: Model
    /// Whom it knows, and its thresholds.
    public let preparation: FacePreparation

    /// Who somebody is.
    public struct Answer: Hashable, Sendable {
        /// The most alike of all who are known.
        public let nearest: String
        /// How alike, −1 to 1.
        public let likeness: Float
        /// The probability of being somebody who is known.
        public let probability: Double
        /// The name; nil for somebody who is not known.
        public let name: String?
    }

    /// Whether two pictures show the same person.
    public struct Comparison: Hashable, Sendable {
        /// How alike they are, −1 to 1.
        public let likeness: Float
        /// From which likeness on it is the same person.
        public let threshold: Float
        /// The probability of being the same.
        public let probability: Double
        /// Whether it is the same person.
        public var isSame: Bool { likeness >= threshold }
    }

    /// The model, if it is of this kind.
    ///
    /// - Throws: ``RawModelError`` where it is not, or its file is damaged.
    public init(_ model: Model) throws {
        let preparation = try model.information.preparation(FacePreparation.self, of: Self.kind)
        let width = model.outputParts?["embedding"]?.range.count
        guard preparation.form.isSensible, preparation.form.shape == model.inputShape,
            !preparation.people.isEmpty,
            preparation.people.allSatisfy({ $0.mean.count == width })
        else {
            throw RawModelError.damaged(
                kind: Self.kind,
                problem: "the people do not fit the network"
            )
        }
        (self.model, self.preparation) = (model, preparation)
    }

    /// The embedding of a picture file.
    private func embedding(_ file: String) throws -> [Float] {
        let picture = preparation.form(try Picture(contentsOf: file))
        let tensor = Tensor(picture.pixels, shape: Shape([1] + preparation.form.shape.sizes))
        return try FaceEmbedder(model: model)(tensor)[0]
    }

    /// Who an embedding belongs to.
    func answer(_ embedding: [Float]) -> Answer {
        let alike = preparation.people.map { ($0.name, FaceEmbedder.likeness(embedding, $0.mean)) }
        let best = alike.max { $0.1 < $1.1 } ?? ("", -1)
        let isKnown = best.1 >= preparation.known.value
        return Answer(
            nearest: best.0,
            likeness: best.1,
            probability: preparation.known.probability(best.1),
            name: isKnown ? best.0 : nil
        )
    }

    /// Who is in each picture.
    ///
    /// - Throws: Any error that says in one line why a file cannot be read.
    public func predict(_ input: String) throws -> [Prediction] {
        try LabelledFiles.unlabelled(input, endings: ImageTask.endings).map { file in
            let embedding = try embedding(file)
            let answer = answer(embedding)
            let alike = preparation.people
                .map { ($0.name, FaceEmbedder.likeness(embedding, $0.mean)) }
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            return Prediction(
                file,
                answer: answer.name ?? "nobody I know",
                details: alike.prefix(3).map { "\(fixed(Double($0.1), 3))  \($0.0)" }
                    + ["known from \(fixed(Double(preparation.known.value), 3)) on"],
                json: [
                    "label": answer.name.map(JSONValue.text) ?? .null,
                    "nearest": .text(answer.nearest),
                    "likeness": .number(Double(answer.likeness)),
                    "threshold": .number(Double(preparation.known.value)),
                    "probability_known": .number(answer.probability),
                ]
            )
        }
    }

    /// Whether two picture files show the same person.
    ///
    /// - Throws: Any error that says in one line why a file cannot be read.
    public func compare(_ one: String, _ other: String) throws -> Comparison {
        let likeness = FaceEmbedder.likeness(try embedding(one), try embedding(other))
        return Comparison(
            likeness: likeness,
            threshold: preparation.pairs.value,
            probability: preparation.pairs.probability(likeness)
        )
    }

    /// Gets to know somebody from pictures, without learning; somebody of that name is known by these pictures
    /// from then on.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - files: Pictures of that person, at least one.
    /// - Returns: A model of the same weights that knows one more.
    /// - Throws: Any error that says in one line why a file cannot be read.
    public func enrolling(_ name: String, _ files: [String]) throws -> FaceModel {
        guard !files.isEmpty, !name.isEmpty else { throw FaceModelError.nobody }
        var preparation = preparation
        preparation.people.removeAll { $0.name == name }
        preparation.people.append(
            FacePreparation.Person(
                name: name,
                mean: FaceEmbedder.mean(try files.map(embedding)),
                pictures: files.count
            )
        )
        try model.information.note(preparation)
        return try FaceModel(model)
    }

    /// How good the model is on a folder of pictures of people that it knows.
    ///
    /// - Throws: Any error that says in one line why nothing can be measured.
    public func evaluate(_ path: String) throws -> Report {
        let names = preparation.people.map(\.name)
        let listed = try LabelledFiles(folder: path, endings: ImageTask.endings, labels: names)
        let files = listed.test ?? listed.training
        let read = PictureReading(files.map(\.path), form: preparation.form)
        guard !read.indices.isEmpty else {
            throw LabelledSetError.nothingRead(
                noun: "pictures",
                first: read.problems.first.map { "\($0)" } ?? ""
            )
        }
        let report = FaceReport(
            title: "Faces in \(path)",
            embeddings: try FaceEmbedder(model: model)(read.pictures),
            labels: read.indices.map { files[$0].label },
            preparation: preparation,
            names: names
        )
        let paths = read.indices.map { files[$0].path }
        return try report.identification(self, read.pictures, paths, nearest: nil)
    }
}

/// Why nobody can be enrolled.
public enum FaceModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no name or no picture.
    case nobody

    /// One line: what is missing.
    public var description: String { "a person is enrolled by a name and at least one picture" }
}
