extension GreyImage {
    /// How wide the strokes are on the average, in pixels: twice the ink by the length of its
    /// outline, which the sum of all differences between neighbours measures.
    var strokeWidth: Float {
        var (ink, differences): (Float, Float) = (0, 0)
        for y in -1..<height {
            for x in -1..<width {
                let here = value(x: x, y: y)
                ink += here
                differences += abs(value(x: x + 1, y: y) - here)
                differences += abs(value(x: x, y: y + 1) - here)
            }
        }
        // Over all directions, a line's differences exceed its length by 4/π.
        return differences > 0 ? 2 * ink / (differences * Float.pi / 4) : 0
    }

    /// The digit with strokes that are wide enough to survive the scaling; strokes as wide as
    /// MNIST's stay as they are.
    func thickened() -> GreyImage {
        let thinnest: Float = 1.0
        let wanted: Float = 2.0
        let digitSide = Float(DigitPicture.digitSide)
        let width = strokeWidth * digitSide / Float(longerSide)
        if width >= thinnest { return self }
        let fine = fitted(into: 4 * DigitPicture.digitSide)
        let radius = (wanted - width) / 2 * Float(fine.longerSide) / digitSide
        return fine.withFullContrast().dilated(radius: max(1, radius))
    }

    /// The numbers raised so that the largest is 1.
    func withFullContrast() -> GreyImage {
        let largest = values.max() ?? 0
        return largest > 0 && largest < 0.98 ? map { $0 / largest } : self
    }

    /// The digit in the middle of a square of black, by its centre of mass.
    func centred(in side: Int) -> GreyImage {
        var (mass, massX, massY): (Float, Float, Float) = (0, 0, 0)
        for y in 0..<height {
            for x in 0..<width {
                let value = values[y * width + x]
                mass += value
                massX += value * Float(x)
                massY += value * Float(y)
            }
        }
        guard mass > 0 else { return self }
        // The pixel right and below of the middle is where MNIST has the centre.
        let left = Int((Float(side / 2) - massX / mass).rounded())
        let top = Int((Float(side / 2) - massY / mass).rounded())
        return cropped(
            to: .init(
                x: -max(0, min(side - width, left)),
                y: -max(0, min(side - height, top)),
                width: side,
                height: side
            )
        )
    }
}
