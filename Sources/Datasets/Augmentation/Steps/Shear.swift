public import Computation

/// Slants the picture: its middle row stays, and what is above goes to one side, what is below to the
/// other.
public struct Shear: AugmentationStep {
    /// The name in files.
    public static let name = "Shear"
    /// How far vertical lines lean to the right, in degrees.
    public var degrees: Interval

    /// Up to so many degrees to each side.
    public init(degrees: Float) {
        self.degrees = Interval(upTo: degrees)
    }

    /// By as many degrees to the right as a range says.
    public init(degrees: ClosedRange<Float>) {
        self.degrees = Interval(degrees)
    }

    /// As it is declared.
    public var description: String { "Shear(degrees: \(degrees))" }

    /// Refuses more than 80 degrees, where hardly anything is left.
    public func validate() throws(AugmentationError) {
        try check(degrees, within: -80...80, "the angle")
    }

    /// Moves each row by the tangent of the angle times its height above the middle.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        let (sine, cosine) = sineAndCosine(degrees: Double(degrees.draw(from: &stream)))
        geometry.transform(xFromX: 1, xFromY: Float(-sine / cosine), yFromX: 0, yFromY: 1)
    }
}
