public import Computation

/// Makes the picture larger or smaller around its middle, in proportion.
public struct Scale: AugmentationStep {
    /// The name in files.
    public static let name = "Scale"
    /// How many times as large.
    public var factor: Interval

    /// As many times as large as a range says; 1 leaves the picture as it is.
    public init(_ factor: ClosedRange<Float>) {
        self.factor = Interval(factor)
    }

    /// As it is declared.
    public var description: String { "Scale(\(factor))" }

    /// Refuses factors below 0.1 and above 10.
    public func validate() throws(AugmentationError) {
        try check(factor, within: 0.1...10, "the factor")
    }

    /// Stretches both directions alike.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        let factor = factor.draw(from: &stream)
        geometry.transform(xFromX: factor, xFromY: 0, yFromX: 0, yFromY: factor)
    }
}
