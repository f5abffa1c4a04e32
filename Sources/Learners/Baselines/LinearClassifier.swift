public import NeuralNetworks

/// A linear classifier: one dense layer with softmax on all numbers of an example, trained for a moment by the
/// usual trainer.
public struct LinearClassifier: Sendable {
    private let model: Model

    /// Learns.
    ///
    /// - Parameters:
    ///   - examples: What it learns from, with labels.
    ///   - classes: How many classes there are.
    ///   - seed: First weights and the order of examples follow from it.
    ///   - processor: What part of the processor is used.
    /// - Throws: `TrainingError` where the examples do not fit.
    public init(
        _ examples: Examples,
        classes: Int,
        seed: UInt64 = 1,
        processor: Processor = Processor()
    ) throws {
        let network = Network {
            Flatten()
            Dense(classes)
        }
        model = try Model(
            network,
            input: examples.inputShape,
            seed: seed,
            information: ModelInformation(interpretation: .classLogits),
            processor: processor
        )
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adamW(learningRate: 0.001, weightDecay: 0.01),
            schedule: .cosine(),
            seed: seed,
            processor: processor
        )
        // Some 2,000 steps, whatever the number of examples.
        let steps = 2000
        let training = try PacedTraining(trainer, model: model, on: examples, steps: steps)
        try training.advance(by: steps)
        training.finish()
    }

    /// The likeliest class for each of some inputs, `[count, …]`.
    ///
    /// - Throws: `ShapeError` where the inputs do not fit.
    public func answers(for inputs: Tensor) throws(ShapeError) -> [Int] {
        try model.classify(inputs).map(\.answer)
    }
}
