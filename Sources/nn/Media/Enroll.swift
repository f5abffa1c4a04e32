import ArgumentParser
import Learners
import NeuralNetworks

/// `nn enroll MODEL NAME PICTURE…`: somebody else is known from then on.
struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make somebody known to a model of faces by a few pictures, without training.",
        discussion:
            "Somebody of that name who is known already is known by these pictures from then on."
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "The person's name.")
    var name: String

    @Argument(help: "Pictures of that person, one face each.")
    var pictures: [String]

    @Option(help: "The new model file. (default: the model's own, which is replaced)")
    var output: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let faces = try model.faces()
        let output = output ?? model.model
        try WholeFile.checkWriting(to: output)
        let enrolled = try faces.enrolling(name, pictures)
        try enrolled.model.save(to: output)
        let count = enrolled.preparation.people.count
        guard !json else {
            return try JSONLine([
                "model": output, "name": name, "pictures": pictures.count, "people": count,
            ]).printLine()
        }
        print("\(output) knows \(name) by \(pictures.count) pictures, and \(count) people in all")
    }
}
