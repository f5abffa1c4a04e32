/// Durations are whole numbers of ticks: halves down to a 128th of a quarter, thirds, ninths, fifths and sevenths
/// come out whole, and a standard MIDI file can count so.
public enum MusicTime {
    /// The ticks of a quarter note: 2⁵ · 3² · 5 · 7.
    public static let quarter = 10_080
    /// The ticks of a whole note.
    public static let whole = 4 * quarter
    /// The longest note or rest that is read: 64 whole notes.
    public static let longest = 64 * whole

    /// So many parts of a whole note in ticks; nil where that is none, too long, or no whole number.
    static func ticks(_ numerator: Int, over denominator: Int, of length: Int = whole) -> Int? {
        guard numerator > 0, denominator > 0, length > 0 else { return nil }
        let (product, overflow) = length.multipliedReportingOverflow(by: numerator)
        guard !overflow, product % denominator == 0, product / denominator <= longest else {
            return nil
        }
        return product / denominator
    }

    /// A number of ticks as a fraction of a length, in lowest terms.
    static func fraction(_ ticks: Int, of length: Int) -> (numerator: Int, denominator: Int) {
        let divisor = greatestCommonDivisor(ticks, length)
        return (ticks / divisor, length / divisor)
    }

    static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        var (first, second) = (first, second)
        while second != 0 { (first, second) = (second, first % second) }
        return max(first, 1)
    }
}
