public import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A trained model that takes raw files: its file says how they are prepared.
///
/// To add a kind: a type, and a row in ``RawModelCatalogue``.
public protocol RawModel: Sendable {
    /// What the file of such a model says of its kind: `images`.
    static var kind: String { get }
    /// What ``predict(_:)`` takes, for help: `picture files`.
    static var inputs: String { get }

    /// The model, if it is of this kind.
    ///
    /// - Throws: ``RawModelError`` where what the file says of its preparation makes no sense.
    init(_ model: Model) throws

    /// What the model answers.
    ///
    /// - Parameter input: A file, a folder, or whatever this kind takes.
    /// - Returns: An answer for each example in it, in their order.
    /// - Throws: Any error that says in one line what was wrong.
    func predict(_ input: String) throws -> [Prediction]

    /// Pictures of an input and of what is made of it: where a classifier looked, a spectrogram, a forecast's band.
    ///
    /// - Parameter input: As for ``predict(_:)``.
    /// - Returns: The pictures; none where there is nothing to see.
    /// - Throws: Any error that says in one line what was wrong.
    func illustrations(of input: String) throws -> [ReportPicture]

    /// How good the model is on examples that it did not learn from.
    ///
    /// - Parameter path: A file or folder as those that it learned from.
    /// - Returns: The report.
    /// - Throws: Any error that says in one line what was wrong.
    func evaluate(_ path: String) throws -> Report
}

extension RawModel {
    /// Nothing to see, where a kind does not say.
    public func illustrations(of input: String) throws -> [ReportPicture] { [] }
}

/// The answer to one raw input.
public struct Prediction: Hashable, Sendable {
    /// What it is the answer to: a file, or a row of one.
    public let input: String
    /// The answer in a word, a number or a line.
    public let answer: String
    /// Further lines, such as the probabilities of all classes.
    public let details: [String]
    /// The answer as programs read it.
    public let json: [String: JSONValue]

    /// An answer of its parts.
    public init(
        _ input: String,
        answer: String,
        details: [String] = [],
        json: [String: JSONValue]
    ) {
        self.input = input
        self.answer = answer
        self.details = details
        self.json = json
    }

    /// The answer of a classifier: `label`, `confidence` and `probabilities`, and the likeliest classes in words.
    public init(_ input: String, _ answer: Classification) {
        self.init(
            input,
            probabilities: answer.probabilities.map(Double.init),
            names: answer.classNames
        )
    }

    /// The answer of a classifier of which the probability of each class is known.
    init(_ input: String, probabilities: [Double], names: [String]) {
        let ranking = zip(names, probabilities).enumerated().sorted {
            ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
        }.map(\.element)
        let best = ranking.first
        self.init(
            input,
            answer: best?.0 ?? "",
            details: ranking.prefix(5).map { "\(fixed(100 * $0.1, 1)) %  \($0.0)" },
            json: [
                "label": .text(best?.0 ?? ""),
                "confidence": .number(best?.1 ?? 0),
                "probabilities": .object(
                    Dictionary(
                        ranking.map { ($0.0, .number($0.1)) },
                        uniquingKeysWith: { first, _ in first }
                    )
                ),
            ]
        )
    }
}

/// Why a model does not take raw files.
public enum RawModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is of another kind.
    case kind(String?, expected: String)
    /// What its file says makes no sense.
    case damaged(kind: String, problem: String)

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .kind(let kind?, let expected):
            "the model was made by nn train \(kind), but one made by nn train \(expected) is needed here"
        case .kind(nil, let expected):
            "the model file does not say how raw files are prepared; one made by nn train \(expected) is needed "
                + "here"
        case .damaged(let kind, let problem):
            "what the file says of its preparation for \(kind) makes no sense (\(problem)); train the model anew"
        }
    }
}

extension ModelInformation {
    /// Information with a preparation of a kind, which is kept as JSON.
    ///
    /// - Parameters:
    ///   - kind: The ``RawModel/kind``.
    ///   - preparation: How raw input becomes numbers.
    ///   - interpretation: What outputs mean.
    ///   - labels: The names of the classes.
    /// - Throws: `EncodingError` where the preparation holds numbers that JSON has not.
    public init(
        _ kind: String,
        preparation: some Encodable,
        interpretation: Interpretation,
        labels: [String] = []
    ) throws {
        self.init(interpretation: interpretation, labels: labels, preparation: ["kind": kind])
        try note(preparation)
    }

    /// Notes how raw input becomes numbers, in place of what was noted before.
    public mutating func note(_ preparation: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.preparation["preparation"] = String(
            decoding: try encoder.encode(preparation),
            as: UTF8.self
        )
    }

    /// How raw input becomes numbers.
    ///
    /// - Throws: ``RawModelError`` where the model is of another kind, or the file is damaged.
    public func preparation<Preparation: Decodable>(
        _ type: Preparation.Type,
        of kind: String
    ) throws(RawModelError) -> Preparation {
        guard preparation["kind"] == kind else {
            throw .kind(preparation["kind"], expected: kind)
        }
        do {
            let bytes = Data((preparation["preparation"] ?? "").utf8)
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            let lines = "\(error)".split(separator: "\n")
            throw .damaged(kind: kind, problem: lines.joined(separator: " "))
        }
    }
}
