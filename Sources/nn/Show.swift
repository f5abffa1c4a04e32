import ArgumentParser
import NeuralNetworks

/// `nn show MODEL`: the network as a table, and its first weights as pictures.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a network: its layers, and the weights of the first one as pictures.")

    @OptionGroup var model: ModelArgument

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
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
                    path: $0.path, layer: $0.layer, output: $0.output.sizes,
                    parameters: $0.parameters)
            },
            "parameters": summary.parameters, "labels": model.information.labels,
        ]).printLine()
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
                + (Terminal.hasColours
                    ? "blue for positive, orange for negative weights"
                    : "+ and # for positive, - and = for negative weights") + "\n")
        print(
            TerminalPicture.gallery(
                (0..<shown).map { neuron in
                    (
                        TerminalPicture(
                            weights: weights[neuron].floats, columns: model.inputShape[1]),
                        "neuron \(neuron)"
                    )
                }))
    }
}
