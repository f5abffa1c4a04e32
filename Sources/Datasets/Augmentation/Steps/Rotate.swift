public import Computation

/// Turns the picture around its middle.
public struct Rotate: AugmentationStep {
    /// The name in files.
    public static let name = "Rotate"
    /// By how many degrees, clockwise.
    public var degrees: Interval

    /// Up to so many degrees to each side.
    public init(degrees: Float) {
        self.degrees = Interval(upTo: degrees)
    }

    /// By as many degrees clockwise as a range says.
    public init(degrees: ClosedRange<Float>) {
        self.degrees = Interval(degrees)
    }

    /// As it is declared.
    public var description: String { "Rotate(degrees: \(degrees))" }

    /// Refuses more than a whole turn.
    public func validate() throws(AugmentationError) {
        try check(degrees, within: -360...360, "the angle")
    }

    /// Turns everything alike.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        let (sine, cosine) = sineAndCosine(degrees: Double(degrees.draw(from: &stream)))
        geometry.transform(
            xFromX: Float(cosine),
            xFromY: Float(-sine),
            yFromX: Float(sine),
            yFromY: Float(cosine)
        )
    }
}
