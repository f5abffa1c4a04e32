public import NeuralNetworks

/// What no single unit can do, one hidden layer does: learns XOR by gradients.
///
/// - Parameter seed: The first weights follow from it.
/// - Returns: The network that learned.
/// - Throws: ``TrainingError`` where learning fails.
public func networkThatLearnedXOR(seed: UInt64 = 1) async throws -> Model {
    let truth = LogicalFunction.xor.examples
    let examples = try Examples(
        inputs: Tensor(truth.flatMap { $0.inputs.map(Float.init) }, shape: [4, 2]),
        targets: Tensor(truth.map { $0.wanted ? 1 : 0 } as [Float], shape: [4, 1])
    )
    let network = Network {
        Dense(4, activation: .tanh)
        Dense(1)
    }
    let model = try Model(network, input: [2], seed: seed)
    let trainer = Trainer(
        loss: .binaryCrossEntropy,
        optimizer: .adam(learningRate: 0.05),
        seed: seed,
        processor: Processor(threads: 1)
    )
    for try await _ in trainer.train(model, on: examples, epochs: 300, batchSize: 4) {}
    return model
}
