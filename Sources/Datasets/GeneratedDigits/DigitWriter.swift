import Computation

/// Writes digits one after the other, with memory that it keeps from digit to digit.
struct DigitWriter {
    private var curve = CurveDrawer()
    private var canvas = DigitCanvas()
    private var knots: [Knot] = []
    private var ink: [Ink] = []
    private var blend: [Float] = []

    /// Writes a digit into `pixels` from `offset` on, which are all 0.
    mutating func write(
        _ label: Int,
        of part: GeneratedDigits.Part,
        random: inout RandomStream,
        into pixels: inout [UInt8],
        at offset: Int
    ) {
        let style = DigitStyle.random(label, of: part, random: &random)
        let hand = Hand(label: label, part: part, random: &random)
        pose(style, random: &random)
        move(by: hand, random: &random)
        ink.removeAll(keepingCapacity: true)
        curve.draw(knots, hand: hand, into: &ink)
        press(by: hand, random: &random)
        canvas.render(&ink, hand: hand, into: &pixels, at: offset)
    }

    /// Blends the poses of a style, some of them a little beyond the extremes.
    private mutating func pose(_ style: DigitStyle, random: inout RandomStream) {
        blend.removeAll(keepingCapacity: true)
        var total: Float = 0
        for _ in 0..<style.poseCount {
            let weight = random.uniform() - 0.1
            blend.append(weight)
            total += weight
        }
        let rest = (1 - total) / Float(style.poseCount)
        knots.removeAll(keepingCapacity: true)
        for index in 0..<style.knotCount {
            var knot = style.knots[index]
            knot.x = 0
            knot.y = 0
            for pose in 0..<style.poseCount {
                let source = style.knots[pose * style.knotCount + index]
                knot.x += (blend[pose] + rest) * source.x
                knot.y += (blend[pose] + rest) * source.y
            }
            knots.append(knot)
        }
    }

    /// Moves the knots from where the style has them to where the hand puts them.
    private mutating func move(by hand: Hand, random: inout RandomStream) {
        var middle = Point(x: 0, y: 0)
        for knot in knots {
            middle.x += knot.x / Float(knots.count)
            middle.y += knot.y / Float(knots.count)
        }
        var drift = Point(x: 0, y: 0)
        var strokeBegins = false
        for index in knots.indices {
            if strokeBegins {
                drift.x = 0.8 * hand.carelessness * random.bell()
                drift.y = 0.8 * hand.carelessness * random.bell()
            }
            let isEnd = strokeBegins || index == 0 || knots[index].bend == .end
            let scatter = hand.carelessness * (isEnd ? 1.4 : 1)
            let moved = hand.frame(
                hand.warp(
                    Point(
                        x: knots[index].x - middle.x + drift.x + scatter * random.bell(),
                        y: knots[index].y - middle.y + drift.y + scatter * random.bell()
                    )))
            knots[index].x = moved.x
            knots[index].y = moved.y
            strokeBegins = knots[index].bend == .end
        }
    }

    /// Lets the pressure of the pen change along each stroke.
    private mutating func press(by hand: Hand, random: inout RandomStream) {
        var target = 1 + hand.pressureChange * random.bell() * 0.5
        var pressure = target
        for index in ink.indices {
            if index & 7 == 0 { target = 1 + hand.pressureChange * random.bell() * 0.5 }
            pressure += (target - pressure) * 0.25
            ink[index].pressure = max(pressure, 0.5)
        }
    }
}

extension DigitStyle {
    /// The styles of all digits to learn from, 0 to 9.
    static let training = [
        zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
    ]

    /// A style for a digit of a part, each as likely as it is frequent.
    static func random(
        _ label: Int,
        of part: GeneratedDigits.Part,
        random: inout RandomStream
    ) -> DigitStyle {
        let styles = part == .test ? heldOut[label] : training[label]
        var rest = random.uniform() * styles.reduce(0) { $0 + $1.frequency }
        for style in styles {
            rest -= style.frequency
            if rest < 0 { return style }
        }
        return styles[0]
    }
}
