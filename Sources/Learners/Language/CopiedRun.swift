/// How much of a text is copied from another.
enum CopiedRun {
    /// The length of the longest run of characters that stands in a text and in another.
    ///
    /// Runs are compared by numbers that practically no two different ones have in common.
    ///
    /// Source: Karp, Rabin, "Efficient randomized pattern-matching algorithms", 1987.
    ///
    /// - Parameters:
    ///   - text: A short text, as numbers for its characters.
    ///   - others: What may have been copied; no run goes beyond the end of one.
    /// - Returns: How many characters the run has.
    static func longest(of text: [Int32], in others: [[Int32]]) -> Int {
        // A run that is there has all shorter ones in it.
        var (known, unknown) = (0, text.count + 1)
        while unknown - known > 1 {
            let length = (known + unknown) / 2
            var runs: Set<UInt64> = []
            _ = isAnyRun(of: length, in: text) { hash in
                runs.insert(hash)
                return false
            }
            if others.contains(where: { isAnyRun(of: length, in: $0, runs.contains) }) {
                known = length
            } else {
                unknown = length
            }
        }
        return known
    }

    /// Whether any run of a length passes, by its number.
    private static func isAnyRun(
        of length: Int,
        in text: [Int32],
        _ passes: (UInt64) -> Bool
    ) -> Bool {
        // Odd, so that no number of it is lost in 64 bits.
        let base: UInt64 = 0x9E37_79B9_7F4A_7C15
        var (hash, first): (UInt64, UInt64) = (0, 1)
        for _ in 0..<length { first &*= base }
        for (index, character) in text.enumerated() {
            hash = hash &* base &+ number(character)
            if index >= length { hash &-= first &* number(text[index - length]) }
            if index + 1 >= length, passes(hash) { return true }
        }
        return false
    }

    /// Characters far apart from each other, lest sums of small numbers meet.
    private static func number(_ character: Int32) -> UInt64 {
        var bits = UInt64(UInt32(bitPattern: character)) &+ 1
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        return bits ^ bits >> 27
    }
}
