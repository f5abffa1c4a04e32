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
}
