import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// `nn show MODEL`: the network as a table, and its first weights as pictures.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a network: its layers, and the weights of the first one as pictures."
    )

    @OptionGroup var model: ModelArgument

    @Option(help: "Also draw the network at work into this SVG file.")
    var picture: String?

    @Option(
        help: "The digit that it reads in the drawing: a picture file; a drawn digit without it."
    )
    var input: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        guard input == nil || picture != nil else {
            throw Complaint(
                "--input is the digit in the drawing; name the drawing by --picture FILE.svg"
            )
        }
        if let picture {
            try draw(into: picture)
            if !json { print("\(picture) drawn\n") }
        }
        let model = try model.load()
        let summary = model.summary
        guard json else {
            print(summary)
            printFirstWeights(of: model)
            return
        }
        struct Row: Encodable {
            let path: String
            let layer: String
            let output: [Int]
            let parameters: Int
        }
        try JSONLine([
            "input": summary.input.sizes,
            "layers": summary.rows.map {
                Row(
                    path: $0.path,
                    layer: $0.layer,
                    output: $0.output.sizes,
                    parameters: $0.parameters
                )
            },
            "parameters": summary.parameters, "labels": model.information.labels,
        ]).printLine()
    }

    /// The whole network while it reads a digit.
    private func draw(into file: String) throws {
        let pixels =
            if let input {
                try DigitPreparation.digit(inFile: input).pixels
            } else {
                GeneratedDigits().examples(4, of: .test).inputs[3]
            }
        let drawing = try NetworkPicture(of: model.loadDigitReader(), reading: pixels)
        try WholeFile.write(Array(drawing.svg.utf8), to: file)
    }

    /// What each neuron of the first layer looks for, where the input is a picture.
    private func printFirstWeights(of model: Model) {
        guard model.inputShape.rank == 2,
            let name = model.parameterNames.first(where: { $0.hasSuffix("weight") }),
            let weights = model[parameter: name], weights.shape.rank == 2,
            weights.shape[1] == model.inputShape.count
        else { return }
        let shown = min(weights.shape[0], 16)
        print(
            "\n\(name), what the first \(shown) neurons look for: "
                + (Terminal.colours != .none
                    ? "blue for positive, orange for negative weights"
                    : "+ and # for positive, - and = for negative weights") + "\n"
        )
        print(
            TerminalPicture.gallery(
                (0..<shown).map { neuron in
                    (
                        TerminalPicture(
                            weights: weights[neuron].floats,
                            columns: model.inputShape[1]
                        ),
                        "neuron \(neuron)"
                    )
                }
            )
        )
    }
}
