import NeuralNetworks

extension Session {
    /// What the network makes of an input.
    func answer(_ input: Input) throws -> AnswerMessage {
        let read = try data.read(input)
        let (status, model) = (status, model)
        let layers = try model.trace(read.tensor)
        guard let outputs = layers.last?.activations.floats else {
            throw StudioError.unprocessable("the network has no layers of neurons")
        }
        let beliefs = Beliefs(outputs, model.information.interpretation)
        return AnswerMessage(
            steps: status.steps,
            version: status.version,
            pixels: read.pixels,
            values: read.values,
            label: read.label,
            preparation: read.digit.map {
                PreparationMessage($0.picture, width: $0.width, height: $0.height)
            },
            layers: layers.indices.map { index in
                let layer = layers[index]
                let followsMaps = index > 0 && layers[index - 1].convolution != nil
                return AnswerMessage.LayerMessage(
                    z: LayerNumbers(layer.preactivations),
                    activations: LayerNumbers(layer.activations),
                    inputs: followsMaps ? Floats64(layer.inputs.floats) : nil
                )
            },
            probabilities: beliefs.probabilities,
            answer: beliefs.answer,
            confidence: beliefs.probabilities[beliefs.answer],
            loss: read.label.map { beliefs.loss(label: $0) }
        )
    }

    /// How one neuron comes to its activation.
    func explain(_ input: Input, layer: Int, neuron: Int) throws -> ExplanationMessage {
        let read = try data.read(input)
        let model = model
        let explanation = try model.explain(layer: layer, neuron: neuron, on: read.tensor)
        let isOutput = layer == model.neuronLayers.count
        return ExplanationMessage(
            path: explanation.path,
            layer: layer,
            neuron: neuron,
            function: explanation.function.rawValue,
            formula: explanation.function.formula,
            bias: explanation.bias,
            z: explanation.z,
            activation: explanation.activation,
            probability: isOutput
                ? try model.classify(read.tensor).first?.probabilities[neuron] : nil,
            terms: explanation.terms.map {
                ExplanationMessage.Term(
                    input: $0.input,
                    weight: $0.weight,
                    activation: $0.activation,
                    product: $0.product
                )
            }
        )
    }

    /// Every weight and bias, tensor after tensor as they are listed, and their version.
    func weights() -> (floats: [Float], version: Int) {
        // With the bench, so that all are of one moment.
        withBench { bench in
            bench.publish()
            let model = bench.model
            let floats = model.parameterNames.flatMap { model[parameter: $0]?.floats ?? [] }
            return (floats, bench.version)
        }
    }
}

/// What outputs say about classes.
struct Beliefs {
    private let outputs: [Float]
    private let interpretation: Interpretation
    /// The share of belief in each class.
    let probabilities: [Float]

    /// Softmax of logits; other outputs are taken in proportion to their size.
    init(_ outputs: [Float], _ interpretation: Interpretation) {
        self.outputs = outputs
        self.interpretation = interpretation
        let shares: [Float]
        if interpretation == .classLogits {
            let largest = outputs.max() ?? 0
            shares = outputs.map { Float.exponential($0 - largest) }
        } else {
            shares = outputs.map { max($0, 0) }
        }
        let sum = shares.reduce(0, +)
        probabilities = sum > 0 ? shares.map { $0 / sum } : shares
    }

    /// The likeliest class.
    var answer: Int {
        probabilities.indices.max { (probabilities[$0], $1) < (probabilities[$1], $0) } ?? 0
    }

    /// How wrong the outputs are for a label: cross-entropy of logits, else the quadratic cost.
    func loss(label: Int) -> Float {
        guard interpretation == .classLogits else {
            return outputs.enumerated().reduce(0) { sum, output in
                let difference = output.element - (output.offset == label ? 1 : 0)
                return sum + difference * difference / 2
            }
        }
        let largest = outputs.max() ?? 0
        let sum = outputs.reduce(0) { $0 + Float.exponential($1 - largest) }
        return Float.logarithm(sum) + largest - outputs[label]
    }
}
