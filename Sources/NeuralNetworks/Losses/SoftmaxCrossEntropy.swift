public import Computation

/// −ln of the probability that softmax of the outputs gives to the label; for soft labels, the mean
/// of that over the shares tⱼ of the classes: −Σ tⱼ ln pⱼ.
///
/// Of sequences, an example's loss is the mean over its steps, without those whose label is negative; its
/// exponential is the perplexity. PyTorch's mean with `ignore_index` is over the steps of the whole batch
/// instead: both agree where all sequences have as many steps.
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
    /// for soft labels `float32 [batch, classes]`, whose rows sum to 1; for outputs
    /// `[batch, …, classes]` and labels `int32 [batch, …]` the mean over each example's steps.
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
        if outputs.areScoresOfSteps(for: targets) { return meanOverSteps(outputs, targets) }
        guard outputs.areScores(for: "cross-entropy") else { return outputs }
        let areLabels = targets.type.elementType == .int32 && targets.shape.rank == 1
        if areLabels, labelSmoothing == 0 { return outputs.crossEntropy(with: targets) }
        return surprise(outputs, numbers(targets, like: outputs))
    }

    /// −Σ t′ⱼ ln softmax(outputs)ⱼ of each row, from the shares of its classes.
    private func surprise(_ outputs: Symbol, _ shares: Symbol) -> Symbol {
        var shares = shares
        if labelSmoothing > 0 {
            shares =
                shares * Float(1 - labelSmoothing)
                + Float(labelSmoothing / Double(max(outputs.shape[1], 1)))
        }
        return -(shares * outputs.logSoftmax()).sumPerExample()
    }

    /// The mean over those steps of each example whose label is not negative.
    private func meanOverSteps(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let rows = targets.shape.count
        let steps: Shape = [outputs.shape[0], rows / max(outputs.shape[0], 1)]
        let logits = outputs.reshaped(to: [rows, outputs.shape[-1]])
        let labels = targets.reshaped(to: [rows])
        let builder = outputs.builder
        let counts = labels.asFloats().reshaped(to: steps)
            .greater(than: builder.constant([-0.5], shape: [1]))
        let number = counts.sumPerExample().maximum(builder.constant([1], shape: [1]))
        guard builder.failure == nil else { return outputs }
        if labelSmoothing == 0 {
            let losses = logits.crossEntropy(with: labels, ignoringNegative: true)
            return losses.reshaped(to: steps).sumPerExample() / number
        }
        let losses = surprise(logits, labels.oneHot(logits.shape[1])).reshaped(to: steps)
        return (losses * counts).sumPerExample() / number
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
