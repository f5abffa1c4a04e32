import Computation

/// Draws fields of smooth random displacements.
///
/// Simard, Steinkraus and Platt give each pixel a random displacement and smooth the field by a
/// Gaussian. What comes out is a field whose neighbouring displacements are alike as far as that
/// Gaussian reaches. The same comes cheaper from random vectors on a coarse grid that are joined by
/// cubic B-splines: such a spline is four boxes of the width of the grid's spacing, each smoothed by the
/// next, and nearly a Gaussian. The grid lies at random against each picture, so that no place is
/// favoured. With a spacing of 1.7 standard deviations, the correlation of two places differs from that
/// under the Gaussian by less than 0.011 at any distance, and no border weakens the field.
///
/// Unser, "Splines: A Perfect Fit for Signal and Image Processing", 1999, tells of splines and Gaussians.
struct SmoothField: Sendable {
    /// How far each knot of the grid counts in each column: knots by vectors of 8 columns.
    private var basis: [SIMD8<Float>] = []
    /// The displacements along each row of the grid: rows by vectors of 8 columns.
    private var rowsX: [SIMD8<Float>] = []
    private var rowsY: [SIMD8<Float>] = []
    private var vectors = 0
    private var spacing: Float = 1
    private var phaseY: Float = 0

    /// Draws the vectors of the grid, and joins them along its rows.
    ///
    /// - Parameters:
    ///   - height: How many rows the picture has.
    ///   - width: How many pixels a row has.
    ///   - strength: The factor of the smoothed field, α.
    ///   - smoothness: The standard deviation of the smoothing, σ, in pixels.
    ///   - map: A map whose matrix all displacements go through.
    ///   - stream: Where random numbers come from.
    mutating func draw(
        height: Int,
        width: Int,
        strength: Float,
        smoothness: Float,
        through map: PictureGeometry.Map,
        from stream: inout RandomStream
    ) {
        spacing = 1.7 * smoothness
        vectors = (width + 7) / 8
        let phaseX = stream.uniform()
        phaseY = stream.uniform()
        let columnKnots = Int(Float(width - 1) / spacing + phaseX) + 4
        let rowKnots = Int(Float(height - 1) / spacing + phaseY) + 4
        fillBasis(knots: columnKnots, phase: phaseX)

        // Uniform numbers from −1 to 1 smoothed by a Gaussian have the standard deviation
        // 1 / (√3 · 2 · √π · σ); splines leave 2416/5040 of that of their knots.
        let deviation = strength * 0.16286750 / smoothness / 0.47936508
        rowsX.removeAll(keepingCapacity: true)
        rowsY.removeAll(keepingCapacity: true)
        let (xx, xy) = (deviation * map.xFromX, deviation * map.xFromY)
        let (yx, yy) = (deviation * map.yFromX, deviation * map.yFromY)
        for row in 0..<rowKnots {
            for _ in 0..<vectors {
                rowsX.append(.zero)
                rowsY.append(.zero)
            }
            for knot in 0..<columnKnots {
                let (right, down) = stream.bells()
                let x = xx * right + xy * down
                let y = yx * right + yy * down
                // Beyond two spacings from its middle, a spline is 0.
                let first = max(Int((Float(knot - 3) - phaseX) * spacing) / 8, 0)
                let last = min(Int((Float(knot + 1) - phaseX) * spacing) / 8, vectors - 1)
                guard first <= last else { continue }
                for vector in first...last {
                    let share = basis[knot * vectors + vector]
                    rowsX[row * vectors + vector] += x * share
                    rowsY[row * vectors + vector] += y * share
                }
            }
        }
    }

    /// Joins the rows of the grid down the columns.
    ///
    /// - Parameters:
    ///   - height: How many rows the picture has.
    ///   - adds: Whether to add to what is there, or to replace it.
    ///   - resultX: The displacements in x, rows by vectors of 8 columns.
    ///   - resultY: The displacements in y.
    func spread(
        height: Int,
        adds: Bool,
        intoX resultX: inout [SIMD8<Float>],
        intoY resultY: inout [SIMD8<Float>]
    ) {
        let vectors = vectors
        let rowsX = rowsX.span
        let rowsY = rowsY.span
        var resultX = resultX.mutableSpan
        var resultY = resultY.mutableSpan
        for row in 0..<height {
            let place = Float(row) / spacing + phaseY
            let knot = Int(place)
            let part = place - Float(knot)
            let a = spline(part + 1)
            let b = spline(part)
            let c = spline(1 - part)
            let d = spline(2 - part)
            for vector in 0..<vectors {
                let at = knot * vectors + vector
                var x = a * rowsX[at] + b * rowsX[at + vectors]
                x += c * rowsX[at + 2 * vectors] + d * rowsX[at + 3 * vectors]
                var y = a * rowsY[at] + b * rowsY[at + vectors]
                y += c * rowsY[at + 2 * vectors] + d * rowsY[at + 3 * vectors]
                let target = row * vectors + vector
                resultX[target] = adds ? resultX[target] + x : x
                resultY[target] = adds ? resultY[target] + y : y
            }
        }
    }

    /// Fills `basis`: knot k lies at k − 1, pixel x at x / spacing + phase.
    private mutating func fillBasis(knots: Int, phase: Float) {
        basis.removeAll(keepingCapacity: true)
        let lanes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
        for knot in 0..<knots {
            for vector in 0..<vectors {
                let places = (Float(vector * 8) + lanes) / spacing + phase
                let away = places - Float(knot - 1)
                let distance = away.replacing(with: -away, where: away .< 0)
                var outer = 2 - distance
                outer.replace(with: 0, where: outer .< 0)
                var inner = 1 - distance
                inner.replace(with: 0, where: inner .< 0)
                let cubes = outer * outer * outer - 4 * inner * inner * inner
                basis.append(cubes * (1 / 6))
            }
        }
    }

    /// The cubic B-spline at a distance from its middle between 0 and 2, in spacings.
    private func spline(_ distance: Float) -> Float {
        let outer = 2 - distance
        let inner = max(1 - distance, 0)
        return (outer * outer * outer - 4 * inner * inner * inner) * (1 / 6)
    }
}
