public import Computation

/// How far examples of the same class are from being the ones that an embedding is most like, among all
/// others of the batch.
///
/// For an example i with the others P of its class, and s the cosine of the angle between two embeddings,
/// it is the mean over p in P of −ln (exp(s(i, p)/τ) / Σ exp(s(i, a)/τ)), where a runs over all examples of
/// the batch but i. An example that is alone in its class has the loss 0.
///
/// Outputs are embeddings `[batch, width]` of any length; targets are labels `int32 [batch]`, which may be
/// any whole numbers below 2²⁴ in size: only whether two are equal counts. Source: Khosla, Teterwak, Wang,
/// Sarna, Tian, Isola, Maschinot, Liu, Krishnan, "Supervised Contrastive Learning", 2020, equation 2.
public struct SupervisedContrastiveLoss: Loss {
    /// The name in files and options.
    public static let name = "supervised-contrastive"
    /// τ, which cosines are divided by: the smaller, the more the nearest examples count; above 0.
    public var temperature: Double

    /// The loss, by default with the paper's τ = 0.1.
    public init(temperature: Double = 0.1) {
        self.temperature = temperature
    }

    /// Writes the mean of −ln softmax(s/τ) over the others of each example's class.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let scale = Float(1 / temperature)
        guard scale > 0, scale.isFinite else {
            outputs.builder.fail(
                ShapeError(
                    "the temperature of the contrastive loss must be a number above 0, not "
                        + "\(temperature)",
                    remedy: "0.1 is usual"
                )
            )
            return outputs
        }
        guard let pairs = BatchPairs(outputs, targets, for: "supervised contrastive loss") else {
            return outputs
        }
        let directions = outputs.withUnitLength(epsilon: 1e-6)
        let similarities = directions.matmul(directions, transposingSecond: true) * scale
        let shares = (similarities - pairs.isSelf * BatchPairs.never).logSoftmax()
        let sum = (shares * pairs.areAlike).sumPerExample()
        let one = outputs.builder.constant([1], shape: [1])
        return -sum / pairs.areAlike.sumPerExample().maximum(one)
    }

    /// Outputs are embeddings.
    public var interpretation: Interpretation { .values }

    /// Labels say which examples of the batch belong together.
    public var comparesExamples: Bool { true }
}

extension Loss where Self == SupervisedContrastiveLoss {
    /// How far examples of the same class are from being the ones that an embedding is most like.
    public static func supervisedContrastive(temperature: Double = 0.1) -> Self {
        SupervisedContrastiveLoss(temperature: temperature)
    }
}
