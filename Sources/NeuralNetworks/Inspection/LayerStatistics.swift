/// How one layer of neurons does on examples: the spread of its numbers, and neurons that no longer
/// learn.
public struct LayerStatistics: Hashable, Sendable {
    /// The layer's path, such as `layers.1`.
    public let path: String
    /// Its weights, without biases.
    public let weights: Histogram
    /// The activations of all its neurons for all examples.
    public let activations: Histogram
    /// The gradient of the examples' mean loss with respect to each of its weights, ∂L/∂w.
    public let gradients: Histogram
    /// The dead neurons: those whose activation is exactly 0 for every example.
    ///
    /// They pass nothing on, and with ReLU no gradient reaches their weights, so these examples never
    /// bring them back. Only functions that are flat at zero have them: ReLU and the threshold unit;
    /// empty for others. Of a convolution they are filters: those whose map is 0 everywhere.
    public let dead: [Int]
    /// The saturated neurons: those whose slope f′(z) is smaller in size than 0.001 for every example.
    ///
    /// They hardly change with their z, so hardly any gradient reaches their weights. Only smooth
    /// functions that flatten out have them: sigmoid, tanh, ELU, GELU, SiLU and softplus; empty for
    /// others. Of a convolution they are filters: those of which no cell is steep.
    public let saturated: [Int]
}

extension Model {
    /// How each layer of neurons does on examples.
    ///
    /// - Parameters:
    ///   - examples: At least one example; a few hundred tell enough.
    ///   - loss: How wrong outputs are; by default cross-entropy where the outputs are logits of
    ///     classes, else the quadratic cost.
    /// - Returns: The layers of neurons in order, all with the weights of one moment.
    /// - Throws: ``InspectionError`` where the examples do not fit, there are none, or a layer of
    ///   neurons has no tensor `weight`.
    public func statistics(
        on examples: Examples,
        loss: (any Loss)? = nil
    ) throws(InspectionError) -> [LayerStatistics] {
        let weights = weights
        let gradients = try gradients(on: examples, loss, with: weights).gradients
        var layers: [NeuronActivity] = []
        try forEachChunk(of: examples.inputs, with: weights) { built in
            let neurons = built.record.neurons
            if layers.isEmpty { layers = neurons.map(NeuronActivity.init) }
            return neurons.flatMap { [$0.activation] + ($0.slope.map { [$0] } ?? []) }
        } _: { _, values in
            var values = values[...]
            for index in layers.indices {
                let activations = values.removeFirst().floats
                let slopes = layers[index].function.isElementwise ? values.removeFirst().floats : []
                layers[index].add(activations: activations, slopes: slopes)
            }
        }
        var result: [LayerStatistics] = []
        for (index, layer) in layers.enumerated() {
            let name = layer.path + ".weight"
            guard let segment = layout.segments.first(where: { $0.parameter.name == name }),
                let gradient = gradients[name]
            else { throw .notDense(layer: index + 1) }
            result.append(
                LayerStatistics(
                    path: layer.path,
                    weights: Histogram(weights[segment]),
                    activations: Histogram(layer.activations),
                    gradients: Histogram(gradient.floats),
                    dead: layer.function.isFlatAtZero ? layer.neurons { !$0.wasActive } : [],
                    saturated: layer.function.saturates ? layer.neurons { !$0.wasSteep } : []
                )
            )
        }
        return result
    }
}

/// What one layer's neurons did for the examples so far.
private struct NeuronActivity {
    struct Neuron {
        var wasActive = false
        var wasSteep = false
    }

    /// A slope below this counts as flat.
    static let flatSlope: Float = 1e-3

    let path: String
    let function: ActivationFunction
    private(set) var activations: [Float] = []
    private var states: [Neuron]

    init(_ layer: Record.Neurons) {
        path = layer.path
        function = layer.function
        let shape = layer.activation.shape
        // The cells of a map share their weights: they learn or die together. Channels come last, so that a
        // place's filter is its remainder.
        let count = layer.convolution == nil ? shape.count / shape[0] : shape[shape.rank - 1]
        states = Array(repeating: Neuron(), count: count)
    }

    mutating func add(activations: [Float], slopes: [Float]) {
        self.activations += activations
        // What is no number is neither dead nor saturated.
        for (place, activation) in activations.enumerated() where activation != 0 {
            states[place % states.count].wasActive = true
        }
        for (place, slope) in slopes.enumerated() where !(abs(slope) < NeuronActivity.flatSlope) {
            states[place % states.count].wasSteep = true
        }
    }

    func neurons(where isMeant: (Neuron) -> Bool) -> [Int] {
        states.indices.filter { isMeant(states[$0]) }
    }
}

extension ActivationFunction {
    /// Whether it is exactly 0 over a range of z.
    fileprivate var isFlatAtZero: Bool {
        switch self {
        case .relu, .step: true
        case .identity, .sigmoid, .tanh, .leakyReLU, .elu, .gelu, .silu, .softplus, .softmax: false
        }
    }

    /// Whether its slope goes to 0 where z is far from 0.
    fileprivate var saturates: Bool {
        switch self {
        case .sigmoid, .tanh, .elu, .gelu, .silu, .softplus: true
        case .identity, .relu, .leakyReLU, .step, .softmax: false
        }
    }
}
