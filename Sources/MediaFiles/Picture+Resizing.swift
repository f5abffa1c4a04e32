extension Picture {
    /// The same picture with other sides, whatever that does to its proportions.
    ///
    /// Each new pixel is a mean of old ones weighted by a triangle, which reaches from one new pixel to the
    /// next where the picture shrinks, so that nothing is left out, and from one old pixel to the next where
    /// it grows, which is bilinear interpolation. First along rows, then along columns.
    ///
    /// - Parameters:
    ///   - newWidth: How many pixels a row has afterwards, at least 1.
    ///   - newHeight: How many rows there are, at least 1.
    /// - Returns: The picture in its new size.
    public func resized(width newWidth: Int, height newHeight: Int) -> Picture {
        guard newWidth != width || newHeight != height else { return self }
        let columns = TriangleWeights(from: width, to: newWidth)
        let rows = TriangleWeights(from: height, to: newHeight)
        let channels = channels
        let source = pixels.span
        // Rows that no new row needs are not looked at, but then rows are few.
        let narrow = [Float](capacity: height * newWidth * channels) { output in
            for y in 0..<height {
                for x in 0..<newWidth {
                    let first = columns.firsts[x]
                    for channel in 0..<channels {
                        var sum: Float = 0
                        for (tap, place) in (columns.starts[x]..<columns.starts[x + 1]).enumerated()
                        {
                            let pixel = source[(y * width + first + tap) * channels + channel]
                            sum += columns.weights[place] * Float(pixel)
                        }
                        output.append(sum)
                    }
                }
            }
        }
        let line = newWidth * channels
        let small = [UInt8](capacity: newHeight * line) { output in
            for y in 0..<newHeight {
                let first = rows.firsts[y]
                for x in 0..<line {
                    var sum: Float = 0
                    for (tap, place) in (rows.starts[y]..<rows.starts[y + 1]).enumerated() {
                        sum += rows.weights[place] * narrow[(first + tap) * line + x]
                    }
                    output.append(UInt8(min(max(sum + 0.5, 0), 255)))
                }
            }
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: small)
    }

    /// A rectangle of the picture, which lies within it.
    public func cropped(left: Int, top: Int, width newWidth: Int, height newHeight: Int) -> Picture
    {
        precondition(
            left >= 0 && top >= 0 && left + newWidth <= width && top + newHeight <= height,
            "\(newWidth) × \(newHeight) at \(left), \(top) is not within \(width) × \(height)"
        )
        var part: [UInt8] = []
        part.reserveCapacity(newWidth * newHeight * channels)
        for y in top..<top + newHeight {
            let start = (y * width + left) * channels
            part += pixels[start..<start + newWidth * channels]
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: part)
    }

    /// The picture in three channels.
    public var coloured: Picture {
        guard channels == 1 else { return self }
        let pixels = [UInt8](capacity: 3 * pixels.count) { output in
            for pixel in self.pixels { for _ in 0..<3 { output.append(pixel) } }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }
}

/// How much each of some old pixels in a line counts in each new one.
private struct TriangleWeights {
    /// The first old pixel of each new one.
    private(set) var firsts: [Int] = []
    /// Where the weights of each new pixel begin, and at last where they end.
    private(set) var starts = [0]
    private(set) var weights: [Float] = []

    init(from old: Int, to new: Int) {
        let scale = Double(old) / Double(new)
        let reach = max(scale, 1)
        for index in 0..<new {
            let middle = (Double(index) + 0.5) * scale - 0.5
            let first = max(Int((middle - reach).rounded(.down)) + 1, 0)
            let last = min(max(Int((middle + reach).rounded(.up)) - 1, first), old - 1)
            let row = (min(first, last)...last).map { max(1 - abs(Double($0) - middle) / reach, 0) }
            let sum = row.reduce(0, +)
            firsts.append(min(first, last))
            weights += row.map { Float(sum > 0 ? $0 / sum : 1 / Double(row.count)) }
            starts.append(weights.count)
        }
    }
}
