/// What one example wants of one neuron: how its loss L changes with everything the neuron has.
///
/// The counterpart of ``Explanation``, from the loss back: δ = ∂L/∂z = ∂L/∂a · f′(z), and for each
/// weight ∂L/∂wᵢ = δ · aᵢ.
public struct GradientExplanation: Hashable, Sendable, CustomStringConvertible {
    /// One weight's gradient.
    public struct Term: Hashable, Sendable {
        /// Which input of the neuron it belongs to, from 0.
        public let input: Int
        /// The activation that came through the connection, aᵢ.
        public let activation: Float
        /// ∂L/∂wᵢ = δ · aᵢ.
        public let gradient: Float
    }

    /// The layer's path, such as `layers.1`.
    public let path: String
    /// The layer's number; the first layer of neurons is 1.
    public let layer: Int
    /// The neuron's number in its layer, from 0.
    public let neuron: Int
    /// The loss of the example, L.
    public let loss: Float
    /// ∂L/∂a: positive where a larger activation would make the loss larger.
    public let activationGradient: Float
    /// f′(z); nil for a function such as softmax.
    public let slope: Float?
    /// ∂L/∂z, also called δ.
    public let preactivationGradient: Float
    /// ∂L/∂b, which is δ; nil where the neuron has no bias.
    public let biasGradient: Float?
    /// The weights' gradients, largest in size first.
    public let terms: [Term]

    /// The loss, δ and the largest gradients, one to a line.
    public var description: String { text(terms: 10) }

    /// The explanation as text with the largest gradients.
    public func text(terms count: Int) -> String {
        let shown = terms.prefix(count).map { term in
            "  ∂L/∂w of input \(term.input) = δ × \(fixed(Double(term.activation), 5)) = "
                + short(term.gradient)
        }
        let rest = terms.dropFirst(count)
        let chain = slope.map { ["  f′(z) = \(short($0))"] } ?? []
        let product = slope == nil ? "" : "∂L/∂a × f′(z) = "
        let delta = preactivationGradient
        let wish =
            delta > 0
            ? "a smaller z makes the loss smaller"
            : delta < 0
                ? "a larger z makes the loss smaller" : "a little more or less z changes nothing"
        return
            (["layer \(layer) (\(path)), neuron \(neuron): what the example wants of it"]
            + ["  loss L = \(short(loss))", "  ∂L/∂a = \(short(activationGradient))"] + chain
            + ["  δ = ∂L/∂z = \(product)\(short(delta)): \(wish)"] + shown
            + (rest.isEmpty ? [] : ["  \(rest.count) gradients that are no larger"])
            + (biasGradient.map { ["  ∂L/∂b = δ = \(short($0))"] } ?? []))
            .joined(separator: "\n")
    }

    /// Five decimals, or three digits and a power of ten where that would be hardly any of them.
    private func short(_ number: Float) -> String {
        var (number, exponent) = (Double(number), 0)
        guard number != 0, abs(number) < 0.001 else { return fixed(number, 5) }
        while abs(number) < 1 { (number, exponent) = (number * 10, exponent - 1) }
        return "\(fixed(number, 2))e\(exponent)"
    }
}

extension Backpropagation {
    /// What the example wants of one neuron.
    ///
    /// - Parameters:
    ///   - layer: The layer's number; the first layer of neurons is 1.
    ///   - neuron: The neuron's number in its layer, from 0.
    /// - Returns: The loss, the neuron's gradients, and those of all its weights.
    /// - Throws: ``InspectionError`` where there is no such layer or neuron.
    public func explain(layer: Int, neuron: Int) throws(InspectionError) -> GradientExplanation {
        guard layer >= 1, layer <= layers.count else {
            throw .noLayer(layer, count: layers.count)
        }
        let found = layers[layer - 1]
        let (units, inputs) = (found.activations.shape.count, found.inputs.shape.count)
        guard found.inputs.shape.rank == 1, found.weightGradients.shape.count == units * inputs
        else { throw .notDense(layer: layer) }
        guard (0..<units).contains(neuron) else {
            throw .noNeuron(neuron, layer: layer, count: units)
        }
        let gradients = found.weightGradients[neuron].floats
        let terms = found.inputs.floats.enumerated().map { input, activation in
            GradientExplanation.Term(
                input: input,
                activation: activation,
                gradient: gradients[input]
            )
        }
        return GradientExplanation(
            path: found.path,
            layer: layer,
            neuron: neuron,
            loss: loss,
            activationGradient: found.activationGradients.floats[neuron],
            slope: found.slopes?.floats[neuron],
            preactivationGradient: found.preactivationGradients.floats[neuron],
            biasGradient: found.biasGradients?.floats[neuron],
            terms: terms.sorted { (abs($1.gradient), $0.input) < (abs($0.gradient), $1.input) }
        )
    }
}
