extension GreyImage {
    /// The image made smaller, its proportions kept, until its longer side has at most `side`
    /// pixels; smaller ones stay as they are.
    func fitted(into side: Int) -> GreyImage {
        longerSide <= side ? self : fitted(exactly: side)
    }

    /// The image made smaller or larger, its proportions kept, so that its longer side has exactly
    /// `side` pixels.
    func fitted(exactly side: Int) -> GreyImage {
        let scale = Float(side) / Float(longerSide)
        return scaled(
            width: max(1, Int((Float(width) * scale).rounded())),
            height: max(1, Int((Float(height) * scale).rounded()))
        )
    }

    /// The image at another size; each new pixel is the mean of the area it covers, or lies on
    /// the straight line between its neighbours where the image grows.
    func scaled(width: Int, height: Int) -> GreyImage {
        scaledRows(to: width).transposed.scaledRows(to: height).transposed
    }

    private func scaledRows(to newWidth: Int) -> GreyImage {
        if newWidth == width { return self }
        let weights = GreyImage.weights(from: width, to: newWidth)
        var scaled: [Float] = []
        scaled.reserveCapacity(newWidth * height)
        for row in 0..<height {
            for (start, shares) in weights {
                var sum: Float = 0
                for (offset, share) in shares.enumerated() {
                    sum += share * values[row * width + start + offset]
                }
                scaled.append(sum)
            }
        }
        return GreyImage(width: newWidth, height: height, values: scaled)
    }

    /// For each new place, where the old ones that it is made of begin, and their shares.
    private static func weights(from old: Int, to new: Int) -> [(start: Int, shares: [Float])] {
        let step = Float(old) / Float(new)
        return (0..<new).map { place in
            if new > old {
                let centre = (Float(place) + 0.5) * step - 0.5
                let start = max(0, min(old - 1, Int(centre.rounded(.down))))
                let share = max(0, min(1, centre - Float(start)))
                return start + 1 < old ? (start, [1 - share, share]) : (start, [1])
            }
            let (begin, end) = (Float(place) * step, Float(place + 1) * step)
            let start = min(old - 1, Int(begin))
            let last = max(start, min(old - 1, Int(end.rounded(.up)) - 1))
            let shares = (start...last).map { min(end, Float($0 + 1)) - max(begin, Float($0)) }
            let sum = shares.reduce(0, +)
            return (start, shares.map { $0 / sum })
        }
    }
}
