/// A place on the paper: x to the right, y down.
struct Point: Sendable, Equatable {
    var x: Float
    var y: Float
}

/// A linear map of the paper: stretch, slant and rotation.
struct Frame: Sendable {
    private let xFromX: Float
    private let xFromY: Float
    private let yFromX: Float
    private let yFromY: Float

    /// The map that stretches sideways, then slants to the right, then rotates with the clock.
    ///
    /// - Parameters:
    ///   - stretch: The natural logarithm of what becomes of width divided by height.
    ///   - slant: How far to the right the top goes, in heights.
    ///   - rotation: Twice the tangent of half the angle: nearly the angle in radians.
    init(stretch: Float, slant: Float, rotation: Float) {
        // The half-angle formulas make an exact rotation from arithmetic alone.
        let half = rotation / 2
        let cosine = (1 - half * half) / (1 + half * half)
        let sine = 2 * half / (1 + half * half)
        let width = exponential(stretch)
        xFromX = cosine * width
        xFromY = -cosine * slant - sine
        yFromX = sine * width
        yFromY = cosine - sine * slant
    }

    /// Where a point goes.
    func callAsFunction(_ point: Point) -> Point {
        Point(
            x: xFromX * point.x + xFromY * point.y,
            y: yFromX * point.x + yFromY * point.y
        )
    }
}
