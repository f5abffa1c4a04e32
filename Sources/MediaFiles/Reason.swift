import CMediaFiles

/// The words in which a C library says why it failed.
enum Reason {
    /// Calls `body` with room for a reason; the reason, when `body` returns false.
    static func of(_ body: (UnsafeMutablePointer<CChar>) -> Bool) -> String? {
        unsafe withUnsafeTemporaryAllocation(
            of: CChar.self,
            capacity: Int(MEDIA_REASON_LENGTH)
        ) { buffer in
            unsafe buffer.initialize(repeating: 0)
            guard let address = buffer.baseAddress else { return nil }
            return unsafe body(address) ? nil : String(cString: address)
        }
    }
}
