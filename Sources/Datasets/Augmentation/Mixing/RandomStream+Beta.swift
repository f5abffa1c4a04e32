import Computation

extension RandomStream {
    /// A number between 0 and 1 of the distribution Beta(α, α), with mean ½.
    ///
    /// It is X / (X + Y) for X and Y of the distribution Gamma(α); for small α only their logarithms can
    /// be told from 0.
    ///
    /// - Parameter alpha: Greater than 0: small numbers give nearly 0 or 1, 1 gives all numbers alike,
    ///   great numbers nearly ½.
    /// - Returns: The number.
    mutating func beta(_ alpha: Float) -> Float {
        let first = logarithmOfGamma(Double(alpha))
        let second = logarithmOfGamma(Double(alpha))
        return Float(1 / (1 + powerOfE(second - first)))
    }

    /// The logarithm of a number of the distribution Gamma(α) with scale 1.
    ///
    /// Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000; for α below
    /// 1, Gamma(α) is Gamma(α + 1) · U^(1/α).
    private mutating func logarithmOfGamma(_ alpha: Double) -> Double {
        let shape = alpha < 1 ? alpha + 1 : alpha
        let d = shape - 1 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = Double(normal())
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let logarithm = RandomStream.logarithm(v)
            let accepted = x * x / 2 + d - d * v + d * logarithm
            guard RandomStream.logarithm(positiveUniform()) < accepted else { continue }
            let result = RandomStream.logarithm(d) + logarithm
            return alpha < 1
                ? result + RandomStream.logarithm(positiveUniform()) / alpha : result
        }
    }

    /// A number above 0 and below 1.
    private mutating func positiveUniform() -> Double {
        Double(uniform()) + 0x1p-25
    }
}
