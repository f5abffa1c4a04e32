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

    /// Pairs of places whose ``of(_:)`` differ in at most three bits.
    ///
    /// Of four words of 16 bits, one at least is then equal, so that only such pairs are compared.
    public static func alike(_ hashes: [UInt64]) -> [(Int, Int)] {
        var pairs: Set<[Int]> = []
        for band in 0..<4 {
            var places: [UInt64: [Int]] = [:]
            for (index, hash) in hashes.enumerated() {
                places[(hash >> UInt64(16 * band)) & 0xFFFF, default: []].append(index)
            }
            // A word that very many share, such as that of an empty border, tells nothing.
            for members in places.values where members.count > 1 && members.count <= 2000 {
                for (offset, first) in members.enumerated() {
                    for second in members[(offset + 1)...]
                    where (hashes[first] ^ hashes[second]).nonzeroBitCount <= 3 {
                        pairs.insert([first, second])
                    }
                }
            }
        }
        return pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
    }
}
