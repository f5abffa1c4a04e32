public import Computation

/// How far the label's score is from leading all others by 1: max(0, 1 + maxⱼ≠y zⱼ − z_y).
///
/// Once it leads by 1, an example teaches nothing more. Source: Crammer and Singer, "On the
/// Algorithmic Implementation of Multiclass Kernel-based Vector Machines", 2001.
public struct HingeLoss: Loss {
    /// The name in files and options.
    public static let name = "hinge"

    /// The loss.
    public init() {}

    /// Writes maxⱼ (zⱼ + 1 − [j = y]) − z_y, for labels `int32 [batch]`; classes that share the
    /// largest score share the gradient.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        guard outputs.areScores(for: "hinge loss"),
            targets.areLabels(of: outputs, for: "hinge loss")
        else { return outputs }
        let label = targets.oneHot(outputs.shape[1])
        // The label's own score gets + 0 and stays exact, so that the loss is never negative.
        return (outputs + (1 - label)).largest(over: 1..<2) - (outputs * label).sumPerExample()
    }

    /// The largest output is the answer; softmax of the outputs keeps their order, but nothing made
    /// probabilities of them.
    public var interpretation: Interpretation { .classLogits }
}

extension Loss where Self == HingeLoss {
    /// How far the label's score is from leading all others by 1.
    public static var hinge: Self { HingeLoss() }
}
