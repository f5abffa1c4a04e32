#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What is known of where output goes.
enum Terminal {
    /// Whether standard output is a terminal, so that pictures may use colours.
    static let hasColours = isatty(1) == 1

    /// Whether standard error is a terminal, so that a progress bar may be drawn over and over.
    static let canRedraw = isatty(2) == 1

    /// Writes text to standard error as it is.
    static func writeError(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count, let base = bytes.baseAddress {
                let count = unsafe write(2, base + written, bytes.count - written)
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
