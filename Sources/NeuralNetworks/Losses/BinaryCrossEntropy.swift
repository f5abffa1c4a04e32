public import Computation

/// For independent yes-or-no questions, −ln of the probability that sigmoid of each output gives to
/// its answer, summed over an example's outputs: softplus(z) − z·y.
public struct BinaryCrossEntropy: Loss {
    /// The name in files and options.
    public static let name = "binary-cross-entropy"

    /// The loss.
    public init() {}

    /// Writes Σ softplus(z) − z·y, which is −Σ y ln σ(z) + (1 − y) ln (1 − σ(z)) without overflow.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        (outputs.softplus() - outputs * numbers(targets, like: outputs)).sumPerExample()
    }

    /// Outputs are logits of independent questions.
    public var interpretation: Interpretation { .independentLogits }
}

extension Loss where Self == BinaryCrossEntropy {
    /// −ln of the probability that sigmoid of each output gives to its answer.
    public static var binaryCrossEntropy: Self { BinaryCrossEntropy() }
}
