public import Computation

extension Model {
    /// How one neuron comes to its activation for an input, term by term.
    ///
    /// - Parameters:
    ///   - layer: The layer's number; the first layer of neurons is 1.
    ///   - neuron: The neuron's number in its layer, from 0; in a convolution it is one cell of a feature
    ///     map, (line · columns + column) · filters + filter.
    ///   - input: One example, of the input shape.
    /// - Returns: Every term of the sum, the bias, z and the activation.
    /// - Throws: ``InspectionError`` where there is no such layer or neuron, the input does not fit, or
    ///   the layer's neurons have no weighted sums of what came in.
    public func explain(
        layer: Int,
        neuron: Int,
        on input: Tensor
    ) throws(InspectionError) -> Explanation {
        guard input.shape == inputShape else {
            throw .notOneExample(input.shape, expected: inputShape)
        }
        let weights = weights
        let traces: [LayerTrace]
        do throws(ShapeError) { traces = try trace(input, weights) } catch { throw .shape(error) }
        guard layer >= 1, layer <= traces.count else {
            throw .noLayer(layer, count: traces.count)
        }
        let trace = traces[layer - 1]
        func values(_ name: String) -> [Float]? {
            layout.segments.first { $0.parameter.name == trace.path + "." + name }
                .map { weights[$0] }
        }
        let units = trace.activations.shape.count
        guard let connections = NeuronConnections(trace), let matrix = values("weight"),
            matrix.count == connections.weightCount
        else { throw .notDense(layer: layer) }
        guard (0..<units).contains(neuron) else {
            throw .noNeuron(neuron, layer: layer, count: units)
        }
        let inputs = trace.inputs.floats
        let terms = connections.of(neuron).map { input, weight in
            Explanation.Term(input: input, weight: matrix[weight], activation: inputs[input])
        }
        return Explanation(
            path: trace.path,
            layer: layer,
            neuron: neuron,
            terms: terms.sorted { (abs($1.product), $0.input) < (abs($0.product), $1.input) },
            bias: values("bias")?[neuron % connections.outputs] ?? 0,
            z: trace.preactivations.floats[neuron],
            function: trace.function,
            activation: trace.activations.floats[neuron]
        )
    }
}

/// Which inputs of its layer a neuron sees, and by which weights.
private struct NeuronConnections {
    /// How many inputs a dense layer has, or how many channels a convolution.
    let inputs: Int
    /// How many neurons a dense layer has, or how many filters a convolution.
    let outputs: Int
    /// What each neuron sees; nil where it sees all.
    let convolution: ConvolutionGeometry?

    /// The connections of a layer of one example; nil where neurons are not connected in one of these ways.
    init?(_ trace: LayerTrace) {
        convolution = trace.convolution
        let (before, after) = (trace.inputs.shape.sizes, trace.activations.shape.sizes)
        let rank = convolution == nil ? 1 : 3
        guard before.count == rank, after.count == rank else { return nil }
        (inputs, outputs) = (before[rank - 1], after[rank - 1])
    }

    /// How many weights the layer has.
    var weightCount: Int {
        guard let convolution else { return inputs * outputs }
        return outputs * (inputs / convolution.groups) * convolution.kernel.reduce(1, *)
    }

    /// The places of the inputs that a neuron sees, and those of their weights in the tensor `weight`.
    func of(_ neuron: Int) -> [(input: Int, weight: Int)] {
        guard let convolution else {
            return (0..<inputs).map { ($0, neuron * inputs + $0) }
        }
        let (filter, position) = (neuron % outputs, neuron / outputs)
        let columns = convolution.positions[1]
        let channels = inputs / convolution.groups
        let first = filter / (outputs / convolution.groups) * channels
        let kernelSize = convolution.kernel.reduce(1, *)
        var result: [(input: Int, weight: Int)] = []
        convolution.forEachPixel(seenFrom: [position / columns, position % columns]) {
            pixel,
            place in
            for channel in 0..<channels {
                result.append(
                    (
                        pixel * inputs + first + channel,
                        (filter * channels + channel) * kernelSize + place
                    )
                )
            }
        }
        return result
    }
}
