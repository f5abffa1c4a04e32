public import Computation

/// Lays two pictures over each other, one more and one less transparent.
///
/// With a share λ of the distribution Beta(α, α), each byte becomes λ times its own plus 1 − λ times the
/// partner's, rounded; and so do the answers.
///
/// Source: Zhang, Cissé, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", 2018, which
/// has α from 0.1 to 0.4.
public struct MixUp: ExampleMixing {
    /// Small numbers leave most pictures nearly as they are; 1 makes all shares equally likely.
    public var alpha: Float

    /// Mixtures by shares of the distribution Beta(α, α).
    public init(alpha: Float = 0.2) {
        self.alpha = alpha
    }

    /// As it is declared.
    public var description: String { "MixUp(alpha: \(plain(alpha)))" }

    /// Mixes byte by byte.
    public func mix(
        _ picture: inout PicturePixels,
        with partner: PicturePixels,
        share: Float,
        from stream: inout RandomStream
    ) -> Float {
        for index in picture.bytes.indices {
            let (own, other) = (Float(picture.bytes[index]), Float(partner.bytes[index]))
            picture.bytes[index] = UInt8(other + share * (own - other) + 0.5)
        }
        return share
    }
}
