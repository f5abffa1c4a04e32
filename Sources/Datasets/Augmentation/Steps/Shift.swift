public import Computation

/// Moves the picture, by parts of pixels too.
///
/// To move it by whole pixels only, which keeps it as sharp as it was, use ``Crop``.
public struct Shift: AugmentationStep {
    /// The name in files.
    public static let name = "Shift"
    /// By how many pixels to the right.
    public var right: Interval
    /// By how many pixels down.
    public var down: Interval

    /// Up to so many pixels to each side, up and down.
    public init(pixels: Float) {
        right = Interval(upTo: pixels)
        down = Interval(upTo: pixels)
    }

    /// By as many pixels to the right and down as ranges say; negative numbers go left and up.
    public init(right: ClosedRange<Float>, down: ClosedRange<Float>) {
        self.right = Interval(right)
        self.down = Interval(down)
    }

    /// As it is declared.
    public var description: String {
        right == down && right == Interval(upTo: right.upper)
            ? "Shift(pixels: \(right))" : "Shift(right: \(right), down: \(down))"
    }

    /// Refuses shifts of more than 10,000 pixels.
    public func validate() throws(AugmentationError) {
        try check(right, within: -10_000...10_000, "the shift")
        try check(down, within: -10_000...10_000, "the shift")
    }

    /// Moves everything alike.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        let right = right.draw(from: &stream)
        geometry.shift(right: right, down: down.draw(from: &stream))
    }
}
