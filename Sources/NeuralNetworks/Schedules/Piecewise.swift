/// Schedules one after another, each over its own steps and at its own height.
///
/// ```swift
/// schedule: .piecewise([.init(steps: 100, factor: 0.1), .init(steps: 500)], then: .cosine())
/// ```
public struct Piecewise: Schedule {
    /// Some steps of a training and how the rate goes over them.
    public struct Piece: Hashable, Sendable {
        /// How many steps it has; with 0 or less it is left out.
        public var steps: Int
        /// How the rate goes; the piece is the whole training for it.
        public var schedule: any Schedule
        /// What the schedule's factors are multiplied by.
        public var factor: Double

        /// A piece of some steps, by default of a rate that stays.
        public init(
            steps: Int,
            schedule: any Schedule = .constant,
            factor: Double = 1
        ) {
            self.steps = steps
            self.schedule = schedule
            self.factor = factor
        }

        /// Whether both are as long and go alike.
        public static func == (a: Piece, b: Piece) -> Bool {
            a.steps == b.steps && a.factor == b.factor
                && AnyHashable(a.schedule) == AnyHashable(b.schedule)
        }

        /// Feeds all three.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(steps)
            hasher.combine(schedule)
            hasher.combine(factor)
        }
    }

    /// The name in options.
    public static let name = "piecewise"
    /// The pieces in their order.
    public var pieces: [Piece]
    /// How the rate goes over the steps that the pieces leave.
    public var following: any Schedule

    /// Pieces, and how the rate goes after them.
    public init(_ pieces: [Piece], then following: any Schedule = .constant) {
        self.pieces = pieces
        self.following = following
    }

    /// Those of every piece, and of what follows.
    public var settings: [TrainingSetting] {
        pieces.flatMap { piece in
            [
                .amount("number of steps of a schedule's piece", Double(piece.steps)),
                .amount("factor of a schedule's piece", piece.factor),
            ] + piece.schedule.settings
        } + following.settings
    }

    /// The factor of the piece that the step lies in.
    public func factor(step: Int, of total: Int) -> Double {
        factor(step: step, of: total, after: [])
    }

    /// Whether one of the schedules does.
    public var needsValidation: Bool {
        following.needsValidation || pieces.contains { $0.schedule.needsValidation }
    }

    /// The same, with what the schedules make of the losses.
    public func factor(step: Int, of total: Int, after losses: [Double]) -> Double {
        var (start, left) = (step, total)
        for piece in pieces where piece.steps > 0 {
            if start < piece.steps {
                return piece.factor
                    * piece.schedule
                    .factor(step: start, of: piece.steps, after: losses)
            }
            (start, left) = (start - piece.steps, left - piece.steps)
        }
        return following.factor(step: start, of: max(left, 1), after: losses)
    }

    /// Whether both have the same pieces and go on alike.
    public static func == (a: Piecewise, b: Piecewise) -> Bool {
        a.pieces == b.pieces && AnyHashable(a.following) == AnyHashable(b.following)
    }

    /// Feeds the pieces and what follows.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(pieces)
        hasher.combine(following)
    }
}

extension Schedule where Self == Piecewise {
    /// Schedules one after another, each over its own steps.
    public static func piecewise(
        _ pieces: [Piecewise.Piece],
        then following: any Schedule = .constant
    ) -> Self {
        Piecewise(pieces, then: following)
    }
}
