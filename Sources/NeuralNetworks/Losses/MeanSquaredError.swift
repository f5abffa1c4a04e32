public import Computation

/// The mean of (output − target)² over an example's outputs.
public struct MeanSquaredError: Loss {
    /// The name in files and options.
    public static let name = "mean-squared-error"

    /// The loss.
    public init() {}

    /// Writes the mean of (output − target)².
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        (outputs - numbers(targets, like: outputs)).squared().meanPerExample()
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == MeanSquaredError {
    /// The mean of (output − target)² over an example's outputs.
    public static var meanSquaredError: Self { MeanSquaredError() }
}
