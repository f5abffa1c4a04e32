public import Computation

/// −(1 − p)^γ ln p, where p is the probability that softmax gives to the label: cross-entropy in which
/// examples that are answered well count little.
///
/// With γ = 0 it is cross-entropy. Source: Lin, Goyal, Girshick, He, Dollár, "Focal Loss for Dense
/// Object Detection", 2017, equation 4, with softmax in the place of sigmoid.
public struct FocalLoss: Loss {
    /// The name in files and options.
    public static let name = "focal"
    /// γ, how strongly what is known already is left aside; at least 0.
    public var gamma: Double

    /// Below this share of the other classes, the loss is too small to tell from 0.
    private static let smallestRest: Float = 1e-30

    /// The loss, by default with the paper's γ = 2.
    public init(gamma: Double = 2) {
        self.gamma = gamma
    }

    /// Writes −(1 − p)^γ ln p, for labels `int32 [batch]`.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        guard Float(gamma) >= 0, Float(gamma).isFinite else {
            outputs.builder.fail(
                ShapeError(
                    "the gamma of the focal loss must be a number not below 0, not \(gamma)",
                    remedy: "2 is usual"
                )
            )
            return outputs
        }
        guard outputs.areScores(for: "focal loss"),
            targets.areLabels(of: outputs, for: "focal loss")
        else { return outputs }
        // 1 − p as the sum of the others, which is exact where p rounds to 1.
        let others = 1 - targets.oneHot(outputs.shape[1])
        let rest = (outputs.softmax() * others).sumPerExample()
        let bound = outputs.builder.constant([FocalLoss.smallestRest], shape: [1])
        let weight = (rest.maximum(bound).logarithm() * Float(gamma)).exponential()
        return weight * outputs.crossEntropy(with: targets)
    }

    /// Outputs are logits of classes.
    public var interpretation: Interpretation { .classLogits }
}

extension Loss where Self == FocalLoss {
    /// Cross-entropy in which examples that are answered well count little.
    public static func focal(gamma: Double = 2) -> Self { FocalLoss(gamma: gamma) }
}
