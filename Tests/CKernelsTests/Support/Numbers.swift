/// Repeatable numbers for tests (SplitMix64, Steele, Lea and Flood 2014).
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    init(seed: Int) { state = UInt64(seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
        (0..<count).map { _ in Float.random(in: range, using: &self) }
    }

    mutating func labels(_ count: Int, below limit: Int32) -> [Int32] {
        (0..<count).map { _ in Int32.random(in: 0..<limit, using: &self) }
    }
}

/// Sizes around the widths of vectors, primes among them.
let awkwardSizes = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 47, 97, 131]

/// Numbers at which functions go wrong.
let awkwardNumbers: [Float] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 0.5, -0.5, 2, 88.72, 88.73, -87.33, -103.9, -104, 0.625, 17, -17,
]

/// Numbers spread evenly over all bit patterns: every sign, every exponent, subnormals and NaNs.
func sweep(count: Int) -> [Float] {
    let step = UInt32.max / UInt32(count)
    return awkwardNumbers + (0..<UInt32(count)).map { Float(bitPattern: $0 &* step &+ ($0 & 0xFF)) }
}

/// Bit patterns, with all NaNs as one: which NaN comes out is nobody's promise.
func bits(_ values: [Float]) -> [UInt32] {
    values.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern }
}

/// The distance of a result from the exact value in units in the last place of that value.
func ulps(_ result: Float, from exact: Double) -> Double {
    if result.isNaN || exact.isNaN { return result.isNaN && exact.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if result == rounded {
        return rounded.isFinite ? abs(Double(result) - exact) / Double(rounded.ulp) : 0
    }
    if !result.isFinite || !rounded.isFinite {
        // One step from the largest number to infinity.
        return abs(exact) >= Double(Float.greatestFiniteMagnitude) ? 1 : .infinity
    }
    return abs(Double(result) - exact) / Double(rounded.ulp)
}

/// The 16 partial sums of the contract, folded in halves.
func orderedSum(_ terms: [Float]) -> Float {
    var sums = [Float](repeating: 0, count: 16)
    for (i, term) in terms.enumerated() { sums[i % 16] += term }
    for half in [8, 4, 2, 1] {
        for j in 0..<half { sums[j] += sums[j + half] }
    }
    return sums[0]
}
