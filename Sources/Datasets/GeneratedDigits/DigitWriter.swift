import Computation

/// Writes digits one after the other, in memory that it keeps from digit to digit.
struct DigitWriter {
    private var drawer = CurveDrawer()
    private var canvas = DigitCanvas()
    private var shares: [Float] = []
    private var knots: [Knot] = []
    private var ink: [Ink] = []

    /// Writes a digit into `pixels` from `offset` on, where all are 0.
    mutating func write(
        _ label: Int,
        of part: GeneratedDigits.Part,
        from stream: inout RandomStream,
        into pixels: inout [UInt8],
        at offset: Int
    ) {
        let style = DigitStyle.random(for: label, of: part, from: &stream)
        let hand = Hand(for: label, of: part, from: &stream)
        blendPoses(of: style, from: &stream)
        placeKnots(by: hand, from: &stream)
        drawer.draw(knots, by: hand, into: &ink)
        press(by: hand, from: &stream)
        canvas.render(&ink, by: hand, into: &pixels, at: offset)
    }

    /// Replaces the knots by a blend of the poses of a style, some a little beyond the extremes.
    private mutating func blendPoses(of style: DigitStyle, from stream: inout RandomStream) {
        shares.removeAll(keepingCapacity: true)
        var total: Float = 0
        for _ in 0..<style.poseCount {
            let share = stream.uniform(in: -0.1...0.9)
            shares.append(share)
            total += share
        }
        let rest = (1 - total) / Float(style.poseCount)
        knots.removeAll(keepingCapacity: true)
        for index in 0..<style.knotCount {
            var place = Point(x: 0, y: 0)
            for pose in 0..<style.poseCount {
                let source = style.knots[pose * style.knotCount + index].place
                place.x += (shares[pose] + rest) * source.x
                place.y += (shares[pose] + rest) * source.y
            }
            knots.append(Knot(place: place, bend: style.knots[index].bend))
        }
    }

    /// Moves the knots from where the style has them to where the hand puts them: each one errs by
    /// itself, and all of a further stroke together, which makes gaps and overshoots.
    private mutating func placeKnots(by hand: Hand, from stream: inout RandomStream) {
        var middle = Point(x: 0, y: 0)
        for knot in knots {
            middle.x += knot.place.x / Float(knots.count)
            middle.y += knot.place.y / Float(knots.count)
        }
        var drift = Point(x: 0, y: 0)
        var begins = true
        for index in knots.indices {
            if begins && index > 0 {
                drift.x = 0.8 * hand.carelessness * stream.bell()
                drift.y = 0.8 * hand.carelessness * stream.bell()
            }
            let ends = knots[index].bend == .end
            let error = hand.carelessness * (begins || ends ? 1.4 : 1)
            let place = Point(
                x: knots[index].place.x - middle.x + drift.x + error * stream.bell(),
                y: knots[index].place.y - middle.y + drift.y + error * stream.bell()
            )
            knots[index].place = hand.frame(hand.warp(place))
            begins = ends
        }
    }

    /// Lets the pressure on the pen drift along the strokes.
    private mutating func press(by hand: Hand, from stream: inout RandomStream) {
        var goal = 1 + hand.unsteadiness * stream.bell()
        var pressure = goal
        for index in ink.indices {
            if index % 8 == 0 { goal = 1 + hand.unsteadiness * stream.bell() }
            pressure += (goal - pressure) / 4
            ink[index].pressure = max(pressure, 0.7)
        }
    }
}
