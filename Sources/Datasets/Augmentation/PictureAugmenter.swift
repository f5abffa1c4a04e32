import Computation

/// Changes pictures one after the other, in memory that it keeps from picture to picture.
struct PictureAugmenter {
    private let augmentation: Augmentation
    private var geometry: PictureGeometry
    /// The picture as it came, with a border of background: one pixel before, two after.
    private var source: [Float]
    /// The changed picture.
    private(set) var picture: PicturePixels

    init(_ augmentation: Augmentation, height: Int, width: Int, channels: Int) {
        self.augmentation = augmentation
        geometry = PictureGeometry(height: height, width: width)
        picture = PicturePixels(height: height, width: width, channels: channels)
        source = [Float](
            repeating: Float(augmentation.background),
            count: (height + 3) * (width + 3) * channels
        )
    }

    /// Makes `picture` of the one that begins at `offset` in `pixels`.
    mutating func change(_ pixels: [UInt8], at offset: Int, from stream: inout RandomStream) {
        geometry.reset()
        for step in augmentation.steps { step.move(&geometry, from: &stream) }
        if geometry.isIdentity {
            for index in picture.bytes.indices { picture.bytes[index] = pixels[offset + index] }
        } else {
            fillSource(pixels.span.extracting(offset..<offset + picture.bytes.count))
            picture.fetch(from: source, by: geometry)
        }
        for step in augmentation.steps { step.recolour(&picture, from: &stream) }
    }

    /// Copies the picture into its border.
    private mutating func fillSource(_ pixels: Span<UInt8>) {
        let rowSize = picture.width * picture.channels
        let stride = rowSize + 3 * picture.channels
        let border = stride + picture.channels
        let height = picture.height
        var target = source.mutableSpan
        for row in 0..<height {
            let start = row * stride + border
            for index in 0..<rowSize {
                target[start + index] = Float(pixels[row * rowSize + index])
            }
        }
    }
}

extension PicturePixels {
    /// Fetches each pixel from where the geometry says, between pixels by bilinear interpolation.
    ///
    /// - Parameters:
    ///   - source: The old picture with a border of background, one pixel before and two after.
    ///   - geometry: From where each pixel comes.
    fileprivate mutating func fetch(from source: [Float], by geometry: borrowing PictureGeometry) {
        let map = geometry.map
        let lanes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
        let (height, width, channels) = (height, width, channels)
        let middleX = Float(width - 1) / 2
        let middleY = Float(height - 1) / 2
        let stride = (width + 3) * channels
        let vectors = geometry.vectorsPerRow
        let isDisplaced = geometry.isDisplaced
        let lastX = Float(width + 1)
        let lastY = Float(height + 1)
        let source = source.span
        let displacementX = geometry.displacementX.span
        let displacementY = geometry.displacementY.span
        var target = bytes.mutableSpan
        for row in 0..<height {
            let y = Float(row) - middleY
            // The border of one pixel makes all coordinates of the source greater by 1.
            let startX = map.xFromY * y + map.x + (middleX + 1)
            let startY = map.yFromY * y + map.y + (middleY + 1)
            for vector in 0..<vectors {
                let columns = Float(vector * 8) + lanes - middleX
                var xs = startX + map.xFromX * columns
                var ys = startY + map.yFromX * columns
                if isDisplaced {
                    xs += displacementX[row * vectors + vector]
                    ys += displacementY[row * vectors + vector]
                }
                let (partX, left) = xs.split(last: lastX)
                let (partY, top) = ys.split(last: lastY)
                let corners = top &* Int32(stride) &+ left &* Int32(channels)
                let first = (row * width + vector * 8) * channels
                for lane in 0..<min(8, width - vector * 8) {
                    for channel in 0..<channels {
                        let at = Int(corners[lane]) + channel
                        let high = source[at]
                        let above = high + partX[lane] * (source[at + channels] - high)
                        let low = source[at + stride]
                        let below = low + partX[lane] * (source[at + stride + channels] - low)
                        let value = above + partY[lane] * (below - above) + 0.5
                        target[first + lane * channels + channel] = UInt8(
                            truncatingIfNeeded: Int32(value)
                        )
                    }
                }
            }
        }
    }
}

extension SIMD8<Float> {
    /// Whole numbers from 0 to a last one, and what is left; what is not a number becomes 0.
    fileprivate func split(last: Float) -> (part: Self, whole: SIMD8<Int32>) {
        let positive = replacing(with: 0, where: .!(self .> 0))
        let limited = positive.replacing(with: last, where: positive .> last)
        // Numbers of this size have no bits for parts, so that adding rounds to the nearest.
        let large = limited + 0x1.8p23
        let nearest = large - 0x1.8p23
        let part = limited - nearest
        let isBelow = part .< 0
        var whole = SIMD8<Int32>()
        for lane in 0..<8 {
            whole[lane] = Int32(bitPattern: large[lane].bitPattern &- 0x4B40_0000)
        }
        return (
            part.replacing(with: part + 1, where: isBelow),
            whole.replacing(with: whole &- 1, where: isBelow)
        )
    }
}
