/// Turns the lines of a pen into a picture as those of MNIST: scaled to fit 20×20 pixels, soft at
/// the edges, and centred by mass in 28×28.
struct DigitCanvas {
    /// The width and height of a finished picture.
    static let pictureSize = 28
    /// The width and height of the square that the ink fills.
    static let inkSize = 20

    /// For each pixel of the square, how far from ink it is: the least, over all lines, of its
    /// squared distance from the line's middle less the square of half the line's width there.
    private var outside = [Float](repeating: 0, count: inkSize * inkSize)
    /// The darkness of each pixel of the square.
    private var grey = [UInt8](repeating: 0, count: inkSize * inkSize)

    /// Writes the picture of `ink` into `pixels` from `offset` on, where all are 0.
    mutating func render(
        _ ink: inout [Ink],
        by hand: Hand,
        into pixels: inout [UInt8],
        at offset: Int
    ) {
        let radius = DigitCanvas.scale(&ink, penRadius: hand.penRadius)
        for index in outside.indices { outside[index] = .greatestFiniteMagnitude }
        for index in ink.indices where !ink[index].endsStroke {
            drawLine(ink[index], ink[index + 1], radius: radius, softness: hand.softness)
        }
        develop(radius: radius, softness: hand.softness)
        place(into: &pixels, at: offset)
    }

    /// Scales the ink, line widths included, until its longer side is 20 pixels.
    ///
    /// - Returns: Half the width of the lines, which hardly differs from what was asked for.
    private static func scale(_ ink: inout [Ink], penRadius: Float) -> Float {
        let size = Float(inkSize)
        let bare = Bounds(of: ink, radius: 0)
        let roughScale = (size - 2 * penRadius) / max(bare.width, bare.height, 1)
        let inked = Bounds(of: ink, radius: penRadius / roughScale)
        let scale = size / max(inked.width, inked.height)
        let left = (size - scale * inked.width) / 2 - scale * inked.left
        let top = (size - scale * inked.height) / 2 - scale * inked.top
        for index in ink.indices {
            ink[index].place.x = scale * ink[index].place.x + left
            ink[index].place.y = scale * ink[index].place.y + top
        }
        return penRadius * scale / roughScale
    }

    /// Lowers `outside` around one straight line, whose width may change from end to end.
    private mutating func drawLine(_ start: Ink, _ end: Ink, radius: Float, softness: Float) {
        let reach = radius * max(start.pressure, end.pressure) + softness / 2
        let columns = DigitCanvas.pixels(near: start.place.x, end.place.x, reach: reach)
        let rows = DigitCanvas.pixels(near: start.place.y, end.place.y, reach: reach)
        let alongX = end.place.x - start.place.x
        let alongY = end.place.y - start.place.y
        let inverse = 1 / max(alongX * alongX + alongY * alongY, 1e-6)
        let startSquare = radius * radius * start.pressure * start.pressure
        let growth = radius * radius * end.pressure * end.pressure - startSquare
        for row in rows {
            let y = Float(row) + 0.5 - start.place.y
            for column in columns {
                let x = Float(column) + 0.5 - start.place.x
                // The nearest place of the line: 0 at its start, 1 at its end.
                let t = min(max((x * alongX + y * alongY) * inverse, 0), 1)
                let awayX = x - t * alongX
                let awayY = y - t * alongY
                let square = awayX * awayX + awayY * awayY - startSquare - t * growth
                let pixel = row * DigitCanvas.inkSize + column
                outside[pixel] = min(outside[pixel], square)
            }
        }
    }

    /// The rows or columns whose middles may lie within `reach` of a line between two positions.
    private static func pixels(near one: Float, _ other: Float, reach: Float) -> Range<Int> {
        let first = min(max(min(one, other) - reach + 0.5, 0), Float(inkSize))
        let last = min(max(max(one, other) + reach + 0.5, first), Float(inkSize))
        return Int(first)..<Int(last)
    }

    /// Makes grey of distances: full ink inside the lines, none outside, a ramp at their edges.
    private mutating func develop(radius: Float, softness: Float) {
        let slope = 255 / softness
        for pixel in outside.indices {
            let distance = max(outside[pixel] + radius * radius, 0).squareRoot() - radius
            grey[pixel] = UInt8(min(max(127.5 - slope * distance, 0), 255))
        }
    }

    /// Copies the square into the picture so that its centre of mass comes as near as whole pixels
    /// allow to the pixel (14, 14), which is where MNIST has it.
    private func place(into pixels: inout [UInt8], at offset: Int) {
        var mass = 0
        var rightMoment = 0
        var downMoment = 0
        for row in 0..<DigitCanvas.inkSize {
            for column in 0..<DigitCanvas.inkSize {
                let value = Int(grey[row * DigitCanvas.inkSize + column])
                mass += value
                rightMoment += value * column
                downMoment += value * row
            }
        }
        let right = DigitCanvas.shift(moment: rightMoment, mass: mass)
        let down = DigitCanvas.shift(moment: downMoment, mass: mass)
        for row in 0..<DigitCanvas.inkSize {
            let target = offset + (row + down) * DigitCanvas.pictureSize + right
            let source = row * DigitCanvas.inkSize
            for column in 0..<DigitCanvas.inkSize {
                pixels[target + column] = grey[source + column]
            }
        }
    }

    /// By how many pixels to shift what has its centre at `moment / mass` to bring it to 14, as far
    /// as the picture has room.
    private static func shift(moment: Int, mass: Int) -> Int {
        let middle = pictureSize / 2
        let centre = (2 * moment + mass) / max(2 * mass, 1)
        return min(max(middle - centre, 0), pictureSize - inkSize)
    }
}

/// The smallest rectangle around some ink.
private struct Bounds {
    private(set) var left = Float.greatestFiniteMagnitude
    private(set) var top = Float.greatestFiniteMagnitude
    private var right = -Float.greatestFiniteMagnitude
    private var bottom = -Float.greatestFiniteMagnitude

    var width: Float { right - left }
    var height: Float { bottom - top }

    /// The rectangle around lines of a pen of the given radius.
    init(of ink: [Ink], radius: Float) {
        for spot in ink {
            let reach = radius * spot.pressure
            left = min(left, spot.place.x - reach)
            right = max(right, spot.place.x + reach)
            top = min(top, spot.place.y - reach)
            bottom = max(bottom, spot.place.y + reach)
        }
    }
}
