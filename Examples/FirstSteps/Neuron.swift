public import NeuralNetworks

/// One neuron with three inputs: a = σ(x₁w₁ + x₂w₂ + x₃w₃ + b), the smallest network there is.
///
/// - Parameters:
///   - weights: w₁, w₂, w₃: how much each input counts, and which way.
///   - bias: b: how high the sum must be before the neuron becomes active.
/// - Returns: The network of one neuron, with these weights.
/// - Throws: ``ShapeError`` or ``ParameterError`` where the weights are not three.
public func neuron(weights: [Float], bias: Float) throws -> Model {
    let model = try Model(Network { Dense(1, activation: .sigmoid) }, input: [3])
    try model.setParameter("layers.0.weight", to: Tensor(weights, shape: [1, weights.count]))
    try model.setParameter("layers.0.bias", to: Tensor([bias]))
    return model
}
