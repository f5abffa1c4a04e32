import Learners
import NeuralNetworks

extension Session {
    /// What a neuron looks for.
    func excite(layer: Int, neuron: Int) throws -> ExcitementMessage {
        let model = model
        let input = try model.excitingInput(
            layer: layer,
            neuron: neuron,
            range: data.kind == .points ? -1...1 : 0...1
        )
        let trace = try model.trace(input)[layer - 1]
        let examples = data.validation
        let found = try model.mostExciting(layer: layer, neuron: neuron, among: examples, count: 6)
        return ExcitementMessage(
            pixels: data.kind == .pictures ? Floats64(input.floats) : nil,
            values: data.kind == .points ? input.floats : nil,
            activation: trace.activations.floats[neuron],
            z: trace.preactivations.floats[neuron],
            examples: try found.map { example in
                let read = try data.read(.example(part: .validation, index: example.index))
                return ExcitementMessage.Example(
                    part: .validation,
                    index: example.index,
                    label: read.label ?? 0,
                    activation: example.activation,
                    pixels: read.pixels,
                    values: read.values
                )
            }
        )
    }

    /// How the loss of an example goes back through the network, and that of the next step's examples.
    func backpropagate(_ request: BackpropagationRequest) throws -> BackpropagationMessage {
        let count = request.batch ?? 0
        guard (0...Limits.batchSize).contains(count) else {
            throw StudioError.badRequest("the batch must be 0 to \(Limits.batchSize), not \(count)")
        }
        let read = try data.read(request.input)
        let (status, model) = (status, model)
        let way = try model.backpropagation(on: read.tensor, label: request.label)
        let isLogits = model.information.interpretation == .classLogits
        return BackpropagationMessage(
            loss: way.loss,
            lossFormula: isLogits ? "−ln p\(subscripted(request.label))" : "½ Σ (aᵢ − yᵢ)²",
            steps: status.steps,
            learningRate: settings.learningRate,
            layers: way.layers.enumerated().map { index, layer in
                let hasActivations = !isLogits || index < way.layers.count - 1
                return BackpropagationMessage.Layer(
                    number: index + 1,
                    activations: LayerNumbers(layer.activations),
                    z: LayerNumbers(layer.preactivations),
                    slopes: layer.slopes.map { LayerNumbers($0) },
                    activationGradients: hasActivations
                        ? LayerNumbers(layer.activationGradients) : nil,
                    deltas: LayerNumbers(layer.preactivationGradients),
                    weightGradients: Floats64(layer.weightGradients.floats),
                    biasGradients: layer.biasGradients?.floats ?? []
                )
            },
            wanted: data.classes.indices.map { $0 == request.label ? 1 : 0 },
            probabilities: way.outputs.floats,
            batch: try count > 0 ? batchGradients(of: model, count) : nil
        )
    }

    private func batchGradients(
        of model: Model,
        _ count: Int
    ) throws -> BackpropagationMessage.Batch {
        let indices = try withBench { Array(try $0.upcoming().prefix(count)) }
        let examples = data.training[indices]
        let gradients = try model.gradients(on: examples)
        return BackpropagationMessage.Batch(
            count: indices.count,
            loss: gradients.loss,
            indices: indices,
            labels: examples.labels ?? [],
            layers: model.neuronLayers.map { layer in
                BackpropagationMessage.Gradients(
                    weightGradients: Floats64(
                        gradients.gradients[layer.path + ".weight"]?.floats ?? []
                    ),
                    biasGradients: gradients.gradients[layer.path + ".bias"]?.floats ?? []
                )
            }
        )
    }

    /// How each layer does.
    func insight() throws -> InsightMessage {
        let version = status.version
        // Maps have many numbers for each example.
        let hasMaps = model.neuronLayers.contains { $0.convolution != nil }
        let wanted = hasMaps ? Limits.insightExamples / 8 : Limits.insightExamples
        let examples = data.validation[0..<min(data.validation.count, wanted)]
        let layers = try model.statistics(on: examples)
        return InsightMessage(
            version: version,
            layers: layers.enumerated().map { index, layer in
                InsightMessage.Layer(
                    number: index + 1,
                    weights: InsightMessage.Spread(layer.weights),
                    activations: InsightMessage.Spread(layer.activations),
                    gradients: InsightMessage.Spread(layer.gradients),
                    dead: layer.dead,
                    saturated: layer.saturated
                )
            }
        )
    }

    /// What the network gets wrong of the examples that its score is measured on, its most confident mistakes
    /// first.
    func mistakes(_ count: Int) throws -> MistakesMessage {
        let version = status.version
        let report = try DigitReport(model, on: data.scored)
        let labels = data.scored.labels ?? []
        return MistakesMessage(
            version: version,
            count: data.scored.count,
            accuracy: report.confusion.accuracy,
            confusion: report.confusion.counts,
            mistakes: try report.mistakes.prefix(count).map { index in
                let read = try data.read(.example(part: .validation, index: index))
                return MistakesMessage.Mistake(
                    index: index,
                    label: labels[index],
                    answer: report.answers[index].answer,
                    confidence: report.answers[index].confidence,
                    pixels: read.pixels,
                    values: read.values
                )
            }
        )
    }
}

/// A number in small digits below the line.
private func subscripted(_ number: Int) -> String {
    String(
        String.UnicodeScalarView(
            "\(number)".unicodeScalars.map { digit in
                Unicode.Scalar(0x2080 + digit.value - 0x30) ?? digit
            }
        )
    )
}
