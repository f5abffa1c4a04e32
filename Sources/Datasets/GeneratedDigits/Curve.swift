/// A place on a line that the pen has drawn.
struct Ink {
    var place: Point
    /// Half the width of the line here, as a multiple of the pen's.
    var pressure: Float
    /// Whether the pen is lifted here, so that no line goes to the next place.
    var endsStroke: Bool
}

/// Draws the strokes of a digit: smooth curves through knots, cut into short straight lines.
///
/// A curve is made of cubic Hermite pieces. Its direction at a knot is that of the parabola through
/// the knot and its neighbours, by the distances between them, so that uneven knots make no bulges.
struct CurveDrawer {
    /// About the length of the straight lines.
    private static let step: Float = 8

    /// The direction at each knot, scaled by its roundness: kept between calls for its memory.
    private var directions: [Point] = []

    /// Appends to `ink` the strokes through `knots`.
    mutating func draw(_ knots: [Knot], hand: Hand, into ink: inout [Ink]) {
        var first = 0
        for last in knots.indices where knots[last].bend == .end {
            measureDirections(knots, first, last, hand)
            for index in first..<last {
                drawPiece(knots[index], knots[index + 1], index, into: &ink)
            }
            ink.append(
                Ink(
                    place: Point(x: knots[last].x, y: knots[last].y),
                    pressure: 1,
                    endsStroke: true
                ))
            first = last + 1
        }
    }

    private mutating func measureDirections(_ knots: [Knot], _ first: Int, _ last: Int, _ hand: Hand)
    {
        directions.removeAll(keepingCapacity: true)
        for _ in 0..<first { directions.append(Point(x: 0, y: 0)) }
        for index in first...last {
            let here = knots[index]
            let before = knots[max(index - 1, first)]
            let after = knots[min(index + 1, last)]
            let roundness = here.bend == .corner ? hand.cornerRoundness : hand.roundness
            let lengthBefore = max(distance(before, here), 1)
            let lengthAfter = max(distance(here, after), 1)
            let weight = roundness / (lengthBefore + lengthAfter)
            let forBefore = weight * lengthAfter / lengthBefore
            let forAfter = weight * lengthBefore / lengthAfter
            directions.append(
                Point(
                    x: (here.x - before.x) * forBefore + (after.x - here.x) * forAfter,
                    y: (here.y - before.y) * forBefore + (after.y - here.y) * forAfter
                ))
        }
        straightenEnds(knots, first, last)
    }

    /// At the ends the parabola through the neighbours goes on: twice the chord less the direction
    /// at the neighbour.
    private mutating func straightenEnds(_ knots: [Knot], _ first: Int, _ last: Int) {
        for (end, neighbour) in [(first, first + 1), (last, last - 1)] {
            let sign: Float = end < neighbour ? 1 : -1
            let scale = sign * 1.5 / max(distance(knots[end], knots[neighbour]), 1)
            directions[end] = Point(
                x: (knots[neighbour].x - knots[end].x) * scale - 0.5 * directions[neighbour].x,
                y: (knots[neighbour].y - knots[end].y) * scale - 0.5 * directions[neighbour].y
            )
        }
    }

    private func drawPiece(_ start: Knot, _ end: Knot, _ index: Int, into ink: inout [Ink]) {
        let length = max(distance(start, end), 1)
        let count = min(max(Int(length / CurveDrawer.step + 0.5), 1), 8)
        let leaving = directions[index]
        let arriving = directions[index + 1]
        for step in 0..<count {
            let t = Float(step) / Float(count)
            let s = 1 - t
            let fromStart = s * s * (1 + 2 * t)
            let fromEnd = t * t * (1 + 2 * s)
            let fromLeaving = s * s * t * length
            let fromArriving = -t * t * s * length
            ink.append(
                Ink(
                    place: Point(
                        x: start.x * fromStart + end.x * fromEnd
                            + leaving.x * fromLeaving + arriving.x * fromArriving,
                        y: start.y * fromStart + end.y * fromEnd
                            + leaving.y * fromLeaving + arriving.y * fromArriving
                    ),
                    pressure: 1,
                    endsStroke: false
                ))
        }
    }

    private func distance(_ one: Knot, _ other: Knot) -> Float {
        let x = other.x - one.x
        let y = other.y - one.y
        return (x * x + y * y).squareRoot()
    }
}
