public import Computation

/// How one neuron came to its activation: a = f(w₁·a₁ + w₂·a₂ + … + b).
///
/// A neuron of a convolution is one cell of a feature map, and its terms are the numbers of its patch that lie
/// inside the picture.
public struct Explanation: Hashable, Sendable, CustomStringConvertible {
    /// One term of the weighted sum.
    public struct Term: Hashable, Sendable {
        /// Which of the layer's inputs it is, from 0, row by row where they are pictures:
        /// (line · width + column) · channels + channel.
        public let input: Int
        /// The weight of the connection.
        public let weight: Float
        /// The activation that came through it.
        public let activation: Float
        /// weight × activation.
        public var product: Float { weight * activation }
    }

    /// The layer's path, such as `layers.1`.
    public let path: String
    /// The layer's number; the first layer of neurons is 1.
    public let layer: Int
    /// The neuron's number in its layer, from 0.
    public let neuron: Int
    /// The terms of the weighted sum, largest in size first.
    public let terms: [Term]
    /// The neuron's bias.
    public let bias: Float
    /// The weighted sum plus bias, exactly as the network computed it.
    public let z: Float
    /// The activation function.
    public let function: ActivationFunction
    /// f(z), what the neuron passes on.
    public let activation: Float

    /// The largest terms, bias, z and activation, one to a line.
    public var description: String { text(terms: 10) }

    /// The explanation as text with the largest terms.
    public func text(terms count: Int) -> String {
        let shown = terms.prefix(count).map { term in
            "  weight \(fixed(Double(term.weight), 5)) × input \(term.input) "
                + "\(fixed(Double(term.activation), 5)) = \(fixed(Double(term.product), 5))"
        }
        let rest = terms.dropFirst(count)
        let restSum = rest.reduce(0) { $0 + Double($1.product) }
        let others =
            rest.isEmpty
            ? [] : ["  \(rest.count) smaller terms together = \(fixed(restSum, 5))"]
        return
            (["layer \(layer) (\(path)), neuron \(neuron): a = f(Σ wᵢ·aᵢ + b)"] + shown + others
            + [
                "  bias = \(fixed(Double(bias), 5))", "  z = \(fixed(Double(z), 5))",
                "  a = \(function.formula) = \(fixed(Double(activation), 5))",
            ]).joined(separator: "\n")
    }
}

/// A part of a network that cannot be looked at.
public enum InspectionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The input does not fit.
    case shape(ShapeError)
    /// There is no such layer of neurons.
    case noLayer(Int, count: Int)
    /// There is no such neuron.
    case noNeuron(Int, layer: Int, count: Int)
    /// One example was expected, not a batch.
    case notOneExample(Shape, expected: Shape)
    /// The layer's neurons have no weighted sums over a list of numbers.
    case notDense(layer: Int)
    /// A label names no output.
    case labelOutOfRange(Int, outputs: Int)
    /// The examples do not fit the model.
    case examples(TrainingError)
    /// A setting is outside what makes sense.
    case setting(name: String, value: String, expected: String)
    /// A map of where was asked for, and there are no feature maps.
    case noConvolution

    /// One line: what was wrong and what there is.
    public var description: String {
        switch self {
        case .shape(let error): error.description
        case .noLayer(let layer, let count):
            "there is no layer \(layer); the layers of neurons are 1 to \(count)"
        case .noNeuron(let neuron, let layer, let count):
            "there is no neuron \(neuron) in layer \(layer); its neurons are 0 to \(count - 1)"
        case .notOneExample(let found, let expected):
            "one example of shape \(expected) is looked at, not \(found)"
        case .notDense(let layer):
            "layer \(layer) is not a dense layer, so its neurons cannot be explained term by term"
        case .labelOutOfRange(let label, 1):
            "there is no label \(label); the network's single output answers 0 or 1"
        case .labelOutOfRange(let label, let outputs):
            "there is no label \(label); the network has the outputs 0 to \(outputs - 1)"
        case .examples(let error): error.description
        case .setting(let name, let value, let expected):
            "the \(name) must be \(expected), not \(value)"
        case .noConvolution:
            "the network has no convolution over pictures, whose feature maps would say where"
        }
    }
}
