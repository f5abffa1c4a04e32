/// A place on a line that the pen draws.
struct Ink: Sendable {
    /// Where the middle of the line is.
    var place: Point
    /// Half the width of the line here, as a multiple of the pen's usual one.
    var pressure: Float = 1
    /// Whether the pen is lifted here, so that no line goes to the next place.
    var endsStroke = false
}

/// Draws the strokes of a digit: smooth curves through knots, cut into short straight lines.
///
/// A curve is made of cubic Hermite pieces. Its direction at a knot is that of the parabola through
/// the knot and its two neighbours, with the distances between them as the parameter, so that
/// unevenly placed knots make no bulges.
struct CurveDrawer {
    /// About how long the straight lines are, in units of the style's box: 1½ pixels.
    private static let step: Float = 8

    /// The direction at each knot, shorter where the curve is to be less round.
    private var directions: [Point] = []

    /// Replaces `ink` by the strokes through `knots`.
    mutating func draw(_ knots: [Knot], by hand: Hand, into ink: inout [Ink]) {
        ink.removeAll(keepingCapacity: true)
        directions.removeAll(keepingCapacity: true)
        var first = 0
        for last in knots.indices where knots[last].bend == .end {
            findDirections(knots, first, last, hand)
            for index in first..<last { drawPiece(knots, from: index, into: &ink) }
            ink.append(Ink(place: knots[last].place, endsStroke: true))
            first = last + 1
        }
    }

    /// Appends the directions at the knots of one stroke.
    private mutating func findDirections(
        _ knots: [Knot],
        _ first: Int,
        _ last: Int,
        _ hand: Hand
    ) {
        for index in first...last {
            guard index > first && index < last else {
                directions.append(Point(x: 0, y: 0))
                continue
            }
            let here = knots[index].place
            let before = knots[index - 1].place
            let after = knots[index + 1].place
            let lengthBefore = CurveDrawer.distance(before, here)
            let lengthAfter = CurveDrawer.distance(here, after)
            let roundness = knots[index].bend == .corner ? hand.cornerRoundness : hand.roundness
            let ofBefore = roundness * lengthAfter / (lengthBefore * (lengthBefore + lengthAfter))
            let ofAfter = roundness * lengthBefore / (lengthAfter * (lengthBefore + lengthAfter))
            directions.append(
                Point(
                    x: (here.x - before.x) * ofBefore + (after.x - here.x) * ofAfter,
                    y: (here.y - before.y) * ofBefore + (after.y - here.y) * ofAfter
                )
            )
        }
        findEndDirection(knots, first, from: first, to: first + 1, beside: first + 1)
        findEndDirection(knots, last, from: last - 1, to: last, beside: last - 1)
    }

    /// Sets the direction at the end of a stroke so that the curve runs out straight: its second
    /// derivative is zero there, as in a natural spline.
    private mutating func findEndDirection(
        _ knots: [Knot],
        _ end: Int,
        from start: Int,
        to stop: Int,
        beside neighbour: Int
    ) {
        let length = CurveDrawer.distance(knots[start].place, knots[stop].place)
        let alongX = (knots[stop].place.x - knots[start].place.x) / length
        let alongY = (knots[stop].place.y - knots[start].place.y) / length
        directions[end] = Point(
            x: 1.5 * alongX - 0.5 * directions[neighbour].x,
            y: 1.5 * alongY - 0.5 * directions[neighbour].y
        )
    }

    /// Appends to `ink` the curve from one knot to the next, without its last place.
    private func drawPiece(_ knots: [Knot], from index: Int, into ink: inout [Ink]) {
        let start = knots[index].place
        let end = knots[index + 1].place
        let leaving = directions[index]
        let arriving = directions[index + 1]
        let length = CurveDrawer.distance(start, end)
        let count = min(max(Int(length / CurveDrawer.step + 0.5), 1), 8)
        for step in 0..<count {
            let t = Float(step) / Float(count)
            let s = 1 - t
            let ofStart = s * s * (1 + 2 * t)
            let ofEnd = t * t * (1 + 2 * s)
            let ofLeaving = s * s * t * length
            let ofArriving = -t * t * s * length
            let x =
                start.x * ofStart + end.x * ofEnd + leaving.x * ofLeaving + arriving.x * ofArriving
            let y =
                start.y * ofStart + end.y * ofEnd + leaving.y * ofLeaving + arriving.y * ofArriving
            ink.append(Ink(place: Point(x: x, y: y)))
        }
    }

    /// The distance of two knots, but never so small that it could not be divided by.
    private static func distance(_ one: Point, _ other: Point) -> Float {
        let x = other.x - one.x
        let y = other.y - one.y
        return max((x * x + y * y).squareRoot(), 1)
    }
}
