public import Computation

/// The mean of |output − target| over an example's outputs: one answer that is far off weighs less
/// than with squares.
public struct MeanAbsoluteError: Loss {
    /// The name in files and options.
    public static let name = "mean-absolute-error"

    /// The loss.
    public init() {}

    /// Writes the mean of |output − target|; its slope where both are equal is 0.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        (outputs - numbers(targets, like: outputs)).absolute().meanPerExample()
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == MeanAbsoluteError {
    /// The mean of |output − target| over an example's outputs.
    public static var meanAbsoluteError: Self { MeanAbsoluteError() }
}
