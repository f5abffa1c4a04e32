public import Computation

/// Makes the picture brighter or darker: every byte times one factor, at most 255.
public struct Brightness: AugmentationStep {
    /// The name in files.
    public static let name = "Brightness"
    /// By how much the factor is more than 1; where negative, less.
    public var change: Interval

    /// Up to such a part brighter or darker: 0.2 gives factors from 0.8 to 1.2.
    public init(_ change: Float) {
        self.change = Interval(upTo: change)
    }

    /// By a part out of a range; negative numbers darken.
    public init(_ change: ClosedRange<Float>) {
        self.change = Interval(change)
    }

    /// As it is declared.
    public var description: String { "Brightness(\(change))" }

    /// Refuses to darken by more than all, or to brighten to more than eleven times.
    public func validate() throws(AugmentationError) {
        try check(change, within: -1...10, "the change")
    }

    /// Multiplies every byte, in steps of 1/65,536.
    public func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream) {
        let factor = UInt32((1 + change.draw(from: &stream)) * 0x1p16 + 0.5)
        var bytes = picture.bytes.mutableSpan
        for index in 0..<bytes.count {
            bytes[index] = UInt8(min((UInt32(bytes[index]) * factor + 0x8000) >> 16, 255))
        }
    }
}
