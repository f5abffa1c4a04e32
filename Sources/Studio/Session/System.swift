#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lets other threads go first.
func yieldThread() { sched_yield() }

/// Lets this thread sleep for less than a second.
func sleepThread(for duration: Duration) {
    usleep(UInt32(min(max(duration / .microseconds(1), 0), 999_999)))
}

extension Float {
    /// eˣ.
    static func exponential(_ x: Float) -> Float { exp(x) }

    /// The natural logarithm.
    static func logarithm(_ x: Float) -> Float { log(x) }
}

/// Whether one of the system's error numbers says that a port is in use.
func isInUse(_ number: Int32) -> Bool { number == EADDRINUSE }

/// What the system says about one of its error numbers.
func systemWords(for number: Int32) -> String {
    isInUse(number) ? "it is in use already" : unsafe String(cString: strerror(number))
}
