public import Computation

/// Exchanges left and right in some of the pictures.
///
/// It suits photographs of things; letters and digits become others.
public struct FlipHorizontally: AugmentationStep {
    /// The name in files.
    public static let name = "FlipHorizontally"
    /// In what share of the pictures.
    public var probability: Float

    /// Exchanges left and right with a probability.
    public init(probability: Float = 0.5) {
        self.probability = probability
    }

    /// As it is declared.
    public var description: String {
        "FlipHorizontally(" + (probability == 0.5 ? "" : "probability: \(plain(probability))") + ")"
    }

    /// Refuses what is no probability.
    public func validate() throws(AugmentationError) {
        try check(probability, within: 0...1, "the probability")
    }

    /// Mirrors everything, or nothing.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        guard stream.uniform() < probability else { return }
        geometry.transform(xFromX: -1, xFromY: 0, yFromX: 0, yFromY: 1)
    }
}
