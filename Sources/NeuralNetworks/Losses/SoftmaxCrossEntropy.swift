public import Computation

/// −ln of the probability that softmax of the outputs gives to the label.
public struct SoftmaxCrossEntropy: Loss {
    /// The name in files and options.
    public static let name = "cross-entropy"

    /// The loss.
    public init() {}

    /// Writes −ln softmax(outputs)[label].
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        guard outputs.shape.rank != 2 || outputs.shape[1] != 1 else {
            outputs.builder.fail(
                ShapeError(
                    "cross-entropy chooses between classes, but the network has a single output",
                    remedy: "give it one output for each class, or learn with binary cross-entropy"
                )
            )
            return outputs
        }
        return outputs.crossEntropy(with: targets)
    }

    /// Outputs are logits of classes.
    public var interpretation: Interpretation { .classLogits }
}

extension Loss where Self == SoftmaxCrossEntropy {
    /// −ln of the probability that softmax of the outputs gives to the label.
    public static var softmaxCrossEntropy: Self { SoftmaxCrossEntropy() }
}
