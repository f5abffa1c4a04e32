public import Computation

/// How far the farthest example of the same class is from being nearer than the nearest of another, by a
/// margin: max(0, m + max d(i, p) − min d(i, n)).
///
/// d is the length of the difference of two embeddings; p runs over the other examples of i's class in the
/// batch, n over those of all other classes. Where either is missing the loss is 0.
///
/// Outputs are embeddings `[batch, width]`, taken as they are: end the network with ``UnitLength`` to compare
/// directions alone. Targets are labels `int32 [batch]`, which may be any whole numbers below 2²⁴ in size: only
/// whether two are equal counts. Source: Hermans, Beyer, Leibe, "In Defense of the Triplet Loss for Person
/// Re-Identification", 2017, equation 5.
public struct TripletLoss: Loss {
    /// The name in files and options.
    public static let name = "triplet"
    /// m, by how much nearer the own class must be; above 0.
    public var margin: Double

    /// Distances below this have no slope.
    private static let shortest: Float = 1e-6

    /// The loss, by default with the paper's m = 0.2.
    public init(margin: Double = 0.2) {
        self.margin = margin
    }

    /// Writes max(0, m + max d(i, p) − min d(i, n)); pairs at the same distance share the gradient.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let margin = Float(margin)
        guard margin > 0, margin.isFinite else {
            outputs.builder.fail(
                ShapeError(
                    "the margin of the triplet loss must be a number above 0, not \(self.margin)",
                    remedy: "0.2 is usual"
                )
            )
            return outputs
        }
        guard let pairs = BatchPairs(outputs, targets, for: "triplet loss") else { return outputs }
        let (batch, width) = (outputs.shape[0], outputs.shape[1])
        // Differences themselves, as products of the embeddings would lose what nearly equal ones differ by.
        let differences =
            outputs.reshaped(to: [batch, 1, width]) - outputs.reshaped(to: [1, batch, width])
        let shortest = TripletLoss.shortest
        let bound = outputs.builder.constant([shortest * shortest], shape: [1])
        // Bounded before the root, whose slope at 0 is infinite.
        let distances = differences.squared().sum(over: 2..<3).maximum(bound).squareRoot()
        let farthest = distances - (1 - pairs.areAlike) * BatchPairs.never
        let nearest = -distances - (1 - pairs.areOfOtherClasses) * BatchPairs.never
        return (farthest.largest(over: 1..<2) + nearest.largest(over: 1..<2) + margin).relu()
    }

    /// Outputs are embeddings.
    public var interpretation: Interpretation { .values }

    /// Labels say which examples of the batch belong together.
    public var comparesExamples: Bool { true }
}

extension Loss where Self == TripletLoss {
    /// How far the own class is from being nearer than every other, by a margin.
    public static func triplet(margin: Double = 0.2) -> Self { TripletLoss(margin: margin) }
}
