import Computation

/// The hand that writes one digit: how it leans, bends and trembles, and what pen it holds.
///
/// Everything is drawn once for a digit, in units of the box in which styles are drawn (its height
/// is 100) or, for the pen, in pixels of the finished picture.
struct Hand {
    /// How far apart the hand's placing of a knot may be from where the style has it.
    var carelessness: Float
    /// How round the curves are: 1 flows through the knots, 0 joins them by straight lines.
    var roundness: Float
    /// The same at corners, where most hands stop and some do not.
    var cornerRoundness: Float
    /// Rotation, slant and aspect: the matrix that takes points of the style to the paper.
    var frame: Frame
    /// The smooth bending of everything drawn.
    var warp: Warp
    /// Half the width of the line in pixels.
    var penRadius: Float
    /// How much the width changes along a stroke, as a part of it.
    var pressureChange: Float
    /// How many pixels it takes from full ink to bare paper at the edge of a line.
    var softness: Float

    /// How far each digit leans on average, beyond what its styles do.
    private static let lean: [Float] = [0.2, 0.12, 0.14, 0.08, 0.24, 0.12, 0.05, 0.08, 0.1, 0.08]

    /// Half the usual width of the line: digits that are written small come out bolder when all are
    /// scaled to one size.
    private static let width: [Float] = [1.4, 1.4, 1.3, 1.22, 1.2, 1.14, 1.2, 1.28, 1.16, 1.1]

    /// The hand for one digit.
    init(label: Int, part: GeneratedDigits.Part, random: inout RandomStream) {
        let haste = random.uniform()
        carelessness = 1.5 + 7 * haste * haste
        roundness = random.uniform(in: 0.7...1.15)
        let rounding = random.uniform()
        cornerRoundness = 0.7 * rounding * rounding
        frame = Frame(
            slant: Hand.lean[label] + 0.22 * random.bell(),
            rotation: 0.11 * random.bell(),
            stretch: 0.18 * random.bell()
        )
        warp = Warp(part: part, random: &random)
        penRadius = Hand.width[label] * exponential(0.27 * random.bell())
        pressureChange = 0.3 * random.uniform()
        softness = random.uniform(in: 0.7...1.2)
    }
}

/// A linear map of the paper: slant, rotation and stretch.
struct Frame {
    private let a: Float
    private let b: Float
    private let c: Float
    private let d: Float

    /// The map that first stretches sideways, then slants to the right, then rotates clockwise.
    ///
    /// - Parameters:
    ///   - slant: How far the top moves to the right, in heights.
    ///   - rotation: Twice the tangent of half the angle, which is nearly the angle in radians.
    ///   - stretch: The logarithm of the ratio of width to height.
    init(slant: Float, rotation: Float, stretch: Float) {
        // The half-angle formulas give an exact rotation from arithmetic alone.
        let half = rotation / 2
        let cosine = (1 - half * half) / (1 + half * half)
        let sine = 2 * half / (1 + half * half)
        let wide = exponential(stretch)
        a = cosine * wide
        b = -cosine * slant - sine
        c = sine * wide
        d = cosine - sine * slant
    }

    /// Where a point goes.
    func callAsFunction(_ point: Point) -> Point {
        Point(x: a * point.x + b * point.y, y: c * point.x + d * point.y)
    }
}

/// A place on the paper: x to the right, y down.
struct Point: Equatable {
    var x: Float
    var y: Float
}

/// eˣ for small x, by a polynomial: the same bits everywhere, which no system library promises.
func exponential(_ x: Float) -> Float {
    var power = 1 + x / 64
    for _ in 0..<6 { power *= power }
    return power
}

extension RandomStream {
    /// A number with mean 0 and standard deviation 1, never further out than 3.5: the sum of four
    /// uniform ones, which costs much less than a normal one and keeps every digit legible.
    mutating func bell() -> Float {
        let word = next()
        let sum =
            (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (Float(sum) * 0x1p-16 - 2) * 1.7320508
    }
}
