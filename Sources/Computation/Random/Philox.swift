/// The Philox4x32-10 generator: a bijection from counters to numbers, so that every random number
/// of a training run is a pure function of what it is for.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
/// The dropout kernel computes the same function; a test holds the two together.
public enum Philox {
    /// Four random words for one counter under one key.
    public static func words(
        counter: SIMD4<UInt32>,
        key: SIMD2<UInt32>
    ) -> SIMD4<UInt32> {
        var counter = counter
        var key = key
        for _ in 0..<10 {
            let first = UInt64(counter.x) * 0xD251_1F53
            let second = UInt64(counter.z) * 0xCD9E_8D57
            counter = SIMD4(
                UInt32(truncatingIfNeeded: second >> 32) ^ counter.y ^ key.x,
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ counter.w ^ key.y,
                UInt32(truncatingIfNeeded: first)
            )
            key = SIMD2(key.x &+ 0x9E37_79B9, key.y &+ 0xBB67_AE85)
        }
        return counter
    }
}
