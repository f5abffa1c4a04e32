import ArgumentParser
import Learners
import NeuralNetworks

/// `nn compare MODEL A B`: whether two pictures show the same person.
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say whether two pictures show the same person, with a model of faces."
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "A picture of one face.")
    var one: String

    @Argument(help: "Another one.")
    var other: String

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let found = try model.faces().compare(one, other)
        guard !json else {
            return try JSONLine([
                "same": found.isSame, "probability": found.probability,
                "likeness": Double(found.likeness), "threshold": Double(found.threshold),
            ]).printLine()
        }
        print(
            """
            \(found.isSame ? "the same person" : "different people"): likeness \
            \(fixed(Double(found.likeness), 3)), the same from \(fixed(Double(found.threshold), 3)) on; \
            probability of being the same \(fixed(100 * found.probability, 1)) %
            """
        )
    }
}

extension ModelArgument {
    /// The model, if it is one of faces.
    func faces() throws -> FaceModel {
        do {
            return try FaceModel(load())
        } catch let error as RawModelError {
            throw Complaint("\(model): \(error)")
        }
    }
}
