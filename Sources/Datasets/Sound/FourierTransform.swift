#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The discrete Fourier transform of real numbers, Xₖ = Σ xₙ e^(−2πikn/N), for N a power of two.
///
/// The even and the odd numbers are transformed together, as the real and the imaginary part of half as many
/// complex ones, by the radix-2 algorithm, and taken apart afterwards. Source: Cooley and Tukey, "An Algorithm
/// for the Machine Calculation of Complex Fourier Series", 1965.
public struct FourierTransform: Sendable {
    /// N, how many numbers are transformed.
    public let size: Int
    /// The real parts of X₀ to X_{N/2} after ``transform(_:)``.
    public private(set) var real: [Float]
    /// Their imaginary parts.
    public private(set) var imaginary: [Float]

    /// cos and sin of 2πk/N, k below N/2.
    private let cosines: [Float]
    private let sines: [Float]
    /// Where each complex number goes first: its place with the bits in reverse.
    private let reversed: [Int]

    /// A transform of so many numbers.
    ///
    /// - Parameter size: A power of two from 4 on; others are rounded up to one.
    public init(size: Int) {
        var power = 4
        while power < size { power *= 2 }
        self.size = power
        let half = power / 2
        real = [Float](repeating: 0, count: half + 1)
        imaginary = real
        let angles = (0..<half).map { 2 * Double.pi * Double($0) / Double(power) }
        cosines = angles.map { Float(cos($0)) }
        sines = angles.map { Float(sin($0)) }
        let bits = half.trailingZeroBitCount
        reversed = (0..<half).map { place in
            (0..<bits).reduce(0) { $0 << 1 | (place >> $1) & 1 }
        }
    }

    /// Transforms numbers; fewer than ``size`` are followed by zeros, and more are left out.
    public mutating func transform(_ numbers: [Float]) {
        let half = size / 2
        for place in 0..<half {
            let source = 2 * reversed[place]
            real[place] = source < numbers.count ? numbers[source] : 0
            imaginary[place] = source + 1 < numbers.count ? numbers[source + 1] : 0
        }
        butterflies(half)
        takeApart(half)
    }

    private mutating func butterflies(_ count: Int) {
        var (real, imaginary): ([Float], [Float]) = ([], [])
        // Both are lent to this function, so that their spans can be had together.
        swap(&real, &self.real)
        swap(&imaginary, &self.imaginary)
        FourierTransform.butterflies(&real, &imaginary, cosines.span, sines.span, count)
        swap(&real, &self.real)
        swap(&imaginary, &self.imaginary)
    }

    private static func butterflies(
        _ real: inout [Float],
        _ imaginary: inout [Float],
        _ cosines: borrowing Span<Float>,
        _ sines: borrowing Span<Float>,
        _ count: Int
    ) {
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        var width = 1
        while width < count {
            // The tables are of twice as many places.
            let stride = count / width
            for start in Swift.stride(from: 0, to: count, by: 2 * width) {
                for offset in 0..<width {
                    let (c, s) = (cosines[offset * stride], sines[offset * stride])
                    let (one, other) = (start + offset, start + offset + width)
                    let turnedRe = re[other] * c + im[other] * s
                    let turnedIm = im[other] * c - re[other] * s
                    re[other] = re[one] - turnedRe
                    im[other] = im[one] - turnedIm
                    re[one] += turnedRe
                    im[one] += turnedIm
                }
            }
            width *= 2
        }
    }

    /// From the transform Z of even + i·odd: Xₖ = (Zₖ + Z̄ₘ)/2 + e^(−2πik/N) (Zₖ − Z̄ₘ)/2i, m = N/2 − k.
    private mutating func takeApart(_ half: Int) {
        let (firstRe, firstIm) = (real[0], imaginary[0])
        for k in 1...half / 2 {
            let m = half - k
            let evenRe = (real[k] + real[m]) / 2
            let evenIm = (imaginary[k] - imaginary[m]) / 2
            let oddRe = (imaginary[k] + imaginary[m]) / 2
            let oddIm = (real[m] - real[k]) / 2
            let turnedRe = oddRe * cosines[k] + oddIm * sines[k]
            let turnedIm = oddIm * cosines[k] - oddRe * sines[k]
            (real[k], imaginary[k]) = (evenRe + turnedRe, evenIm + turnedIm)
            (real[m], imaginary[m]) = (evenRe - turnedRe, turnedIm - evenIm)
        }
        (real[0], imaginary[0]) = (firstRe + firstIm, 0)
        (real[half], imaginary[half]) = (firstRe - firstIm, 0)
    }
}
