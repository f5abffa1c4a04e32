internal import CKernels

/// Memory that starts on a 64-byte line; freed with its owner.
///
/// The one place that owns raw memory. Whoever holds it sees to it that one run at a time writes.
@safe package final class AlignedMemory {
    package let byteCount: Int
    @unsafe package let address: UnsafeMutableRawPointer

    /// Memory of a size; without zeros it costs nothing until it is written.
    ///
    /// Much memory, unless it is said otherwise, lies in large pages.
    package init(byteCount: Int, zeroed: Bool = true, inLargePages: Bool? = nil) {
        self.byteCount = byteCount
        let page = Int(CK_LARGE_PAGE)
        if inLargePages ?? (byteCount >= page / 2) {
            let size = (max(byteCount, 1) + page - 1) / page * page
            unsafe address = .allocate(byteCount: size, alignment: page)
            unsafe ck_prefer_large_pages(address, Int64(size))
        } else {
            unsafe address = .allocate(byteCount: max(byteCount, 64), alignment: 64)
        }
        guard zeroed else { return }
        unsafe address.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 64))
    }

    /// Makes all of it zeros.
    package func clear() {
        unsafe address.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
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
