import Computation
public import NeuralNetworks

/// Points of a plane in two classes, the smallest data on which one sees a network learn.
///
/// Both coordinates are within about −1…1. Label 0 is called orange, label 1 blue; of every two
/// points in a row one is orange and one is blue.
///
/// ```swift
/// let training = PlanePoints(.moons, seed: 1).examples(500, of: .training)
/// ```
///
/// A point is a pure function of figure, noise, seed, part and index: the same on every machine.
public struct PlanePoints: Hashable, Sendable {
    /// How the two classes lie in the plane.
    public enum Figure: String, Hashable, Sendable, Codable, CaseIterable {
        /// A blue disc in an orange ring.
        case circle
        /// Two half rings, each with an end in the other's bend.
        case moons
        /// Two arms that wind around each other.
        case spiral
        /// Four squares, blue where both coordinates have different signs: "either, but not both".
        case xor
        /// One round cloud for each class, which a single neuron can tell apart.
        case clusters
    }

    /// How the classes lie.
    public let figure: Figure
    /// The standard deviation of a point's shift from its place in the figure, along both
    /// coordinates.
    public let noise: Float
    /// The seed that all points come from.
    public let seed: UInt64

    /// The points of a figure.
    ///
    /// - Parameters:
    ///   - figure: How the classes lie.
    ///   - noise: How far points stray: the standard deviation of their shift, where the whole figure
    ///     is about 2 wide; no shift is beyond 3.5 of it. Up to 0.05, the classes hardly mix.
    ///   - seed: Another seed gives other points.
    public init(_ figure: Figure, noise: Float = 0.05, seed: UInt64 = 1) {
        self.figure = figure
        self.noise = noise
        self.seed = seed
    }

    /// One point and its label.
    ///
    /// - Parameters:
    ///   - index: Which one, from 0 to 2³² − 1.
    ///   - part: What it is for.
    /// - Returns: The coordinates, x to the right and y up, and 0 for orange or 1 for blue.
    public func point(
        at index: Int,
        of part: GeneratedDigits.Part
    ) -> (x: Float, y: Float, label: Int) {
        precondition(index >= 0 && index <= UInt32.max, "there is no point \(index)")
        // Of two in a row, the first one's label is random and the second one's is the other.
        var pair = RandomStream(seed: seed, for: "point label", part.rawValue, index / 2)
        let label = (pair.integer(below: 2) + index) % 2
        var stream = RandomStream(seed: seed, for: "point", part.rawValue, index)
        let place = figure.place(ofClass: label, from: &stream)
        return (place.x + noise * stream.bell(), place.y + noise * stream.bell(), label)
    }

    /// The first points of a part.
    ///
    /// - Parameters:
    ///   - count: How many points.
    ///   - part: What they are for; no part has a point of another.
    /// - Returns: The coordinates as inputs, `float32` of shape `[count, 2]`, and the labels as
    ///   targets, `int32` of shape `[count]`.
    public func examples(_ count: Int, of part: GeneratedDigits.Part) -> Examples {
        precondition(count >= 0, "the number of points cannot be negative: \(count)")
        let points = (0..<count).map { point(at: $0, of: part) }
        return Examples(
            unchecked: Tensor(points.flatMap { [$0.x, $0.y] }, shape: [count, 2]),
            targets: Tensor(points.map { Int32($0.label) }),
            classNames: ["orange", "blue"]
        )
    }
}
