import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// `nn explain MODEL PICTURE --layer L --neuron N`: one number followed through every step.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain one neuron: every term of its weighted sum, its bias, its activation."
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "A picture of a digit.")
    var picture: String

    @Option(help: "The layer of neurons; the first one after the input is 1.")
    var layer: Int

    @Option(help: "The neuron in the layer, from 0.")
    var neuron: Int

    @Option(help: "How many terms of the sum to show, largest first.")
    var terms = 10

    @Flag(help: "Print one JSON object with every term.")
    var json = false

    func run() async throws {
        let reader = try model.loadDigitReader()
        guard terms >= 0 else {
            throw Complaint("the number of terms must be at least 0, not \(terms)")
        }
        let digit = try DigitPreparation.digit(inFile: picture)
        let explanation = try reader.explain(layer: layer, neuron: neuron, on: digit.pixels)
        guard json else {
            print(explanation.text(terms: terms))
            return
        }
        struct Term: Encodable {
            let input: Int
            let weight: Float
            let activation: Float
            let product: Float
        }
        try JSONLine([
            "layer": layer, "neuron": neuron, "bias": explanation.bias, "z": explanation.z,
            "function": explanation.function.rawValue, "activation": explanation.activation,
            "terms": explanation.terms.map {
                Term(
                    input: $0.input,
                    weight: $0.weight,
                    activation: $0.activation,
                    product: $0.product
                )
            },
        ]).printLine()
    }
}
