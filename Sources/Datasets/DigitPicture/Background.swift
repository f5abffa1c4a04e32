extension GreyImage {
    /// How much each number exceeds the background's.
    func above(_ background: GreyImage) -> GreyImage {
        GreyImage(
            width: width,
            height: height,
            values: zip(values, background.values).map { max(0, $0 - $1) }
        )
    }

    /// The standard deviation of the noise, by how far pixels lie from the straight line between
    /// two others of their row; ink and uneven light hardly count in it.
    var noise: Float {
        let step = longerSide > 128 ? 3 : 1
        var deviations: [Float] = []
        // Some sixty rows tell enough.
        for row in stride(from: 0, to: height, by: max(1, height / 64)) {
            let start = row * width
            for place in (start + step)..<max(start + step, start + width - step) {
                deviations.append(
                    abs(values[place - step] - 2 * values[place] + values[place + step])
                )
            }
        }
        // In normal noise, 30 % of these are below 0.385 · √6 standard deviations.
        return deviations.percentile(0.3) / (0.385 * Float(6).squareRoot())
    }

    /// The background of light marks, for strokes up to `2 / share` of the picture's longer side.
    ///
    /// An opening: it covers what is narrower than its window and follows shadows and uneven light
    /// that are wider.
    func background(share: Int) -> GreyImage {
        let coarse = fitted(into: 64)
        return coarse.opened(radius: max(1, coarse.longerSide / share))
            .scaled(width: width, height: height)
    }

    /// The brightness of most of the picture; `nil` where the background is uneven.
    var flatBackground: GreyImage? {
        let coarse = fitted(into: 32)
        let level = coarse.values.median
        let unevenness = coarse.values.map { abs($0 - level) }.median
        return unevenness < GreyImage.flatness ? map { _ in level } : nil
    }

    /// How far half of the pixels of an even background may lie from its brightness.
    private static let flatness: Float = 0.02

    /// The picture without a slow change of light over the whole of it, if there is one: its
    /// difference from a curved surface laid through the background.
    var evenlyLit: GreyImage {
        let coarse = fitted(into: 32)
        let level = coarse.values.median
        // Flat pictures are left exactly as they are.
        let unevenness = coarse.values.map { abs($0 - level) }.median
        guard unevenness > GreyImage.flatness, let surface = coarse.surface else { return self }
        let rest = zip(coarse.values, surface.values).map { abs($0 - $1) }.median
        guard 4 * rest < unevenness else { return self }
        let light = surface.scaled(width: width, height: height)
        let even = zip(values, light.values).map { max(0, min(1, $0 - $1 + level)) }
        return GreyImage(width: width, height: height, values: even)
    }

    /// The surface of second degree through most of the pixels, by least squares; those farthest
    /// from it, the ink, are left out again and again.
    private var surface: GreyImage? {
        let terms = (0..<values.count).map { place in
            let x = 2 * Double(place % width) / Double(max(1, width - 1)) - 1
            let y = 2 * Double(place / width) / Double(max(1, height - 1)) - 1
            return [1, x, y, x * x, x * y, y * y]
        }
        var surface = GreyImage(
            width: width,
            height: height,
            values: values.map { _ in values.median }
        )
        var limit = Float.infinity
        for _ in 0..<8 {
            var equations = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 6)
            for place in values.indices
            where abs(values[place] - surface.values[place]) <= limit {
                let row = terms[place]
                for i in 0..<6 {
                    for j in 0..<6 { equations[i][j] += row[i] * row[j] }
                    equations[i][6] += row[i] * Double(values[place])
                }
            }
            guard let factors = solution(of: equations) else { return nil }
            surface.values = terms.map { row in
                Float(zip(row, factors).reduce(0) { $0 + $1.0 * $1.1 })
            }
            limit = zip(values, surface.values).map { abs($0 - $1) }.percentile(0.6)
        }
        return surface
    }
}

/// The solution of linear equations, each with its right side last, by Gauss's elimination.
private func solution(of equations: [[Double]]) -> [Double]? {
    var rows = equations
    for column in rows.indices {
        let candidates = rows.indices[column...]
        guard let pivot = candidates.max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
            abs(rows[pivot][column]) > 1e-9
        else { return nil }
        rows.swapAt(column, pivot)
        for row in rows.indices where row != column {
            let factor = rows[row][column] / rows[column][column]
            for place in column...rows.count { rows[row][place] -= factor * rows[column][place] }
        }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
}
