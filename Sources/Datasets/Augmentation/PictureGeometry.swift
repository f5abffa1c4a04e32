public import Computation

/// Where the places of a picture go: one affine map and one field of displacements.
///
/// Each step says what happens to the picture; kept is the reverse: from where in the old picture each
/// pixel of the new one comes. With x to the right, y down, and both counted from the middle,
///
///     old = matrix · new + offset + displacement(new)
///
/// A linear step with matrix M makes `matrix` into `matrix · M⁻¹`. A displacement d adds
/// `matrix · d(new)`: displacements lie in the finished picture, whatever moves after them.
public struct PictureGeometry: Sendable {
    /// How many rows the picture has.
    public let height: Int
    /// How many pixels a row has.
    public let width: Int

    /// The affine map from new to old.
    private(set) var map = Map()
    /// Whether there are displacements.
    var isDisplaced = false
    /// The displacements of each pixel in x, row by row, 8 pixels in a vector.
    var displacementX: [SIMD8<Float>]
    /// The displacements of each pixel in y.
    var displacementY: [SIMD8<Float>]
    /// What draws displacements, with memory that is kept from picture to picture.
    var field = SmoothField()

    /// An affine map of places.
    struct Map: Equatable {
        var xFromX: Float = 1
        var xFromY: Float = 0
        var yFromX: Float = 0
        var yFromY: Float = 1
        var x: Float = 0
        var y: Float = 0
    }

    /// Nothing moves in a picture of that size.
    init(height: Int, width: Int) {
        self.height = height
        self.width = width
        let vectors = height * ((width + 7) / 8)
        displacementX = [SIMD8<Float>](repeating: .zero, count: vectors)
        displacementY = displacementX
    }

    /// How many vectors of 8 pixels make a row.
    var vectorsPerRow: Int { (width + 7) / 8 }

    /// Whether every pixel stays where it is.
    var isIdentity: Bool { !isDisplaced && map == Map() }

    /// Forgets all moves.
    mutating func reset() {
        map = Map()
        isDisplaced = false
    }

    /// Moves the picture by so many pixels.
    public mutating func shift(right: Float, down: Float) {
        map.x -= map.xFromX * right + map.xFromY * down
        map.y -= map.yFromX * right + map.yFromY * down
    }

    /// Moves each place, counted from the middle of the picture, by a matrix.
    ///
    /// A matrix that cannot be inverted makes all of the picture background.
    ///
    /// - Parameters:
    ///   - xFromX: How much of the old x goes into the new x, and so on.
    ///   - xFromY: How much of the old y, which goes down, goes into the new x.
    ///   - yFromX: How much of the old x goes into the new y.
    ///   - yFromY: How much of the old y goes into the new y.
    public mutating func transform(xFromX: Float, xFromY: Float, yFromX: Float, yFromY: Float) {
        let determinant = xFromX * yFromY - xFromY * yFromX
        let (xx, xy) = (yFromY / determinant, -xFromY / determinant)
        let (yx, yy) = (-yFromX / determinant, xFromX / determinant)
        let old = map
        map.xFromX = old.xFromX * xx + old.xFromY * yx
        map.xFromY = old.xFromX * xy + old.xFromY * yy
        map.yFromX = old.yFromX * xx + old.yFromY * yx
        map.yFromY = old.yFromX * xy + old.yFromY * yy
    }

    /// Displaces each pixel by smooth random vectors; see ``Elastic``.
    ///
    /// - Parameters:
    ///   - strength: The factor α of the smoothed field.
    ///   - smoothness: The standard deviation σ of the smoothing, in pixels, at least 1.
    ///   - stream: Where random numbers come from.
    public mutating func displace(
        strength: Float,
        smoothness: Float,
        from stream: inout RandomStream
    ) {
        field.draw(
            height: height,
            width: width,
            strength: strength,
            smoothness: smoothness,
            through: map,
            from: &stream
        )
        field.spread(
            height: height,
            adds: isDisplaced,
            intoX: &displacementX,
            intoY: &displacementY
        )
        isDisplaced = true
    }
}
