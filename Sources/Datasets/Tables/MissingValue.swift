/// The ways in which cells say that they hold nothing.
enum MissingValue {
    private static let words: Set<String> = [
        "?", "-", "na", "n/a", "#n/a", "nan", "null", "nil", "inf", "-inf", "+inf", "#value!",
        "#div/0!",
    ]

    /// Whether a cell holds nothing.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of a record.
    ///   - range: Which of them are the cell.
    ///   - areKnown: Whether words may say so.
    /// - Returns: Whether it does.
    static func matches(_ bytes: [UInt8], _ range: Range<Int>, words areKnown: Bool) -> Bool {
        guard !range.isEmpty else { return true }
        guard areKnown, range.count <= 8 else { return false }
        let first = bytes[range.lowerBound] | 0x20
        // Nearly all cells begin otherwise.
        guard Self.beginnings.contains(first) else { return false }
        return words.contains(String(decoding: bytes[range], as: UTF8.self).lowercased())
    }

    private static let beginnings: Set<UInt8> = Set(
        words.compactMap { $0.utf8.first.map { $0 | 0x20 } }
    )
}
