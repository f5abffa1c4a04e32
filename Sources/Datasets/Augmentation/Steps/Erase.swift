public import Computation

/// Covers a rectangle of each picture by one grey, so that a network learns not to rely on any one
/// part.
///
/// Source: Zhong et al., "Random Erasing Data Augmentation", 2017: the rectangle is up to 10/3 times as
/// high as wide, or as wide as high, relative to the picture.
public struct Erase: AugmentationStep {
    /// The name in files.
    public static let name = "Erase"
    /// What share of the picture is covered, from 0 to 1.
    public var share: Interval
    /// What is put there, a byte for every channel.
    public var value: UInt8

    /// Covers just such a share.
    public init(share: Float, value: UInt8 = 0) {
        self.share = Interval(share, share)
        self.value = value
    }

    /// Covers a share out of a range.
    public init(share: ClosedRange<Float>, value: UInt8 = 0) {
        self.share = Interval(share)
        self.value = value
    }

    /// As it is declared.
    public var description: String {
        let share = share.lower == share.upper ? plain(share.lower) : "\(share)"
        return "Erase(share: \(share)" + (value == 0 ? "" : ", value: \(value)") + ")"
    }

    /// Refuses what is no share.
    public func validate() throws(AugmentationError) {
        try check(share, within: 0...1, "the share")
    }

    /// Covers a rectangle that is wholly within the picture.
    public func recolour(_ picture: inout PicturePixels, from stream: inout RandomStream) {
        let share = share.draw(from: &stream)
        // The height's share of its side; the width has the rest, and neither is more than all.
        let slant = Interval(1, 10 / 3).draw(from: &stream).squareRoot()
        let factor = stream.uniform() < 0.5 ? slant : 1 / slant
        let root = share.squareRoot()
        let tall = min(max(root * factor, share), 1)
        let wide = tall > 0 ? min(share / tall, 1) : 0
        let height = Int(tall * Float(picture.height) + 0.5)
        let width = Int(wide * Float(picture.width) + 0.5)
        let top = stream.integer(below: picture.height - height + 1)
        let left = stream.integer(below: picture.width - width + 1)
        for row in top..<top + height {
            let start = (row * picture.width + left) * picture.channels
            for index in start..<start + width * picture.channels { picture.bytes[index] = value }
        }
    }
}
