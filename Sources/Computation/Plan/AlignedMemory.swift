/// Memory that starts on a 64-byte line; freed with its owner.
///
/// The one place that owns raw memory. Whoever holds it sees to it that one run at a time writes.
@safe package final class AlignedMemory {
    package let byteCount: Int
    @unsafe package let address: UnsafeMutableRawPointer

    /// Memory of a size; without zeros it costs nothing until it is written.
    package init(byteCount: Int, zeroed: Bool = true) {
        self.byteCount = byteCount
        unsafe address = .allocate(byteCount: max(byteCount, 64), alignment: 64)
        guard zeroed else { return }
        unsafe address.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 64))
    }

    deinit { unsafe address.deallocate() }

    /// The memory as single-precision numbers.
    @unsafe package var floats: UnsafeMutableBufferPointer<Float> {
        unsafe UnsafeMutableBufferPointer(
            start: address.assumingMemoryBound(to: Float.self),
            count: byteCount / 4
        )
    }
}
