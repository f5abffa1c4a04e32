/// The pixels of one picture while it is changed.
public struct PicturePixels: Sendable {
    /// How many rows there are.
    public let height: Int
    /// How many pixels a row has.
    public let width: Int
    /// How many bytes a pixel has: 1 where it is grey.
    public let channels: Int
    /// The bytes, channel by channel, pixel by pixel, row by row.
    public var bytes: [UInt8]

    /// A picture that is all 0.
    init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
        bytes = [UInt8](repeating: 0, count: height * width * channels)
    }
}
