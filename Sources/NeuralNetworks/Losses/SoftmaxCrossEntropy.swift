public import Computation

/// −ln of the probability that softmax of the outputs gives to the label; for soft labels, the mean
/// of that over the shares tⱼ of the classes: −Σ tⱼ ln pⱼ.
public struct SoftmaxCrossEntropy: Loss {
    /// The name in files and options.
    public static let name = "cross-entropy"
    /// ε, the share of each target that is spread evenly over all classes, so that outputs need not
    /// grow without end: t′ = (1 − ε)·t + ε/classes.
    ///
    /// At least 0 and less than 1. Source: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, "Rethinking the
    /// Inception Architecture for Computer Vision", 2016, section 7.
    public var labelSmoothing: Double

    /// The loss, without smoothing when nothing is said.
    public init(labelSmoothing: Double = 0) {
        self.labelSmoothing = labelSmoothing
    }

    /// Writes −ln softmax(outputs)[label] for labels `int32 [batch]`, and −Σ tⱼ ln softmax(outputs)ⱼ
    /// for soft labels `float32 [batch, classes]`, whose rows sum to 1.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        guard (0..<1).contains(labelSmoothing) else {
            outputs.builder.fail(
                ShapeError(
                    "label smoothing must be at least 0 and less than 1, not \(labelSmoothing)",
                    remedy: "0.1 is usual"
                )
            )
            return outputs
        }
        guard outputs.areScores(for: "cross-entropy") else { return outputs }
        let areLabels = targets.type.elementType == .int32 && targets.shape.rank == 1
        if areLabels, labelSmoothing == 0 { return outputs.crossEntropy(with: targets) }
        var shares = numbers(targets, like: outputs)
        if labelSmoothing > 0 {
            shares =
                shares * Float(1 - labelSmoothing)
                + Float(labelSmoothing / Double(max(outputs.shape[1], 1)))
        }
        return -(shares * outputs.logSoftmax()).sumPerExample()
    }

    /// Outputs are logits of classes.
    public var interpretation: Interpretation { .classLogits }
}

extension Loss where Self == SoftmaxCrossEntropy {
    /// −ln of the probability that softmax of the outputs gives to the label.
    public static var softmaxCrossEntropy: Self { SoftmaxCrossEntropy() }

    /// The same, with a share of each target spread evenly over all classes.
    public static func softmaxCrossEntropy(labelSmoothing: Double) -> Self {
        SoftmaxCrossEntropy(labelSmoothing: labelSmoothing)
    }
}
