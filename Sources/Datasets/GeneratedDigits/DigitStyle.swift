/// One way of writing a digit, as the path of a pen.
///
/// The path is a line of text that reads like the pen moves: points `x y`, separated by commas, in
/// a box from `0 0` at the top left to about `100 100` at the bottom right. The pen goes smoothly
/// through the points, turns sharply at a point marked `!`, and is lifted at a `/`:
///
/// ```
/// "0 20, 30 0!, 30 50, 30 100 / 5 100, 60 100"      a 1 with flag and foot
/// ```
///
/// A style may give several *poses*: paths of the same points, elsewhere. Every digit written in
/// the style is a blend of its poses, so that a narrow and a wide one also give all between.
struct DigitStyle: Sendable, Equatable {
    /// What the style looks like.
    let name: String
    /// How often it is met, compared with the other styles of its digit.
    let frequency: Float
    /// The points of every pose, one pose after the other.
    let knots: [Knot]
    /// The number of poses.
    let poseCount: Int

    /// The number of points of each pose.
    var knotCount: Int { knots.count / poseCount }

    /// A style from its poses.
    ///
    /// - Parameters:
    ///   - name: What the style looks like.
    ///   - frequency: How often it is met, compared with the other styles of its digit.
    ///   - poses: One path or more, with the same number of points in the same strokes.
    init(_ name: String, frequency: Float = 1, _ poses: String...) {
        let parsed = poses.map(Knot.path)
        precondition(
            parsed.allSatisfy { pose in pose.map(\.bend) == parsed[0].map(\.bend) },
            "the poses of the style '\(name)' differ in their strokes or corners"
        )
        self.name = name
        self.frequency = frequency
        knots = parsed.flatMap(\.self)
        poseCount = poses.count
    }
}

/// A point on the path of a pen.
struct Knot: Sendable, Equatable {
    /// What the pen does at a knot.
    enum Bend: Sendable, Equatable {
        /// It goes through without stopping.
        case smooth
        /// It turns sharply.
        case corner
        /// It is lifted: the stroke is over.
        case end
    }

    /// Where it is.
    var place: Point
    /// What the pen does here.
    var bend: Bend

    /// The knots that a path tells of, the last one of each stroke marked as its end.
    static func path(_ text: String) -> [Knot] {
        text.split(separator: "/").flatMap { stroke in
            var knots = stroke.split(separator: ",").map { point in
                let numbers = point.split { $0 == " " || $0 == "!" }.compactMap { Float($0) }
                precondition(numbers.count == 2, "'\(point)' in '\(text)' is not a point")
                return Knot(
                    place: Point(x: numbers[0], y: numbers[1]),
                    bend: point.contains("!") ? .corner : .smooth
                )
            }
            precondition(knots.count >= 2, "a stroke of '\(text)' has fewer than two points")
            knots[knots.count - 1].bend = .end
            return knots
        }
    }
}
