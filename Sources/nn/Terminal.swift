#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What is known of where output goes.
enum Terminal {
    /// How pictures may be coloured.
    enum Colours {
        case none, palette, full
    }

    /// The colours of standard output: none where it is no terminal or none are wanted.
    static let colours: Colours = {
        guard isatty(1) == 1, variable("NO_COLOR") == nil, variable("TERM") != "dumb" else {
            return .none
        }
        return ["truecolor", "24bit"].contains(variable("COLORTERM")) ? .full : .palette
    }()

    /// Whether standard error is a terminal, so that a progress bar may be drawn over and over.
    static let canRedraw = isatty(2) == 1

    /// How many columns the terminal has; 96 where output goes to a file.
    static var columns: Int {
        var size = winsize()
        for descriptor: Int32 in [1, 2] where isatty(descriptor) == 1 {
            if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
                return Int(size.ws_col)
            }
        }
        return variable("COLUMNS").flatMap { Int($0) } ?? 96
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

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
