public import Computation

/// The mean over an example's outputs of ½e² where the error e = output − target is at most δ in
/// size, and of δ(|e| − ½δ) beyond: near the answer like squares, far from it a straight line.
///
/// Source: Huber, "Robust Estimation of a Location Parameter", 1964.
public struct HuberLoss: Loss {
    /// The name in files and options.
    public static let name = "huber"
    /// δ, the size of an error from which on the loss is a straight line; above 0.
    public var delta: Double

    /// The loss, by default with δ = 1.
    public init(delta: Double = 1) {
        self.delta = delta
    }

    /// Writes the mean of m·(|e| − ½m), where m is the smaller of |e| and δ, which are both branches
    /// in one.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let delta = Float(delta)
        guard delta > 0, delta.isFinite else {
            outputs.builder.fail(
                ShapeError(
                    "the delta of the Huber loss must be a number above 0, not \(self.delta)",
                    remedy: "1 is usual"
                )
            )
            return outputs
        }
        let size = (outputs - numbers(targets, like: outputs)).absolute()
        let bounded = size.minimum(outputs.builder.constant([delta], shape: [1]))
        return (bounded * (size - bounded * 0.5)).meanPerExample()
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == HuberLoss {
    /// ½e² for errors up to δ, and a straight line beyond.
    public static func huber(delta: Double = 1) -> Self { HuberLoss(delta: delta) }
}
