import Computation

// Arithmetic that gives the same bits on every machine, which the mathematical functions of system
// libraries do not promise.

/// Nearly eˣ for x between −2 and 2, as (1 + x/64)⁶⁴.
func exponential(_ x: Float) -> Float {
    var power = 1 + x / 64
    for _ in 0..<6 { power *= power }
    return power
}

/// Nearly the sine of so many whole turns, by the formula of Bhāskara I (7th century).
func sine(turns: Float) -> Float {
    let turn = turns - turns.rounded(.down)
    let half = turn < 0.5 ? turn : turn - 0.5
    let product = half * (0.5 - half)
    let arch = 16 * product / (1.25 - 4 * product)
    return turn < 0.5 ? arch : -arch
}

/// The sine and the cosine of an angle in degrees, right to about 15 digits and exact for whole
/// quarters of a turn, by Taylor's series within an eighth of a turn.
func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let quarter = (degrees / 90).rounded()
    let angle = (degrees - 90 * quarter) * (Double.pi / 180)
    let square = angle * angle
    var sine = 1.0
    var cosine = 1.0
    for power in stride(from: 18.0, through: 2, by: -2) {
        sine = 1 - sine * square / (power * (power + 1))
        cosine = 1 - cosine * square / (power * (power - 1))
    }
    sine *= angle
    return switch Int(quarter) & 3 {
    case 0: (sine, cosine)
    case 1: (cosine, -sine)
    case 2: (-sine, -cosine)
    default: (-cosine, sine)
    }
}

/// eˣ, right to about 15 digits, for x between −700 and 700; beyond, as at the nearer end.
///
/// It is a power of two times Taylor's series of what is left, which is at most ln(2)/2.
package func powerOfE(_ x: Double) -> Double {
    let x = min(max(x, -700), 700)
    let halvings = (x / 0.693147180559945309417).rounded()
    let rest = x - halvings * 0.693147180559945309417
    var series = 1.0
    for power in stride(from: 16.0, through: 1, by: -1) { series = 1 + series * rest / power }
    return Double(sign: .plus, exponent: Int(halvings), significand: series)
}

extension RandomStream {
    /// A number with mean 0 and standard deviation 1 that is never beyond ±3.5.
    ///
    /// It is the sum of four uniform numbers: much cheaper than a normal number, and without the
    /// rare extremes that would make a digit illegible.
    mutating func bell() -> Float {
        let word = next()
        let sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (Float(sum) * 0x1p-16 - 2) * 1.7320508
    }

    /// Two numbers with mean 0 and standard deviation 1 that are never beyond ±3.46, each the sum of
    /// four bytes: cheaper still, for what is smoothed anyway.
    mutating func bells() -> (Float, Float) {
        let word = next()
        let pairs = (word & 0x00FF_00FF_00FF_00FF) + (word >> 8 & 0x00FF_00FF_00FF_00FF)
        let first = (pairs & 0xFFFF) + (pairs >> 16 & 0xFFFF)
        let second = (pairs >> 32 & 0xFFFF) + (pairs >> 48)
        // Four numbers from 0 to 255 have the mean 510 and the variance 4 · (256² − 1) / 12.
        return ((Float(first) - 510) / 147.80054, (Float(second) - 510) / 147.80054)
    }
}
