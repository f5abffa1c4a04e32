/// Numbers that tell whether contents are equal, or pictures alike.
public enum ContentHash {
    /// A number of bytes, FNV-1a over words of eight: two different files of a set have the same number with a
    /// chance of about one to 2⁶⁴ for each pair, unless somebody has made them so.
    ///
    /// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", 1991.
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0x100_0000_01B3
            hash ^= hash >> 29
        }
        let bytes = bytes.span
        var place = 0
        while place + 8 <= bytes.count {
            var word: UInt64 = 0
            for index in 0..<8 { word |= UInt64(bytes[place + index]) << (8 * UInt64(index)) }
            mix(word)
            place += 8
        }
        while place < bytes.count {
            mix(UInt64(bytes[place]))
            place += 1
        }
        return hash
    }

    /// What a picture looks like in 64 bits; alike pictures differ in few.
    ///
    /// Each says whether one of 8 × 8 places is darker than the one to its right, in grey of 9 × 8 pixels.
    ///
    /// Source: Krawetz, "Kind of Like That", 2013 (dHash).
    public static func looks(of picture: Picture) -> UInt64 {
        let small = picture.grey.resized(width: 9, height: 8).pixels
        var hash: UInt64 = 0
        for y in 0..<8 {
            for x in 0..<8 { hash = hash << 1 | (small[y * 9 + x] < small[y * 9 + x + 1] ? 1 : 0) }
        }
        return hash
    }

    /// Groups of equal numbers: the places of each, where there are two or more, in order of the first.
    public static func equal(_ hashes: [UInt64]) -> [[Int]] {
        var places: [UInt64: [Int]] = [:]
        for (index, hash) in hashes.enumerated() { places[hash, default: []].append(index) }
        return places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    /// Pairs of places whose ``looks(of:)`` differ in at most three bits.
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
