public import Computation

/// ½ Σ (output − target)², the cost that introductions begin with; labels count as rows of zeros
/// with a one.
///
/// Source: Nielsen, "Neural Networks and Deep Learning", 2015, equation 6.
public struct QuadraticCost: Loss {
    /// The name in files and options.
    public static let name = "quadratic"

    /// The loss.
    public init() {}

    /// Writes ½ Σ (output − target)².
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        (outputs - numbers(targets, like: outputs)).squared().sumPerExample() * 0.5
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == QuadraticCost {
    /// ½ Σ (output − target)².
    public static var quadratic: Self { QuadraticCost() }
}
