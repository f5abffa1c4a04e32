package import Computation

/// A layer of neurons as it lies in a network, without any numbers: what there is to look at.
package struct NeuronLayer: Hashable, Sendable {
    /// The layer's path, such as `layers.1`, which also begins the names of its weights.
    package let path: String
    /// The activation function.
    package let function: ActivationFunction
    /// What comes in for one example, as it was before it was flattened: `[height, width, channels]` or
    /// `[inputs]`.
    package let inputs: Shape
    /// What goes out for one example: `[down, across, filters]` of a convolution, `[units]` of a dense layer.
    package let outputs: Shape
    /// What each neuron sees of the inputs, where it does not see all of them.
    package let convolution: ConvolutionGeometry?
}

extension Model {
    /// The layers of neurons in order, as ``trace(_:)`` numbers them from 1.
    package var neuronLayers: [NeuronLayer] {
        let input = TensorType(.float32, Shape([1] + inputShape.sizes))
        // The same network was built when the model was made, so this cannot fail.
        let built = try? BuiltNetwork(network, input: input, mode: .predicting)
        guard let record = built?.record else { return [] }
        return record.neurons.map { layer in
            let inputs = Shape(Array(layer.input.shape.sizes.dropFirst()))
            let before =
                record.rows.prefix { $0.path != layer.path }.reversed()
                .map { Shape(Array($0.output.sizes.dropFirst())) } + [inputShape]
            return NeuronLayer(
                path: layer.path,
                function: layer.function,
                // Flattening keeps every number, and so does all that comes between it and the layer.
                inputs: inputs.rank > 1
                    ? inputs
                    : before.prefix { $0.count == inputs.count }.first { $0.rank > 1 } ?? inputs,
                outputs: Shape(Array(layer.activation.shape.sizes.dropFirst())),
                convolution: layer.convolution
            )
        }
    }
}
