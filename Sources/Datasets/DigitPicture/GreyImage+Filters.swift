extension GreyImage {
    /// Each number replaced by the mean of the square around it.
    func smoothed() -> GreyImage {
        let rows = { (image: GreyImage) in
            image.alongRows(radius: 1) { $0.reduce(0, +) / Float($0.count) }
        }
        return rows(rows(self).transposed).transposed
    }

    /// The background of light marks: what is left when every light thing that is narrower than
    /// `2 · radius + 1` pixels is covered by the darkness around it (a morphological opening).
    func opened(radius: Int) -> GreyImage {
        let lowest = { (image: GreyImage) in image.alongRows(radius: radius) { $0.min() ?? 0 } }
        let highest = { (image: GreyImage) in image.alongRows(radius: radius) { $0.max() ?? 0 } }
        return highest(highest(lowest(lowest(self).transposed)).transposed).transposed
    }

    /// Each number replaced by the median of the square around it.
    func medians(radius: Int) -> GreyImage {
        var medians: [Float] = []
        for y in 0..<height {
            for x in 0..<width {
                var square: [Float] = []
                for row in max(0, y - radius)...min(height - 1, y + radius) {
                    let start = row * width
                    square +=
                        values[
                            start + max(0, x - radius)...start + min(width - 1, x + radius)
                        ]
                }
                medians.append(square.median)
            }
        }
        return GreyImage(width: width, height: height, values: medians)
    }

    /// Each number replaced by the largest inside the circle around it; the image grows by the
    /// radius on every side.
    func dilated(radius: Float) -> GreyImage {
        let reach = Int(radius.rounded(.up))
        let grown = cropped(
            to: .init(
                x: -reach,
                y: -reach,
                width: width + 2 * reach,
                height: height + 2 * reach
            )
        )
        var circle: [(x: Int, y: Int)] = []
        for y in -reach...reach {
            for x in -reach...reach where Float(x * x + y * y) <= radius * radius {
                circle.append((x, y))
            }
        }
        var result = grown
        for y in 0..<grown.height {
            for x in 0..<grown.width {
                result.values[y * grown.width + x] = circle.reduce(0) {
                    max($0, grown.value(x: x + $1.x, y: y + $1.y))
                }
            }
        }
        return result
    }

    private func alongRows(radius: Int, _ combine: (ArraySlice<Float>) -> Float) -> GreyImage {
        var result: [Float] = []
        result.reserveCapacity(values.count)
        for start in stride(from: 0, to: values.count, by: max(1, width)) {
            for x in 0..<width {
                let range = start + max(0, x - radius)...start + min(width - 1, x + radius)
                result.append(combine(values[range]))
            }
        }
        return GreyImage(width: width, height: height, values: result)
    }
}

extension [Float] {
    /// The middle of the numbers when they are sorted; 0 when there are none.
    var median: Float { percentile(0.5) }

    /// The number that a part of the others do not exceed; 0 when there are none.
    func percentile(_ part: Float) -> Float {
        if isEmpty { return 0 }
        return sorted()[Swift.min(count - 1, Int(part * Float(count)))]
    }
}
