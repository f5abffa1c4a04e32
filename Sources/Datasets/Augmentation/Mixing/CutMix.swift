public import Computation

/// Puts a rectangle of one picture into another one, at the same place.
///
/// With a share λ of the distribution Beta(α, α), the rectangle has √(1 − λ) of the height and of the
/// width, and lies anywhere, in part outside. The answers are mixed by the pixels that each picture has
/// in the end.
///
/// Source: Yun et al., "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable
/// Features", 2019, which has α = 1.
public struct CutMix: ExampleMixing {
    /// Small numbers leave most pictures nearly as they are; 1 makes all shares equally likely.
    public var alpha: Float

    /// Mixtures by shares of the distribution Beta(α, α).
    public init(alpha: Float = 1) {
        self.alpha = alpha
    }

    /// As it is declared.
    public var description: String { "CutMix(alpha: \(plain(alpha)))" }

    /// Copies the rectangle.
    public func mix(
        _ picture: inout PicturePixels,
        with partner: PicturePixels,
        share: Float,
        from stream: inout RandomStream
    ) -> Float {
        let side = (1 - share).squareRoot()
        let rows = CutMix.cut(side, of: picture.height, from: &stream)
        let columns = CutMix.cut(side, of: picture.width, from: &stream)
        for row in rows {
            let start = row * picture.width
            let first = (start + columns.lowerBound) * picture.channels
            let end = (start + columns.upperBound) * picture.channels
            for index in first..<end { picture.bytes[index] = partner.bytes[index] }
        }
        let all = Float(picture.height * picture.width)
        return (all - Float(rows.count * columns.count)) / all
    }

    /// A part of a side around any place of it, as far as it lies within.
    private static func cut(
        _ part: Float,
        of size: Int,
        from stream: inout RandomStream
    ) -> Range<Int> {
        let length = Int(part * Float(size) + 0.5)
        let start = stream.integer(below: size) - length / 2
        return max(start, 0)..<min(start + length, size)
    }
}
