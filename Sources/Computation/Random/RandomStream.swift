/// A stream of random numbers that is named by what the numbers are for.
///
/// Two streams differ when their seed, name or indices differ; the same four give the same numbers
/// on every machine, in whatever order streams are made. So the shuffle of epoch 7, the weights of
/// layer 2 and the shape of digit 31,415 are pure functions, and a resumed run cannot drift.
///
/// ```swift
/// var stream = RandomStream(seed: 1, for: "shuffle", epoch)
/// let die = stream.integer(below: 6) + 1
/// ```
public struct RandomStream: RandomNumberGenerator, Sendable {
    private let key: SIMD2<UInt32>
    private let indices: SIMD2<UInt32>
    private let name: UInt32
    private var block: UInt32 = 0
    private var words: SIMD4<UInt32> = .zero
    private var used = 4

    /// A stream for one purpose.
    ///
    /// - Parameters:
    ///   - seed: The seed of the whole run.
    ///   - name: What the numbers are for, such as `"shuffle"`.
    ///   - first: Which one of these, such as the epoch.
    ///   - second: A second index, where one is not enough.
    public init(seed: UInt64, for name: StaticString, _ first: Int = 0, _ second: Int = 0) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        indices = SIMD2(UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: second))
        self.name = RandomStream.hash(name)
    }

    /// The next 32 random bits.
    public mutating func nextWord() -> UInt32 {
        if used == 4 {
            words = Philox.words(
                counter: SIMD4(block, indices.x, indices.y, name),
                key: key
            )
            block &+= 1
            used = 0
        }
        defer { used += 1 }
        return words[used]
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        UInt64(nextWord()) | UInt64(nextWord()) << 32
    }

    /// A number from 0 up to, but not including, 1, in steps of 2⁻²⁴, which `Float` holds exactly.
    public mutating func uniform() -> Float {
        Float(nextWord() >> 8) * 0x1p-24
    }

    /// A number from `range.lowerBound` up to `range.upperBound`.
    public mutating func uniform(in range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// A whole number from 0 up to, but not including, `bound`, each equally likely.
    ///
    /// Source: Lemire, "Fast Random Integer Generation in an Interval", 2019.
    public mutating func integer(below bound: Int) -> Int {
        precondition(
            bound > 0 && bound <= Int(UInt32.max),
            "bound must be in 1…2³²−1, not \(bound)"
        )
        let bound = UInt32(bound)
        var product = UInt64(nextWord()) * UInt64(bound)
        if UInt32(truncatingIfNeeded: product) < bound {
            let rejected = (0 &- bound) % bound
            while UInt32(truncatingIfNeeded: product) < rejected {
                product = UInt64(nextWord()) * UInt64(bound)
            }
        }
        return Int(product >> 32)
    }

    /// A number from the normal distribution with mean 0 and standard deviation 1.
    ///
    /// The polar method of Marsaglia and Bray (1964), with a logarithm of our own, so that no
    /// system library decides a bit.
    public mutating func normal() -> Float {
        while true {
            let x = 2 * Double(uniform()) - 1
            let y = 2 * Double(uniform()) - 1
            let square = x * x + y * y
            if square > 0 && square < 1 {
                return Float(x * (-2 * RandomStream.logarithm(square) / square).squareRoot())
            }
        }
    }

    /// Puts numbers into random order, every order equally likely (Fisher and Yates).
    public mutating func shuffle(_ numbers: inout MutableSpan<Int32>) {
        var last = numbers.count - 1
        while last > 0 {
            numbers.swapAt(last, integer(below: last + 1))
            last -= 1
        }
    }

    /// FNV-1a, so that a name is a number without a table of names.
    private static func hash(_ name: StaticString) -> UInt32 {
        name.withUTF8Buffer { bytes in
            unsafe bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        }
    }

    /// ln(x) for a positive, normal x, by the series of artanh: only exactly specified arithmetic.
    package static func logarithm(_ x: Double) -> Double {
        let exponent = Double(x.exponent) + (x.significand > 1.5 ? 1 : 0)
        let fraction = x.significand > 1.5 ? x.significand / 2 : x.significand
        let ratio = (fraction - 1) / (fraction + 1)
        let square = ratio * ratio
        var sum = 0.0
        for power in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(power) }
        return 2 * ratio * sum + exponent * 0.693147180559945309417
    }
}
