/// Turns the lines of a pen into a picture: scaled to 20×20 pixels, soft at the edges, and centred
/// by mass in 28×28, as the pictures of MNIST were.
struct DigitCanvas {
    /// The width and height of a finished picture.
    static let pictureSize = 28
    /// The width and height of the square that the ink fills.
    static let inkSize = 20

    /// For each pixel, how far it lies from the nearest line: the square of the distance from the
    /// line's middle less the square of half its width there.
    private var outside = [Float](repeating: 0, count: inkSize * inkSize)
    /// The darkness of each pixel, from 0 to 255.
    private var grey = [UInt8](repeating: 0, count: inkSize * inkSize)

    /// Writes the picture of `ink` into `pixels` from `offset` on, which are all 0.
    mutating func render(
        _ ink: inout [Ink],
        hand: Hand,
        into pixels: inout [UInt8],
        at offset: Int
    ) {
        let radius = DigitCanvas.scale(&ink, radius: hand.penRadius)
        for index in outside.indices { outside[index] = .greatestFiniteMagnitude }
        for index in ink.indices {
            let end = ink[index].endsStroke ? index : index + 1
            // A stroke's last place is drawn with the line before it.
            if end == index && index > 0 && !ink[index - 1].endsStroke { continue }
            stroke(ink[index], ink[end], radius: radius, softness: hand.softness)
        }
        develop(radius: radius, softness: hand.softness)
        place(into: &pixels, at: offset)
    }

    /// Scales the ink, line widths included, so that its longer side is 20 pixels, and returns half
    /// the line width, which hardly differs from what was asked for.
    private static func scale(_ ink: inout [Ink], radius: Float) -> Float {
        let bare = bounds(ink, radius: 0)
        var scale = (Float(inkSize) - 2 * radius) / max(bare.width, bare.height, 1)
        let inked = bounds(ink, radius: radius / scale)
        let correction = Float(inkSize) / (scale * max(inked.width, inked.height))
        scale *= correction
        let left = (Float(inkSize) - scale * inked.width) / 2 - scale * inked.left
        let top = (Float(inkSize) - scale * inked.height) / 2 - scale * inked.top
        for index in ink.indices {
            ink[index].place.x = scale * ink[index].place.x + left
            ink[index].place.y = scale * ink[index].place.y + top
        }
        return radius * correction
    }

    private static func bounds(
        _ ink: [Ink],
        radius: Float
    ) -> (left: Float, top: Float, width: Float, height: Float) {
        var left = Float.greatestFiniteMagnitude
        var top = Float.greatestFiniteMagnitude
        var right = -Float.greatestFiniteMagnitude
        var bottom = -Float.greatestFiniteMagnitude
        for spot in ink {
            let reach = radius * spot.pressure
            left = min(left, spot.place.x - reach)
            right = max(right, spot.place.x + reach)
            top = min(top, spot.place.y - reach)
            bottom = max(bottom, spot.place.y + reach)
        }
        return (left, top, right - left, bottom - top)
    }

    /// Lowers `outside` around one straight line, whose width may change from end to end.
    private mutating func stroke(_ start: Ink, _ end: Ink, radius: Float, softness: Float) {
        let last = Float(DigitCanvas.inkSize - 1)
        let reach = radius * max(start.pressure, end.pressure) + softness / 2 - 0.5
        func pixel(_ position: Float) -> Int { Int(min(max(position, 0), last)) }
        let left = pixel((min(start.place.x, end.place.x) - reach).rounded(.down))
        let right = pixel((max(start.place.x, end.place.x) + reach).rounded(.down))
        let top = pixel((min(start.place.y, end.place.y) - reach).rounded(.down))
        let bottom = pixel((max(start.place.y, end.place.y) + reach).rounded(.down))

        let dx = end.place.x - start.place.x
        let dy = end.place.y - start.place.y
        let inverse = 1 / max(dx * dx + dy * dy, 1e-6)
        let startSquare = radius * radius * start.pressure * start.pressure
        let growth = radius * radius * end.pressure * end.pressure - startSquare
        for row in top...bottom {
            let y = Float(row) + 0.5 - start.place.y
            for column in left...right {
                let x = Float(column) + 0.5 - start.place.x
                let t = min(max((x * dx + y * dy) * inverse, 0), 1)
                let awayX = x - t * dx
                let awayY = y - t * dy
                let square = awayX * awayX + awayY * awayY - startSquare - t * growth
                let index = row * DigitCanvas.inkSize + column
                outside[index] = min(outside[index], square)
            }
        }
    }

    /// Makes grey of distances: full ink well inside a line, none well outside.
    private mutating func develop(radius: Float, softness: Float) {
        let slope = 255 / softness
        for index in outside.indices {
            let distance = max(outside[index] + radius * radius, 0).squareRoot() - radius
            grey[index] = UInt8(min(max(127.5 - slope * distance, 0), 255))
        }
    }

    /// Copies the grey into the picture so that its centre of mass comes as near as whole pixels
    /// allow to pixel (14, 14), where MNIST has it.
    private func place(into pixels: inout [UInt8], at offset: Int) {
        var mass = 0
        var acrossMoment = 0
        var downMoment = 0
        for row in 0..<DigitCanvas.inkSize {
            for column in 0..<DigitCanvas.inkSize {
                let value = Int(grey[row * DigitCanvas.inkSize + column])
                mass += value
                acrossMoment += value * column
                downMoment += value * row
            }
        }
        let across = DigitCanvas.shift(moment: acrossMoment, mass: mass)
        let down = DigitCanvas.shift(moment: downMoment, mass: mass)
        for row in 0..<DigitCanvas.inkSize {
            let target = offset + (row + down) * DigitCanvas.pictureSize + across
            let source = row * DigitCanvas.inkSize
            for column in 0..<DigitCanvas.inkSize {
                pixels[target + column] = grey[source + column]
            }
        }
    }

    /// By how many pixels to move the ink so that its mean position comes to 14.
    private static func shift(moment: Int, mass: Int) -> Int {
        let twice = max(2 * mass, 1)
        let nearest = (2 * (14 * mass - moment) + mass + 32 * twice) / twice - 32
        return min(max(nearest, 0), pictureSize - inkSize)
    }
}
