public import Computation

/// Makes the picture harsher or flatter: the distance of every byte from the picture's mean times one factor.
public struct Contrast: AugmentationStep {
    /// The name in files.
    public static let name = "Contrast"
    /// By how much the factor is more than 1; where negative, less.
    public var change: Interval

    /// Up to such a part harsher or flatter: 0.2 gives factors from 0.8 to 1.2.
    public init(_ change: Float) {
        self.change = Interval(upTo: change)
    }

    /// By a part out of a range; negative numbers flatten.
    public init(_ change: ClosedRange<Float>) {
        self.change = Interval(change)
    }

    /// As it is declared.
    public var description: String { "Contrast(\(change))" }

    /// Refuses to turn light into dark, or more than eleven times the contrast.
    public func validate() throws(AugmentationError) {
        try check(change, within: -1...10, "the change")
    }

    /// Moves every byte away from the mean of all, or towards it.
    public func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream) {
        let factor = 1 + change.draw(from: &stream)
        guard !picture.bytes.isEmpty else { return }
        let sum = picture.bytes.reduce(0) { $0 + Int($1) }
        let mean = Float(sum) / Float(picture.bytes.count)
        var bytes = picture.bytes.mutableSpan
        for index in 0..<bytes.count {
            let value = mean + (Float(bytes[index]) - mean) * factor
            bytes[index] = UInt8(min(max(value + 0.5, 0), 255))
        }
    }
}
