/// How far predicted numbers are from the true ones.
public struct RegressionScore: Hashable, Sendable {
    /// How many numbers there are.
    public let count: Int
    /// The mean of |prediction − target|, in the unit of the targets.
    public let meanAbsoluteError: Double
    /// The root of the mean of (prediction − target)², in the unit of the targets.
    public let rootMeanSquaredError: Double
    /// R², the share of the targets' variation that is predicted: 1 − Σ (p − t)² / Σ (t − t̄)².
    ///
    /// 1 is perfect, 0 is no better than always saying the mean, and it has no lower end. Nil where all
    /// targets are equal, where there is none, or where a number is not finite.
    public let determination: Double?

    /// Compares predictions with targets, number by number.
    ///
    /// Without numbers both errors are 0; a NaN makes them NaN.
    public init(predictions: [Float], targets: [Float]) {
        let pairs = zip(predictions, targets).map { (Double($0), Double($1)) }
        let number = Double(max(pairs.count, 1))
        count = pairs.count
        meanAbsoluteError = pairs.reduce(0) { $0 + abs($1.0 - $1.1) } / number
        let squares = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        rootMeanSquaredError = (squares / number).squareRoot()
        let mean = pairs.reduce(0) { $0 + $1.1 } / number
        let variation = pairs.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
        // Of equal targets the mean may be rounded, so that they are compared themselves.
        let isConstant = pairs.allSatisfy { $0.1 == pairs[0].1 }
        let share = 1 - squares / variation
        determination = !isConstant && share.isFinite ? share : nil
    }
}
