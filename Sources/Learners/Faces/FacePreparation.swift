public import MediaFiles
import NeuralNetworks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the file of a model of faces says: how pictures are prepared, whom it knows, and from which likeness on
/// two pictures show the same person.
public struct FacePreparation: Hashable, Sendable, Codable {
    /// Somebody who is known.
    public struct Person: Hashable, Sendable, Codable {
        /// The name.
        public var name: String
        /// The mean of the embeddings of all known pictures, of length 1.
        public var mean: [Float]
        /// How many pictures these are.
        public var pictures: Int
    }

    /// What becomes of a picture.
    public var form: PictureForm
    /// Everybody who is known, those that were enrolled afterwards included.
    public var people: [Person]
    /// From which likeness on two pictures show the same person, and how certain that is.
    public var pairs: LikenessThreshold
    /// From which likeness to the mean of the most alike on somebody is that person, and not a stranger.
    public var known: LikenessThreshold
}

/// From which likeness on two things are taken for the same, chosen so that as many of the same are refused as of
/// different ones are taken.
public struct LikenessThreshold: Hashable, Sendable, Codable {
    /// The likeness, the cosine of an angle.
    public var value: Float
    /// How quickly the probability rises around it.
    public var steepness: Float
    /// The share of wrong decisions of both kinds where it was chosen.
    public var equalError: Double

    /// Chooses a threshold.
    ///
    /// The probability of being the same is σ(steepness · (likeness − value)), whose steepness follows from
    /// how far the two kinds lie apart: log-odds of two normal distributions of equal width.
    ///
    /// - Parameters:
    ///   - same: The likenesses of the same.
    ///   - different: Those of different ones.
    init(same: [Float], different: [Float]) {
        let rate = EqualErrorRate(same: same, different: different)
        (value, equalError) = (rate.threshold, rate.value)
        let (one, other) = (
            Spread(of: same.map(Double.init)), Spread(of: different.map(Double.init))
        )
        let variance = max(
            (one.deviation * one.deviation + other.deviation * other.deviation) / 2,
            1e-4
        )
        steepness = Float(min(max((one.mean - other.mean) / variance, 1), 200))
    }

    /// The probability that a likeness is that of the same.
    public func probability(_ likeness: Float) -> Double {
        1 / (1 + exp(-Double(steepness * (likeness - value))))
    }
}
