public import Computation

/// 1 − cos of the angle between outputs and targets, 1 − o·t / (‖o‖ ‖t‖): between 0 and 2, whatever
/// their lengths.
///
/// Where either is shorter than 10⁻⁸ it has no direction: the distance is 1 and has no gradient.
public struct CosineDistance: Loss {
    /// The name in files and options.
    public static let name = "cosine-distance"

    /// What is shorter than this has no direction.
    private static let shortest: Float = 1e-8

    /// The loss.
    public init() {}

    /// Writes 1 − o·t / (‖o‖ ‖t‖).
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let wanted = numbers(targets, like: outputs)
        let least = CosineDistance.shortest * CosineDistance.shortest
        let bound = outputs.builder.constant([least], shape: [1])
        let squares = [outputs, wanted].map { $0.squared().sumPerExample() }
        // Bounded before the root, whose slope at 0 is infinite.
        let lengths = squares.map { $0.maximum(bound).squareRoot() }
        let hasDirection = squares[0].greater(than: bound) * squares[1].greater(than: bound)
        let cosine = (outputs * wanted).sumPerExample() / lengths[0] / lengths[1]
        return 1 - cosine * hasDirection
    }

    /// Outputs are what was asked for.
    public var interpretation: Interpretation { .values }
}

extension Loss where Self == CosineDistance {
    /// 1 − cos of the angle between outputs and targets.
    public static var cosineDistance: Self { CosineDistance() }
}
