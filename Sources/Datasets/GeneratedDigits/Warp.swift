import Computation

/// A smooth random displacement of the paper, which bends a digit as a whole.
///
/// Digits to learn from are bent by a polynomial, test digits by waves: a network that reads the
/// test digits has not learned the polynomials by heart.
enum Warp {
    /// Displacements by the monomials x², xy, y², x³, x²y, xy², y³.
    case polynomial(x: SIMD8<Float>, y: SIMD8<Float>)
    /// Displacements by two waves, each across its own direction.
    case waves(Wave, Wave)

    /// A warp for one digit of a part.
    init(part: GeneratedDigits.Part, random: inout RandomStream) {
        switch part {
        case .training, .validation:
            let strength = 2 + 5 * random.uniform()
            var x = SIMD8<Float>.zero
            var y = SIMD8<Float>.zero
            for index in 0..<7 {
                x[index] = strength * random.bell()
                y[index] = strength * random.bell()
            }
            self = .polynomial(x: x, y: y)
        case .test:
            let strength = 2 + 4 * random.uniform()
            self = .waves(
                Wave(height: strength, random: &random), Wave(height: strength, random: &random))
        }
    }

    /// Where a point goes, in units of the style's box measured from its middle.
    func callAsFunction(_ point: Point) -> Point {
        switch self {
        case .polynomial(let horizontal, let vertical):
            let x = point.x / 50
            let y = point.y / 50
            let monomials = SIMD8(x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y, 0)
            return Point(
                x: point.x + (horizontal * monomials).sum(),
                y: point.y + (vertical * monomials).sum()
            )
        case .waves(let first, let second):
            return second(first(point))
        }
    }
}

/// A displacement that goes up and down like a sine along one direction of the paper.
struct Wave {
    private let along: Point
    private let push: Point
    private let phase: Float

    /// A random wave of the given height, about one to two box heights long.
    init(height: Float, random: inout RandomStream) {
        along = Point(x: 0.01 * random.bell(), y: 0.01 * random.bell())
        push = Point(x: height * random.bell(), y: height * random.bell())
        phase = random.uniform()
    }

    /// Where a point goes.
    func callAsFunction(_ point: Point) -> Point {
        let turns = point.x * along.x + point.y * along.y + phase
        let height = Wave.sine(turns - turns.rounded(.down))
        return Point(x: point.x + push.x * height, y: point.y + push.y * height)
    }

    /// Nearly the sine of a whole turn, for 0…1, by the formula of Bhāskara I (7th century).
    static func sine(_ turn: Float) -> Float {
        let half = turn < 0.5 ? turn : turn - 0.5
        let product = half * (0.5 - half)
        let arch = 16 * product / (1.25 - 4 * product)
        return turn < 0.5 ? arch : -arch
    }
}
