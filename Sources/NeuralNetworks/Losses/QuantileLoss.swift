public import Computation

/// The mean over an example's outputs of how far each misses its quantile of the answer: τ·e where the error
/// e = target − output is above 0, (τ − 1)·e below; the pinball loss.
///
/// What is learned with it lies above the answer in a share τ of all cases. For each target there are as many
/// outputs as quantiles, beside each other: outputs `[batch, targets · quantiles]`.
///
/// Source: Koenker and Bassett, "Regression Quantiles", 1978.
public struct QuantileLoss: Loss {
    /// The name in files and options.
    public static let name = "quantile"
    /// τ, the shares of answers that lie below the outputs; each between 0 and 1.
    public var quantiles: [Double]

    /// The loss, by default of the median.
    public init(_ quantiles: [Double] = [0.5]) { self.quantiles = quantiles }

    /// Writes the mean of the larger of τ·e and (τ − 1)·e.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let builder = outputs.builder
        guard !quantiles.isEmpty, quantiles.allSatisfy({ $0 > 0 && $0 < 1 }) else {
            builder.fail(
                ShapeError(
                    "quantiles are one or more numbers between 0 and 1, not \(quantiles)",
                    remedy: "[0.05, 0.5, 0.95] are the median and a band of 90 %"
                )
            )
            return outputs
        }
        let answers = quantiles.count > 1 ? targets.asFloats() : numbers(targets, like: outputs)
        let batch = outputs.shape.sizes.first ?? 0
        let count = answers.shape.count / max(batch, 1)
        guard outputs.shape.count == answers.shape.count * quantiles.count else {
            builder.fail(
                ShapeError(
                    "the loss compares outputs \(outputs.shape) with \(quantiles.count) quantiles "
                        + "of targets \(targets.shape)",
                    remedy: "let the last layer have \(count * quantiles.count) neurons"
                )
            )
            return outputs
        }
        let shares = builder.constant(quantiles.map { Float($0) }, shape: [quantiles.count])
        let errors =
            answers.reshaped(to: [batch, count, 1])
            - outputs.reshaped(to: [batch, count, quantiles.count])
        return (shares * errors).maximum((shares - 1) * errors).meanPerExample()
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == QuantileLoss {
    /// How far outputs miss their quantiles of the answer.
    public static func quantile(_ quantiles: [Double] = [0.5]) -> Self { QuantileLoss(quantiles) }
}
