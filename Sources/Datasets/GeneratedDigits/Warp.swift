import Computation

/// A smooth random displacement of the paper, which bends a digit as a whole.
///
/// Digits to learn from are bent by polynomials, test digits by waves: a network that reads the
/// test digits has learned more than one kind of bend by heart.
enum Warp: Sendable {
    /// Sideways and downward displacements, each a polynomial of the place.
    case polynomial(x: Polynomial, y: Polynomial)
    /// Two waves, one after the other.
    case waves(Wave, Wave)

    /// A warp for one digit of a part.
    init(for part: GeneratedDigits.Part, from stream: inout RandomStream) {
        switch part {
        case .training, .validation:
            let strength = stream.uniform(in: 2...7)
            self = .polynomial(
                x: Polynomial(strength: strength, from: &stream),
                y: Polynomial(strength: strength, from: &stream)
            )
        case .test:
            let height = stream.uniform(in: 2...6)
            self = .waves(Wave(height: height, from: &stream), Wave(height: height, from: &stream))
        }
    }

    /// Where a point goes, in units of the style's box measured from its middle.
    func callAsFunction(_ point: Point) -> Point {
        switch self {
        case .polynomial(let x, let y):
            Point(x: point.x + x(point), y: point.y + y(point))
        case .waves(let first, let second):
            second(first(point))
        }
    }
}

/// A polynomial of a place that has only terms of the second and third degree: lower ones would
/// move, slant or stretch, which is not its business.
struct Polynomial: Sendable {
    private let xx, xy, yy, xxx, xxy, xyy, yyy: Float

    /// A polynomial whose every term is about `strength` at the edge of the style's box.
    init(strength: Float, from stream: inout RandomStream) {
        xx = strength * stream.bell()
        xy = strength * stream.bell()
        yy = strength * stream.bell()
        xxx = strength * stream.bell()
        xxy = strength * stream.bell()
        xyy = strength * stream.bell()
        yyy = strength * stream.bell()
    }

    /// The value at a point.
    func callAsFunction(_ point: Point) -> Float {
        let x = point.x / 50
        let y = point.y / 50
        return x * x * (xx + x * xxx + y * xxy) + x * y * xy + y * y * (yy + x * xyy + y * yyy)
    }
}

/// A displacement that goes to and fro like a sine along one direction of the paper.
struct Wave: Sendable {
    private let turnsPerX: Float
    private let turnsPerY: Float
    private let phase: Float
    private let push: Point

    /// A wave that displaces by about `height` and is about one box long or longer.
    init(height: Float, from stream: inout RandomStream) {
        turnsPerX = 0.01 * stream.bell()
        turnsPerY = 0.01 * stream.bell()
        phase = stream.uniform()
        push = Point(x: height * stream.bell(), y: height * stream.bell())
    }

    /// Where a point goes.
    func callAsFunction(_ point: Point) -> Point {
        let height = sine(turns: point.x * turnsPerX + point.y * turnsPerY + phase)
        return Point(x: point.x + push.x * height, y: point.y + push.y * height)
    }
}
