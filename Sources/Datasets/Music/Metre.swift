/// How long a bar is: so many notes of a kind, such as six eighths.
public struct Metre: Hashable, Sendable, CustomStringConvertible {
    /// How many notes a bar has.
    public let beats: Int
    /// Which part of a whole note each is: 4 is a quarter.
    public let unit: Int

    /// A metre of its two numbers; nil where they are none: 1 to 64 notes of 1, 2, 4 … 64 to a whole.
    public init?(_ beats: Int, _ unit: Int) {
        guard (1...64).contains(beats), (1...64).contains(unit), unit & (unit - 1) == 0 else {
            return nil
        }
        (self.beats, self.unit) = (beats, unit)
    }

    /// Four quarters.
    public static let common = Metre(unchecked: 4, 4)

    private init(unchecked beats: Int, _ unit: Int) { (self.beats, self.unit) = (beats, unit) }

    /// A metre as ABC and people write it: `6/8`, `2+3/8`, `C` or `C|`; nil where it is none.
    public init?(_ text: String) {
        if text == "C" {
            self = .common
            return
        }
        if text == "C|" {
            self.init(2, 2)
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let unit = Int(parts[1].trimmed) else { return nil }
        var beats = 0
        let sum = parts[0].filter { $0 != "(" && $0 != ")" }
        for part in sum.split(separator: "+", omittingEmptySubsequences: false) {
            guard let number = Int(part.trimmed), (1...64).contains(number) else { return nil }
            beats += number
            guard beats <= 64 else { return nil }
        }
        self.init(beats, unit)
    }

    /// The ticks of a bar.
    public var ticks: Int { beats * MusicTime.whole / unit }

    /// The ticks of a beat as it is felt: three notes where they come in threes, as in 6/8.
    public var beatTicks: Int {
        let note = MusicTime.whole / unit
        return unit >= 8 && beats > 3 && beats % 3 == 0 ? 3 * note : note
    }

    /// As it is written: `6/8`.
    public var description: String { "\(beats)/\(unit)" }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
