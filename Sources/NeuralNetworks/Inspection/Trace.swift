public import Computation

/// The values of one layer of neurons for some input.
///
/// A convolution's neurons are the cells of its feature maps: its inputs are `[…, height, width, channels]`, its
/// sums and activations `[…, down, across, filters]`.
public struct LayerTrace: Hashable, Sendable {
    /// The layer's path, such as `layers.1`, which also begins the names of its weights.
    public let path: String
    /// The activation function.
    public let function: ActivationFunction
    /// What the layer was given, `[batch, …, inputs]`.
    public let inputs: Tensor
    /// The weighted sums plus bias, z, `[batch, …, units]`.
    public let preactivations: Tensor
    /// What the activation function made of them, a = f(z), `[batch, …, units]`.
    public let activations: Tensor
    /// What each neuron sees of the inputs, where it does not see all of them.
    package let convolution: ConvolutionGeometry?
}

extension Model {
    /// The values of every layer of neurons for an input, exactly those that ``predict(_:)-(Tensor)``
    /// computes with.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    /// - Returns: The layers of neurons in order; a single example's values have no batch dimension.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func trace(_ input: Tensor) throws(ShapeError) -> [LayerTrace] {
        try trace(input, weights)
    }

    /// The values with the given weights: while a model learns, each reader gets others.
    func trace(_ input: Tensor, _ weights: Weights) throws(ShapeError) -> [LayerTrace] {
        let isSingle = input.shape == inputShape
        let batch = isSingle ? input.reshaped(to: Shape([1] + inputShape.sizes)) : input
        guard Array(batch.shape.sizes.dropFirst()) == inputShape.sizes, batch.shape.rank > 0 else {
            throw .examples(input.shape, expected: inputShape)
        }
        let built = try BuiltNetwork(
            network,
            input: TensorType(batch.elementType, batch.shape),
            mode: .predicting
        )
        let neurons = built.record.neurons
        let wanted = neurons.flatMap { [$0.input, $0.preactivation, $0.activation] }
        let values = try Probe(wanted, of: built, self).values(of: batch, with: weights)
            .map { isSingle ? $0[0] : $0 }
        return neurons.enumerated().map { index, layer in
            LayerTrace(
                path: layer.path,
                function: layer.function,
                inputs: values[3 * index],
                preactivations: values[3 * index + 1],
                activations: values[3 * index + 2],
                convolution: layer.convolution
            )
        }
    }
}
