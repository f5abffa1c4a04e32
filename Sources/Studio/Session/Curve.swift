/// How loss and accuracy went, in at most ``limit`` points: when they are full, every other one goes.
///
/// Where points lie follows from the steps alone, so that the same steps give the same curve.
struct Curve: Sendable {
    /// One measurement.
    struct Point: Encodable, Hashable, Sendable {
        let step: Int
        /// Over the training examples since the point before; nil where no step was taken.
        @Nullable var loss: Double?
        @Nullable var accuracy: Double?
        let validationLoss: Double
        @Nullable var validationAccuracy: Double?

        var isFinite: Bool { (loss?.isFinite ?? true) && validationLoss.isFinite }
    }

    static let limit = 512

    /// The step of the point that follows a step: close together at first, when much changes.
    static func step(after step: Int) -> Int { step + min(max(1, step / 24), 20_000) }

    private(set) var points: [Point] = []
    /// Where it stands since the last point, as a point that does not stay.
    var end: Point? {
        didSet { if let end, !end.isFinite { self.end = nil } }
    }
    /// Grows whenever points go.
    private(set) var generation = 0
    /// Every so manyth point that comes is kept.
    private var stride = 1
    private var skipped = 0

    /// Adds a point, if there is none at its step.
    mutating func add(_ point: Point) {
        // A network that was turned too far has no loss that can be drawn.
        end = nil
        guard point.isFinite else { return }
        if let last = points.last, last.step >= point.step { return }
        skipped += 1
        guard skipped >= stride else { return }
        skipped = 0
        points.append(point)
        guard points.count > Curve.limit else { return }
        points = points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
        generation += 1
    }

    /// Begins anew.
    mutating func clear() {
        (points, end) = ([], nil)
        (stride, skipped) = (1, 0)
        generation += 1
    }

    /// The points, and where it stands.
    var all: [Point] { points + (end.map { [$0] } ?? []) }

    /// The points as a table with a header, for spreadsheets.
    var csv: String {
        func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        let rows = all.map { point in
            "\(point.step),\(cell(point.loss)),\(cell(point.accuracy)),\(point.validationLoss),"
                + cell(point.validationAccuracy)
        }
        return (["step,loss,accuracy,validation_loss,validation_accuracy"] + rows)
            .joined(separator: "\n") + "\n"
    }
}

/// The part of a curve that one reader has not seen.
struct CurveReader {
    private var generation: Int?
    private var count = 0
    private var end: Curve.Point?

    /// What is new; nil where nothing is.
    mutating func news(of curve: Curve) -> CurveMessage? {
        // An end that has moved on is taken back.
        let isReset = generation != curve.generation || (end != nil && curve.end != end)
        guard isReset || curve.points.count > count || curve.end != end else { return nil }
        defer { (generation, count, end) = (curve.generation, curve.points.count, curve.end) }
        return CurveMessage(
            reset: isReset,
            points: isReset ? curve.all : Array(curve.all[count...])
        )
    }
}

/// New points of a curve.
struct CurveMessage: Encodable {
    let reset: Bool
    let points: [Curve.Point]
}
