/// Why no digit could be taken from a picture.
public enum DigitPictureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The pixels do not fill the size.
    case wrongPixelCount(found: Int, width: Int, height: Int)
    /// Nothing in the picture stands out from its background.
    case blank
    /// What stands out is too small to be read.
    case tooSmall(width: Int, height: Int)

    /// One line: what is wrong, and what helps.
    public var description: String {
        switch self {
        case .wrongPixelCount(let found, let width, let height):
            "\(found) pixels do not fill a picture of \(width) × \(height); "
                + "give one byte a pixel, row after row"
        case .blank:
            "no digit found: the picture is blank; give one with a dark digit on light ground "
                + "or the reverse"
        case .tooSmall(let width, let height):
            "no digit found: what stands out is only \(width) × \(height) pixels; "
                + "draw the digit larger or cut the picture closer"
        }
    }
}
