#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lets other threads go first.
func yieldThread() { sched_yield() }

extension Float {
    /// eˣ.
    static func exponential(_ x: Float) -> Float { exp(x) }

    /// The natural logarithm.
    static func logarithm(_ x: Float) -> Float { log(x) }
}

/// What the system says about one of its error numbers.
func systemWords(for number: Int32) -> String {
    number == EADDRINUSE ? "it is in use already" : unsafe String(cString: strerror(number))
}
