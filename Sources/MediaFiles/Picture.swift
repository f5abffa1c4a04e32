public import Computation

/// A picture in memory: rows of pixels, each one grey byte or three for red, green and blue.
public struct Picture: Hashable, Sendable {
    /// The pixels in a row.
    public let width: Int
    /// The number of rows.
    public let height: Int
    /// The bytes of a pixel: 1 for grey, 3 for red, green and blue.
    public let channels: Int
    /// The pixels from the top left, row after row.
    public let pixels: [UInt8]

    /// The most pixels that a file may have unless the caller says otherwise: 64 Mi, 8192 × 8192.
    public static let pixelLimit = 1 << 26

    /// A picture from memory, of 1 or 3 channels and as many pixels as its size says.
    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(channels == 1 || channels == 3, "a picture has 1 or 3 channels: \(channels)")
        precondition(
            pixels.count == width * height * channels,
            "\(pixels.count) bytes do not fill \(width) × \(height) × \(channels)"
        )
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// The picture in grey: the brightness of each colour by the weights of ITU-R BT.601,
    /// 0.299 red, 0.587 green and 0.114 blue, in whole numbers of 1/65,536.
    public var grey: Picture {
        guard channels == 3 else { return self }
        let grey = [UInt8](capacity: width * height) { output in
            for start in stride(from: 0, to: pixels.count, by: 3) {
                let red = UInt32(pixels[start])
                let green = UInt32(pixels[start + 1])
                let blue = UInt32(pixels[start + 2])
                let sum = 19_595 &* red &+ 38_470 &* green &+ 7_471 &* blue &+ 32_768
                output.append(UInt8(truncatingIfNeeded: sum >> 16))
            }
        }
        return Picture(width: width, height: height, channels: 1, pixels: grey)
    }

    /// The picture as a convolution takes it: bytes of the shape `[channels, height, width]`.
    public var tensor: Tensor {
        let shape: Shape = [channels, height, width]
        if channels == 1 { return Tensor(pixels, shape: shape) }
        let planes = [UInt8](capacity: pixels.count) { output in
            for channel in 0..<channels {
                for start in stride(from: channel, to: pixels.count, by: channels) {
                    output.append(pixels[start])
                }
            }
        }
        return Tensor(planes, shape: shape)
    }
}
