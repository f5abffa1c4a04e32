import ArgumentParser
import Interchange
import NeuralNetworks

/// `nn convert IN OUT`: a trained model for another program.
struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a model as one plain function for another program.",
        discussion: """
            The function needs no library: it holds the weights, takes the input as a list of \
            numbers and returns what the model predicts.
            """
    )

    @Argument(help: "A model file, such as digits.safetensors.")
    var input: String

    @Argument(
        help: ArgumentHelp(
            "The file to write; its ending says in what language: "
                + ModelFormat.all.map { ".\($0.fileEnding) (\($0.name))" }.joined(separator: ", ")
                + "."
        )
    )
    var output: String

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let format = try ModelFormat(forFile: output)
        guard !WholeFile.isSame(output, as: input) else {
            throw Complaint("\(output): this is the model that is read; choose another name")
        }
        let model = try Model(contentsOf: input)
        try format.write(model, to: output)
        guard json else {
            print(
                "\(output) written in \(format.name): \(model.inputShape.count) numbers in, "
                    + "\(model.outputShape.count) out, \(grouped(model.parameterCount)) weights and "
                    + "biases"
            )
            return
        }
        try JSONLine([
            "model": input, "output": output, "format": format.name,
            "inputs": model.inputShape.count, "outputs": model.outputShape.count,
            "parameters": model.parameterCount,
        ]).printLine()
    }
}
