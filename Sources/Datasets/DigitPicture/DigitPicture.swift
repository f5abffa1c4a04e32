public import Computation

/// A picture of one handwritten digit, brought into the form of MNIST's images.
///
/// A network recognises what looks like its examples, and MNIST's were all prepared in one way:
/// light ink on black, the longer side of the digit scaled to 20 pixels with soft edges, its
/// centre of mass put into the middle of 28 × 28. Here any picture goes that way: drawn or
/// photographed, dark on light or light on dark, of any size, anywhere on the sheet. The steps
/// are kept, so that a page can show what the network is given.
///
/// An image of MNIST itself comes out nearly as it was.
///
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document
/// Recognition", 1998, section III.A.
public struct DigitPicture: Hashable, Sendable {
    /// A rectangle of pixels, from its top left corner.
    public struct Rectangle: Hashable, Sendable {
        /// The pixels left of it.
        public var x: Int
        /// The pixels above it.
        public var y: Int
        /// Its width in pixels.
        public var width: Int
        /// Its height in pixels.
        public var height: Int
    }

    /// The digit as a network takes it: bytes of the shape `[28, 28]`, 0 background, 255 ink.
    public let pixels: Tensor
    /// Whether the picture was dark on light, and so was turned light on dark.
    public let isInverted: Bool
    /// The digit's place in the picture.
    public let crop: Rectangle
    /// The ink that was taken for the digit, light on black, without background and specks: bytes
    /// of the shape `[height, width]`, for large pictures at a smaller scale.
    public let ink: Tensor
    /// The ink cropped and scaled: bytes of the shape `[height, width]`, the longer of them 20.
    public let scaled: Tensor

    /// The length of the digit's longer side.
    static let digitSide = 20
    /// The length of the image's sides.
    static let imageSide = 28
    /// Larger pictures are made smaller before the digit is sought.
    private static let workingSide = 320
    /// A digit of fewer pixels than this cannot be told from a speck.
    private static let smallestSide = 5

    /// Finds the digit in a picture.
    ///
    /// - Parameters:
    ///   - grey: The brightness of each pixel, row after row from the top left.
    ///   - width: The pixels in a row.
    ///   - height: The number of rows.
    /// - Throws: A ``DigitPictureError`` when the picture is blank or the digit is tiny.
    public init(grey: [UInt8], width: Int, height: Int) throws(DigitPictureError) {
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        guard width >= 0, height >= 0, !overflow, count == grey.count else {
            throw .wrongPixelCount(found: grey.count, width: width, height: height)
        }
        guard count > 0 else { throw .blank }

        let picture = GreyImage(bytes: grey, width: width, height: height)
            .fitted(into: DigitPicture.workingSide).evenlyLit
        let isDarkOnLight = InkMap.isDark(in: picture)
        // Where the likelier reading finds nothing, the other may.
        var found: (ink: GreyImage, isInverted: Bool)?
        for isInverted in [isDarkOnLight, !isDarkOnLight] where found == nil {
            let light = isInverted ? picture.inverted : picture
            found = InkMap.digit(in: light).map { ($0, isInverted) }
        }
        guard let found, let box = found.ink.bounds(above: 0.02) else { throw .blank }

        let scale = Float(max(width, height)) / Float(max(picture.width, picture.height))
        crop = Rectangle(
            x: Int(Float(box.x) * scale),
            y: Int(Float(box.y) * scale),
            width: min(width, Int((Float(box.width) * scale).rounded(.up))),
            height: min(height, Int((Float(box.height) * scale).rounded(.up)))
        )
        guard max(crop.width, crop.height) >= DigitPicture.smallestSide else {
            throw .tooSmall(width: crop.width, height: crop.height)
        }
        isInverted = found.isInverted
        ink = found.ink.tensor
        let digit = found.ink.cropped(to: box).thickened().fitted(exactly: DigitPicture.digitSide)
            .withFullContrast()
        scaled = digit.tensor
        pixels = digit.centred(in: DigitPicture.imageSide).tensor
    }
}
