/// What a tune in ABC consists of, as it is written; durations are in ticks, triplets and the like worked in.
public enum ABCElement: Hashable, Sendable {
    /// One note, or several at once, and whether they are tied to the next.
    case notes([NotePitch], ticks: Int, isTied: Bool)
    /// A silence.
    case rest(ticks: Int)
    /// A chord symbol above what follows.
    case chord(ChordSymbol)
    /// The end of a bar.
    case bar(ABCBar)
    /// The beginning of an ending that is played in some repeats only, such as the first.
    case ending([Int])
    /// Another key from here on.
    case key(MusicKey)
    /// Another metre from here on; nil is free.
    case metre(Metre?)

    /// How long it takes.
    public var ticks: Int {
        switch self {
        case .notes(_, let ticks, _), .rest(let ticks): ticks
        default: 0
        }
    }
}

/// A line between bars.
public struct ABCBar: Hashable, Sendable {
    /// Whether what is before it is played again.
    public let endsRepeat: Bool
    /// Whether what is after it is played again.
    public let beginsRepeat: Bool
    /// Whether it is doubled without a repeat: a section ends here.
    public let isDouble: Bool

    /// A line of its parts.
    public init(endsRepeat: Bool = false, beginsRepeat: Bool = false, isDouble: Bool = false) {
        self.endsRepeat = endsRepeat
        self.beginsRepeat = beginsRepeat
        self.isDouble = isDouble && !endsRepeat && !beginsRepeat
    }

    /// Whether a section ends or begins here, so that the bar may be cut in two.
    public var isBoundary: Bool { endsRepeat || beginsRepeat || isDouble }

    /// As it is written.
    public var text: String {
        switch (endsRepeat, beginsRepeat) {
        case (true, true): "::"
        case (true, false): ":|"
        case (false, true): "|:"
        case (false, false): isDouble ? "||" : "|"
        }
    }
}
