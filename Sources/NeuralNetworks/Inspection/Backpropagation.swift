public import Computation

/// How one example's loss goes back through the network: for every layer of neurons, what the loss
/// would gain from a little more of each value.
///
/// Source of the terms: Nielsen, "Neural Networks and Deep Learning", 2015, chapter 2, which calls δ
/// the error of a neuron.
public struct Backpropagation: Hashable, Sendable {
    /// The loss of the example, L.
    public let loss: Float
    /// What ``Model/predict(_:)-(Tensor)`` gives for it, of the output shape.
    public let outputs: Tensor
    /// The layers of neurons in order, the first one after the input first.
    public let layers: [LayerBackpropagation]
}

/// One layer of neurons, forwards and backwards, for one example.
///
/// Read from the end, this is the chain rule: δ = ∂L/∂a · f′(z), ∂L/∂w = δ · input, ∂L/∂b = δ, and
/// Wᵀ·δ is ∂L/∂a of the layer before.
public struct LayerBackpropagation: Hashable, Sendable {
    /// The layer's path, such as `layers.1`, which also begins the names of its weights.
    public let path: String
    /// The activation function.
    public let function: ActivationFunction
    /// What the layer was given, `[…, inputs]`.
    public let inputs: Tensor
    /// The weighted sums plus bias, z, `[…, units]`.
    public let preactivations: Tensor
    /// What the activation function made of them, a = f(z), `[…, units]`.
    public let activations: Tensor
    /// f′(z) of every neuron, `[…, units]`; nil for a function such as softmax, whose values depend
    /// on every z of the layer.
    public let slopes: Tensor?
    /// ∂L/∂a, `[…, units]`: positive where a larger activation would make the loss larger.
    public let activationGradients: Tensor
    /// ∂L/∂z, also called δ, `[…, units]`.
    public let preactivationGradients: Tensor
    /// ∂L/∂w, of the shape of the weights: `[units, inputs]`, of a convolution
    /// `[filters, channels / groups, lines, columns]`, where each is the sum over all cells of the map.
    public let weightGradients: Tensor
    /// ∂L/∂b, `[units]`, of a convolution `[filters]`; nil where neurons have no bias.
    public let biasGradients: Tensor?
}

extension Model {
    /// How the loss of one example goes back through the network.
    ///
    /// All numbers come from one run of the engine and have the bits of ``predict(_:)-(Tensor)``,
    /// ``trace(_:)`` and ``gradients(on:label:loss:)``.
    ///
    /// - Parameters:
    ///   - input: One example, of the input shape.
    ///   - label: The class that it belongs to; where there is a single output, 0 or 1.
    ///   - loss: How wrong outputs are; by default cross-entropy where the outputs are logits of
    ///     classes, else the quadratic cost.
    /// - Returns: The loss, the outputs, and every layer's values and gradients.
    /// - Throws: ``InspectionError`` where the input does not fit, there is no such label, or a layer
    ///   of neurons has no tensor `weight`.
    public func backpropagation(
        on input: Tensor,
        label: Int,
        loss: (any Loss)? = nil
    ) throws(InspectionError) -> Backpropagation {
        let example = try oneExample(input, label: label)
        let interpretation = information.interpretation
        var neurons: [Record.Neurons] = []
        var hasSlopes: [Bool] = []
        let probe = try makeProbe(of: example, loss) { graph in
            neurons = graph.built.record.neurons
            let slopes = neurons.map(\.slope)
            hasSlopes = slopes.map { $0 != nil }
            let gradients = graph.built.builder.gradients(
                of: graph.loss,
                withRespectTo: neurons.flatMap { [$0.activation, $0.preactivation] }
            )
            return [interpretation(graph.built.output)]
                + neurons.flatMap { [$0.input, $0.preactivation, $0.activation] }
                + gradients + slopes.compactMap { $0 }
        }
        let (gradients, values) = probe(on: example, from: 0, with: weights)
        var rest = values.map { $0[0] }[...]
        func take(_ count: Int) -> [Tensor] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        let outputs = take(1)[0]
        let forward = take(3 * neurons.count)
        let backward = take(2 * neurons.count)
        var layers: [LayerBackpropagation] = []
        for (index, layer) in neurons.enumerated() {
            guard let weights = gradients.gradients[layer.path + ".weight"] else {
                throw .notDense(layer: index + 1)
            }
            layers.append(
                LayerBackpropagation(
                    path: layer.path,
                    function: layer.function,
                    inputs: forward[3 * index],
                    preactivations: forward[3 * index + 1],
                    activations: forward[3 * index + 2],
                    slopes: hasSlopes[index] ? take(1)[0] : nil,
                    activationGradients: backward[2 * index],
                    preactivationGradients: backward[2 * index + 1],
                    weightGradients: weights,
                    biasGradients: gradients.gradients[layer.path + ".bias"]
                )
            )
        }
        return Backpropagation(loss: gradients.loss, outputs: outputs, layers: layers)
    }
}
