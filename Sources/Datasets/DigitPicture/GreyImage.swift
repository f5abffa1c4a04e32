import Computation

/// Numbers in rows and columns, 0 black and 1 white, or 0 background and 1 ink.
struct GreyImage {
    let width: Int
    let height: Int
    var values: [Float]

    init(width: Int, height: Int, values: [Float]) {
        self.width = width
        self.height = height
        self.values = values
    }

    /// Bytes as numbers from 0 to 1.
    init(bytes: [UInt8], width: Int, height: Int) {
        self.init(width: width, height: height, values: bytes.map { Float($0) / 255 })
    }

    /// The numbers as bytes, of the shape `[height, width]`.
    var tensor: Tensor {
        let bytes = values.map { UInt8(max(0, min(255, ($0 * 255).rounded()))) }
        return Tensor(bytes, shape: [height, width])
    }

    /// The length of the longer side.
    var longerSide: Int { max(width, height) }

    /// Black for white and white for black.
    var inverted: GreyImage { map { 1 - $0 } }

    /// Each number changed by itself.
    func map(_ change: (Float) -> Float) -> GreyImage {
        GreyImage(width: width, height: height, values: values.map(change))
    }

    /// The number at a place that may lie outside, where there is nothing.
    func value(x: Int, y: Int) -> Float {
        x >= 0 && x < width && y >= 0 && y < height ? values[y * width + x] : 0
    }

    /// The smallest rectangle around all numbers above `limit`; `nil` if there are none.
    func bounds(above limit: Float) -> DigitPicture.Rectangle? {
        var (left, top, right, bottom) = (width, height, -1, -1)
        for y in 0..<height {
            for x in 0..<width where values[y * width + x] > limit {
                left = min(left, x)
                right = max(right, x)
                top = min(top, y)
                bottom = max(bottom, y)
            }
        }
        if right < 0 { return nil }
        return .init(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// The part inside a rectangle, which may reach beyond the edges.
    func cropped(to box: DigitPicture.Rectangle) -> GreyImage {
        var part: [Float] = []
        part.reserveCapacity(box.width * box.height)
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width { part.append(value(x: x, y: y)) }
        }
        return GreyImage(width: box.width, height: box.height, values: part)
    }

    /// Rows as columns and columns as rows.
    var transposed: GreyImage {
        var turned: [Float] = []
        turned.reserveCapacity(values.count)
        for x in 0..<width {
            for y in 0..<height { turned.append(values[y * width + x]) }
        }
        return GreyImage(width: height, height: width, values: turned)
    }
}
