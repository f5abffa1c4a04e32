import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// `nn explain MODEL PICTURE --layer L --neuron N`: one number followed through every step, forwards
/// or, with `--backward --label D`, from the loss back; `nn explain MODEL --text TEXT`: what a language model
/// expects next, and what it looked at.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain one neuron: every term of its weighted sum, its bias, its activation.",
        discussion: """
            A language model has no picture to read: with --text it says what it expects next, which tokens \
            each head of its attention looked at, and what the gates of its recurrent layers did.
            """
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "A picture of a digit.")
    var picture: String?

    @Option(help: "The text that a language model goes on with, instead of a picture.")
    var text: String?

    @Option(help: "The layer of neurons; the first one after the input is 1.")
    var layer: Int?

    @Option(help: "The neuron in the layer, from 0.")
    var neuron: Int?

    @Flag(help: "Go from the loss back: what the picture wants of the neuron and its weights.")
    var backward = false

    @Option(help: "With --backward, the digit that the picture shows.")
    var label: Int?

    @Flag(help: "Also draw the input that excites the neuron most, and the digits that do.")
    var exciting = false

    @Option(help: "How many terms to show, largest first.")
    var terms = 10

    @Flag(help: "Print one JSON object with every term.")
    var json = false

    private func check() throws {
        guard text == nil else {
            let others = picture != nil || layer != nil || neuron != nil || backward || exciting
            guard !others, label == nil else {
                throw Complaint(
                    "--text asks a language model, which has no picture and no neuron to name; leave them out"
                )
            }
            return
        }
        guard picture != nil, layer != nil, neuron != nil else {
            throw Complaint(
                "name a picture, --layer and --neuron, or for a language model the --text that it goes on with"
            )
        }
    }

    func run() async throws {
        try check()
        if let text {
            let explanation = try LanguageExplanation(
                of: model.load(),
                named: model.model,
                text: text
            )
            if json { try explanation.line.printLine() } else { print(explanation.text) }
        } else if let picture, let layer, let neuron {
            try explain(picture, layer, neuron)
        }
    }

    private func explain(_ picture: String, _ layer: Int, _ neuron: Int) throws {
        let reader = try model.loadDigitReader()
        guard terms >= 0 else {
            throw Complaint("the number of terms must be at least 0, not \(terms)")
        }
        guard backward == (label != nil) else {
            throw Complaint(
                backward
                    ? "--backward needs the digit that the picture shows; name it by --label"
                    : "--label is the digit for --backward; leave it out or add --backward"
            )
        }
        let digit = try DigitPreparation.digit(inFile: picture)
        if let label {
            let backpropagation = try reader.backpropagation(on: digit.pixels, label: label)
            try show(backpropagation.explain(layer: layer, neuron: neuron), label: label)
        } else {
            try show(reader.explain(layer: layer, neuron: neuron, on: digit.pixels))
        }
        if exciting, !json { try printExciting(reader, layer, neuron) }
    }

    /// What the neuron looks for, as pictures.
    private func printExciting(_ reader: Model, _ layer: Int, _ neuron: Int) throws {
        let ideal = try reader.excitingInput(layer: layer, neuron: neuron)
        let digits = GeneratedDigits().examples(1000, of: .validation)
        let found = try reader.mostExciting(layer: layer, neuron: neuron, among: digits, count: 2)
        print("\nwhat excites it most: a picture made for it, and two of a thousand drawn digits\n")
        let pictures =
            [(TerminalPicture(grey: ideal.floats, columns: ideal.shape[-1]), "made for it")]
            + found.map { example in
                (
                    TerminalPicture(example: example.index, of: digits),
                    "a = \(fixed(Double(example.activation), 3))"
                )
            }
        print(TerminalPicture.gallery(pictures))
    }

    /// From the input to the neuron.
    private func show(_ explanation: Explanation) throws {
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
            "layer": explanation.layer, "neuron": explanation.neuron, "bias": explanation.bias,
            "z": explanation.z,
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

    /// From the loss back to the neuron.
    private func show(_ explanation: GradientExplanation, label: Int) throws {
        guard json else {
            print(explanation.text(terms: terms))
            return
        }
        struct Term: Encodable {
            let input: Int
            let activation: Float
            let gradient: Float
        }
        try JSONLine([
            "layer": explanation.layer, "neuron": explanation.neuron, "label": label,
            "loss": explanation.loss,
            "activationGradient": explanation.activationGradient, "slope": explanation.slope,
            "delta": explanation.preactivationGradient,
            "biasGradient": explanation.biasGradient,
            "gradients": explanation.terms.map {
                Term(input: $0.input, activation: $0.activation, gradient: $0.gradient)
            },
        ]).printLine()
    }
}
