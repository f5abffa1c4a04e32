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

    @Flag(
        help: """
            Also show how each layer does on digits: where weights, activations and gradients lie, and \
            which neurons are dead.
            """
    )
    var statistics = false

    @Option(
        help: "The folder of IDX files whose digits --statistics takes; drawn digits without it."
    )
    var data: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        guard data == nil || statistics else {
            throw Complaint("--data names the digits for --statistics; give that as well")
        }
        guard input == nil || picture != nil else {
            throw Complaint(
                "--input is the digit in the drawing; name the drawing by --picture FILE.svg"
            )
        }
        if let picture {
            try draw(into: picture)
            if !json { print("\(picture) drawn\n") }
        }
        let layers = statistics ? try measure() : nil
        let model = try model.load()
        let summary = model.summary
        guard json else {
            print(summary)
            printFirstWeights(of: model)
            if let layers { print("\n" + layers.text) }
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
            "statistics": layers?.statistics.map(LayerLine.init),
        ]).printLine()
    }

    /// How the layers do on some hundred digits.
    private func measure() throws -> StatisticsPrinter {
        let reader = try model.loadDigitReader()
        let digits =
            if let data {
                try DigitData(.folder(data, validationShare: 0.1), seed: 1).validation
            } else {
                GeneratedDigits().examples(512, of: .validation)
            }
        let examples = digits[0..<min(512, digits.count)]
        return StatisticsPrinter(
            statistics: try reader.statistics(on: examples),
            count: examples.count
        )
    }

    /// One layer's statistics as `--json` prints them.
    private struct LayerLine: Encodable {
        let path: String
        let weights: [Int]
        let activations: [Int]
        let gradients: [Int]
        let dead: [Int]
        let saturated: [Int]

        init(_ layer: LayerStatistics) {
            path = layer.path
            weights = layer.weights.counts
            activations = layer.activations.counts
            gradients = layer.gradients.counts
            dead = layer.dead
            saturated = layer.saturated
        }
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
