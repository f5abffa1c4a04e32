import Computation
import NeuralNetworks

/// Goes through a network layer by layer and notes what its function must do.
struct NetworkReading {
    /// The kinds of layer that are understood.
    ///
    /// Every other one, also of later versions, is refused rather than guessed.
    static let kinds = [
        Activation.name, Dense.name, NeuralNetworks.Dropout.name, Flatten.name, Named.name,
        Network.name,
    ]

    private(set) var steps: [SourceCode.Step] = []
    private var shape: [Int]
    private let tensors: [String: Tensor]

    init(_ inputShape: [Int], _ tensors: [String: Tensor]) {
        shape = inputShape
        self.tensors = tensors
    }

    /// Notes all layers of a network, whose paths begin with `path`.
    mutating func read(_ network: Network, at path: String) throws(SourceCodeError) {
        let layers = network.layers
        for (layer, label) in zip(layers, labels(of: layers, numberedAfter: "layers")) {
            try read(layer, at: path.isEmpty ? label : path + "." + label)
        }
    }

    private mutating func read(
        _ layer: any Layer,
        at path: String
    ) throws(SourceCodeError) {
        switch layer {
        case let layer as Named: try read(layer.layer, at: path)
        case let layer as Network: try read(layer, at: path)
        case let layer as Dense: try read(layer, at: path)
        case let layer as Activation: try apply(layer.function, at: path, layer.description)
        // The numbers stay in their order.
        case is Flatten: shape = [shape.reduce(1, *)]
        // Drops only while a network learns.
        case is NeuralNetworks.Dropout: break
        default: throw .unknownLayer(path: path, layer: layer.description)
        }
    }

    private mutating func read(_ layer: Dense, at path: String) throws(SourceCodeError) {
        guard shape.count == 1, let weights = try values(path + ".weight") else {
            throw .notOneList(path: path, layer: layer.description, shape: shape)
        }
        let inputs = shape[0]
        steps.append(
            SourceCode.Step(
                path: path,
                inputs: inputs,
                units: layer.units,
                weights: (0..<layer.units).map { Array(weights[$0 * inputs..<($0 + 1) * inputs]) },
                biases: layer.usesBias ? try values(path + ".bias") : nil,
                function: layer.activation
            )
        )
        shape = [layer.units]
    }

    /// Notes a function of every number; softmax is one of all of them together.
    mutating func apply(
        _ function: ActivationFunction,
        at path: String,
        _ layer: String
    ) throws(SourceCodeError) {
        guard function != .softmax || shape.count == 1 else {
            throw .notOneList(path: path, layer: layer, shape: shape)
        }
        if let last = steps.last, function == .identity || last.function == .identity {
            if function != .identity { steps[steps.count - 1].function = function }
            return
        }
        let count = shape.reduce(1, *)
        steps.append(
            SourceCode.Step(
                path: path,
                inputs: count,
                units: count,
                weights: nil,
                biases: nil,
                function: function
            )
        )
    }

    private func values(_ name: String) throws(SourceCodeError) -> [Float]? {
        let values = tensors[name]?.floats
        if let index = values?.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(name: name, index: index)
        }
        return values
    }
}
