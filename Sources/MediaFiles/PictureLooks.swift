/// Numbers that tell whether pictures look alike, though their files differ.
public enum PictureLooks {
    /// What a picture looks like in 64 bits; alike pictures differ in few.
    ///
    /// Each says whether one of 8 × 8 places is darker than the one to its right, in grey of 9 × 8 pixels.
    ///
    /// Source: Krawetz, "Kind of Like That", 2013 (dHash).
    public static func of(_ picture: Picture) -> UInt64 {
        let small = picture.grey.resized(width: 9, height: 8).pixels
        var hash: UInt64 = 0
        for y in 0..<8 {
            for x in 0..<8 { hash = hash << 1 | (small[y * 9 + x] < small[y * 9 + x + 1] ? 1 : 0) }
        }
        return hash
    }

    /// How many of those that share a word each is compared with: where very many share one, as that of an empty
    /// border, the ones that are most alike in the next bits.
    private static let neighbours = 64

    /// Pairs of places whose ``of(_:)`` differ in at most three bits.
    ///
    /// Of four words of 16 bits, one at least is then equal, so that only such pairs are compared.
    public static func alike(_ hashes: [UInt64]) -> [(Int, Int)] {
        var pairs: Set<UInt64> = []
        for band in 0..<4 {
            // The word comes first, so that those that share it lie side by side.
            let turned = hashes.map { $0 << UInt64(16 * band) | $0 >> UInt64(64 - 16 * band) }
            let order = hashes.indices.sorted { (turned[$0], $0) < (turned[$1], $1) }
            for (place, one) in order.enumerated() {
                for other in order[(place + 1)...].prefix(neighbours) {
                    let difference = turned[one] ^ turned[other]
                    guard difference >> 48 == 0 else { break }
                    guard difference.nonzeroBitCount <= 3 else { continue }
                    pairs.insert(UInt64(min(one, other)) << 32 | UInt64(max(one, other)))
                }
            }
        }
        return pairs.sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
    }
}
