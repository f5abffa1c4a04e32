public import Computation

/// Shifts the picture's colours, as another lamp or camera would: each channel times a factor of its own.
///
/// A grey picture has one channel, and becomes brighter or darker.
public struct Tint: AugmentationStep {
    /// The name in files.
    public static let name = "Tint"
    /// By how much the factors are more than 1; where negative, less.
    public var change: Interval

    /// Up to such a part more or less of each colour: 0.1 gives factors from 0.9 to 1.1.
    public init(_ change: Float) {
        self.change = Interval(upTo: change)
    }

    /// As it is declared.
    public var description: String { "Tint(\(change))" }

    /// Refuses to take more than all of a colour, or eleven times as much.
    public func validate() throws(AugmentationError) {
        try check(change, within: -1...10, "the change")
    }

    /// Multiplies every byte of a channel alike.
    public func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream) {
        let channels = picture.channels
        let factors = (0..<channels).map { _ in 1 + change.draw(from: &stream) }
        var bytes = picture.bytes.mutableSpan
        for index in 0..<bytes.count {
            let value = Float(bytes[index]) * factors[index % channels]
            bytes[index] = UInt8(min(max(value + 0.5, 0), 255))
        }
    }
}
