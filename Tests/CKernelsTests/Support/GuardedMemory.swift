import Foundation

/// Memory for one operand, ending where a page begins that may not be touched.
///
/// A read or write past the end stops the test at once; canaries before the start are checked by
/// `canariesAlive`. The start is aligned to an element only, as the kernels allow.
@safe final class GuardedMemory {
    let address: UnsafeMutableRawPointer
    let byteCount: Int
    private let base: UnsafeMutableRawPointer
    private let pageCount: Int
    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    private static let canary: UInt8 = 0xA5
    private static let canaryCount = 64

    init(byteCount: Int) {
        let pageSize = Self.pageSize
        self.byteCount = byteCount
        pageCount = (byteCount + Self.canaryCount + pageSize - 1) / pageSize
        unsafe base = mmap(
            nil,
            (pageCount + 1) * pageSize,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS,
            -1,
            0
        )
        unsafe mprotect(base + pageCount * pageSize, pageSize, PROT_NONE)
        unsafe address = base + pageCount * pageSize - byteCount
        unsafe memset(address - Self.canaryCount, Int32(Self.canary), Self.canaryCount)
    }

    convenience init<Element: BitwiseCopyable>(_ values: [Element]) {
        self.init(byteCount: values.count * MemoryLayout<Element>.stride)
        unsafe values.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            unsafe memcpy(address, from, byteCount)
        }
    }

    deinit { unsafe munmap(base, (pageCount + 1) * Self.pageSize) }

    func values<Element: BitwiseCopyable>(_ type: Element.Type = Element.self) -> [Element] {
        let count = byteCount / MemoryLayout<Element>.stride
        return (0..<count).map {
            unsafe address.loadUnaligned(
                fromByteOffset: $0 * MemoryLayout<Element>.stride,
                as: type
            )
        }
    }

    var floats: [Float] { values(Float.self) }

    var canariesAlive: Bool {
        (1...Self.canaryCount).allSatisfy {
            unsafe address.load(fromByteOffset: -$0, as: UInt8.self) == Self.canary
        }
    }
}
