public import Computation

/// Puts a border around the picture and cuts a piece of the old size out of that: a shift by whole
/// pixels.
///
/// Source: Krizhevsky, Sutskever and Hinton, 2012; the border is that of He et al., 2016, who use 4
/// pixels for pictures of 32 × 32.
public struct Crop: AugmentationStep {
    /// The name in files.
    public static let name = "Crop"
    /// How many pixels of background go around the picture.
    public var padding: Int

    /// A piece of the picture with a border of so many pixels.
    public init(padding: Int) {
        self.padding = padding
    }

    /// As it is declared.
    public var description: String { "Crop(padding: \(padding))" }

    /// Refuses borders below 0 and above 10,000 pixels.
    public func validate() throws(AugmentationError) {
        try check(Float(padding), within: 0...10_000, "the padding")
    }

    /// Moves everything alike by whole pixels.
    public func move(_ geometry: inout PictureGeometry, from stream: inout RandomStream) {
        let right = stream.integer(below: 2 * padding + 1) - padding
        let down = stream.integer(below: 2 * padding + 1) - padding
        geometry.shift(right: Float(right), down: Float(down))
    }
}
