/// Says which piece of a tune in ABC may come next, so that what is written can be read and every bar adds up.
///
/// It follows what was written piece by piece: what is missing of the bar, the pickup, repeats and endings.
public struct ABCGrammar: Sendable {
    /// What was written last.
    private enum Last: Hashable {
        case head, bar(ABCBar), ending, chord, note, length, rest, tie, triplet
    }

    private static let unit = MusicTime.whole / 8
    private let full: Int
    private var last = Last.head
    /// How much of the bar is written, without the note that may still get a length.
    private var used = 0
    /// Whether a note or rest stands there without its length.
    private var isPending = false
    /// How many notes of a triplet are to come, and the written length of its first.
    private var triplet: (left: Int, length: Int?)?
    private var pickup = 0
    /// How many bars there are, and how many since the section began.
    private(set) var barCount = 0
    private var sectionBars = 0
    private var isInRepeat = false
    /// The number of the ending that is written; 0 for none.
    private var ending = 0
    /// Whether the second ending must follow.
    private var awaitsSecond = false
    /// From how many bars on a tune ends as soon as it may.
    public var limit = 64

    /// A grammar for a metre; nil where it is free.
    public init(_ metre: Metre?) { full = (metre ?? .common).ticks }

    /// Whether a tune may end here.
    public var mayEnd: Bool {
        guard case .bar(let bar) = last else { return false }
        return barCount >= 4 && ending != 1 && !awaitsSecond && !isInRepeat && bar.isBoundary
            && !bar.beginsRepeat
    }

    /// Whether a tune should end here, being long enough.
    public var shouldEnd: Bool { mayEnd && barCount >= limit }

    /// The grammar after a piece; nil where the piece may not stand here.
    public func after(_ piece: String) -> ABCGrammar? {
        var next = self
        return next.take(piece) ? next : nil
    }

    private mutating func take(_ piece: String) -> Bool {
        guard let first = piece.utf8.first else { return false }
        switch Character(Unicode.Scalar(first)) {
        case "\"": return piece.utf8.count > 2 && takeChord()
        case "0"..."9", "/": return takeLength(piece)
        case "z" where piece == "z": return takeNote(isRest: true)
        case "^", "_", "=", "A"..."G", "a"..."g":
            // An accidental alone is a character of a piece that was not met.
            guard let letter = piece.last(where: { $0 != "," && $0 != "'" }), letter.isLetter else {
                return false
            }
            return takeNote(isRest: false)
        case "-" where piece == "-":
            guard last == .note || last == .length, triplet == nil, settle() else { return false }
            last = .tie
            return true
        case "(" where piece == "(3":
            guard triplet == nil, settle(), full - used >= Self.unit else {
                return false
            }
            triplet = (3, nil)
            last = .triplet
            return true
        case "[":
            let number = piece.utf8.dropFirst().compactMap { Int($0) - 48 }
            return number.count == 1 && takeEnding(number[0])
        case "|", ":": return takeBar(piece)
        default: return false
        }
    }

    private mutating func takeChord() -> Bool {
        guard last != .chord, settle(), used < full, !awaitsSecond else {
            return false
        }
        last = .chord
        return true
    }

    private mutating func takeNote(isRest: Bool) -> Bool {
        guard settle(), used < full, !awaitsSecond, !(isRest && last == .tie) else { return false }
        isPending = true
        last = isRest ? .rest : .note
        return true
    }

    private mutating func takeLength(_ piece: String) -> Bool {
        guard isPending, let ticks = Self.ticks(of: piece), ticks != Self.unit,
            // What is finer could leave a rest of the bar that no length fills.
            ticks % (Self.unit / 4) == 0
        else { return false }
        isPending = false
        if last == .note { last = .length }
        return add(ticks)
    }

    /// Gives the note that stands there the length of one, where none was written.
    private mutating func settle() -> Bool {
        guard isPending else { return true }
        isPending = false
        return add(Self.unit)
    }

    private mutating func add(_ ticks: Int) -> Bool {
        var ticks = ticks
        if var open = triplet {
            // All three are as long, and all must fit in.
            guard open.length == nil || open.length == ticks else { return false }
            if open.length == nil, used + 2 * ticks > full { return false }
            open = (open.left - 1, ticks)
            triplet = open.left > 0 ? open : nil
            ticks = ticks * 2 / 3
        }
        used += ticks
        return used <= full
    }

    private mutating func takeEnding(_ number: Int) -> Bool {
        guard case .bar(let bar) = last, triplet == nil else { return false }
        switch number {
        case 1:
            guard ending == 0, !awaitsSecond, !bar.isBoundary, sectionBars >= 2 else {
                return false
            }
        case 2:
            guard awaitsSecond else { return false }
            awaitsSecond = false
        default: return false
        }
        ending = number
        last = .ending
        return true
    }

    private mutating func takeBar(_ piece: String) -> Bool {
        let bar = ABCBar(
            endsRepeat: piece.hasPrefix(":"),
            beginsRepeat: piece.hasSuffix(":"),
            isDouble: piece == "||"
        )
        guard bar.text == piece, triplet == nil, !awaitsSecond else { return false }
        if last == .head {
            // A tune may begin with a repeat.
            guard piece == "|:" else { return false }
            (last, isInRepeat) = (.bar(bar), true)
            return true
        }
        guard settle(), used > 0 else { return false }
        let isFirst = barCount == 0 && pickup == 0
        if isFirst, used < full {
            // A pickup: at most half a bar, behind a plain line or the beginning of a repeat.
            guard 2 * used <= full, !bar.endsRepeat, !bar.isDouble else { return false }
            pickup = used
        } else {
            let isWhole = used == full
            guard isWhole || (bar.isBoundary && pickup > 0 && used == full - pickup) else {
                // A section may begin with the pickup again.
                guard sectionBars == 0, pickup > 0, used == pickup, !bar.isBoundary else {
                    return false
                }
                (used, last) = (0, .bar(bar))
                return true
            }
            barCount += 1
            sectionBars += 1
        }
        return close(bar)
    }

    private mutating func close(_ bar: ABCBar) -> Bool {
        if ending == 1 {
            guard bar.endsRepeat, !bar.beginsRepeat else { return false }
            (awaitsSecond, ending) = (true, 0)
        } else if bar.endsRepeat {
            guard sectionBars >= 2, ending == 0 || ending == 2 else { return false }
            (ending, isInRepeat) = (0, bar.beginsRepeat)
        } else if bar.beginsRepeat {
            guard !isInRepeat || ending == 2 else { return false }
            (ending, isInRepeat) = (0, true)
        } else if bar.isDouble {
            guard !isInRepeat || ending == 2 else { return false }
            (ending, isInRepeat) = (0, false)
        }
        if bar.isBoundary { sectionBars = 0 }
        (used, last) = (0, .bar(bar))
        return true
    }

    private static func ticks(of piece: String) -> Int? {
        let parts = piece.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let numerator = parts[0].isEmpty ? 1 : Int(parts[0]) else {
            return nil
        }
        guard parts.count == 2 else { return MusicTime.ticks(numerator, over: 1, of: unit) }
        guard let denominator = Int(parts[1]), denominator & (denominator - 1) == 0 else {
            return nil
        }
        return MusicTime.ticks(numerator, over: denominator, of: unit)
    }
}
