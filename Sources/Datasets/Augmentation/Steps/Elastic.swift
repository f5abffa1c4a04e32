public import Computation

/// Bends the picture as if it were printed on rubber.
///
/// Each pixel is displaced by a random vector; a Gaussian of standard deviation σ, the smoothness,
/// makes neighbours alike, and the factor α, the strength, says how far they go. Each direction's
/// displacements have the standard deviation 0.163 · α / σ pixels: 1.4 for the settings of the source.
///
/// Source: Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to
/// Visual Document Analysis", 2003, which has α = 34 and σ = 4 for pictures of 29 × 29 pixels. The
/// smoothing is done by splines, under which displacements are correlated as under the Gaussian within
/// 0.011; and no border weakens them.
public struct Elastic: AugmentationStep {
    /// The name in files.
    public static let name = "Elastic"
    /// The factor α of the smoothed displacements.
    public var strength: Float
    /// The standard deviation σ of the smoothing, in pixels.
    public var smoothness: Float

    /// Bends of a strength and a smoothness; without them, those of the source.
    public init(strength: Float = 34, smoothness: Float = 4) {
        self.strength = strength
        self.smoothness = smoothness
    }

    /// As it is declared.
    public var description: String {
        "Elastic(strength: \(plain(strength)), smoothness: \(plain(smoothness)))"
    }

    /// Refuses a strength below 0 or above 10,000, and a smoothness below 1 or above 1,000 pixels.
    public func validate() throws(AugmentationError) {
        try check(strength, within: 0...10_000, "the strength")
        try check(smoothness, within: 1...1000, "the smoothness")
    }

    /// Displaces each pixel by itself.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        guard strength > 0 else { return }
        geometry.displace(strength: strength, smoothness: smoothness, from: &stream)
    }
}
