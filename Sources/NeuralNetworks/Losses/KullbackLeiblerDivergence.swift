public import Computation

/// How much softmax of the outputs misses of a target distribution t: Σ tⱼ (ln tⱼ − ln pⱼ), in nats;
/// 0 where both are equal.
///
/// Its gradient is that of ``SoftmaxCrossEntropy`` with the same targets; the two differ by the
/// targets' own entropy. Source: Kullback and Leibler, "On Information and Sufficiency", 1951.
public struct KullbackLeiblerDivergence: Loss {
    /// The name in files and options.
    public static let name = "kullback-leibler"

    /// The loss.
    public init() {}

    /// Writes Σ tⱼ (ln tⱼ − ln softmax(outputs)ⱼ), where 0·ln 0 is 0.
    ///
    /// Targets are distributions `float32 [batch, classes]`, numbers from 0 on that sum to 1, or labels
    /// `int32 [batch]`, which are certain of one class.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        guard outputs.areScores(for: "Kullback–Leibler divergence") else { return outputs }
        let shares = numbers(targets, like: outputs)
        let smallest = outputs.builder.constant([.leastNormalMagnitude], shape: [1])
        let logarithms = shares.maximum(smallest).logarithm()
        return (shares * (logarithms - outputs.logSoftmax())).sumPerExample()
    }

    /// Outputs are logits of classes.
    public var interpretation: Interpretation { .classLogits }
}

extension Loss where Self == KullbackLeiblerDivergence {
    /// How much softmax of the outputs misses of a target distribution.
    public static var kullbackLeiblerDivergence: Self { KullbackLeiblerDivergence() }
}
