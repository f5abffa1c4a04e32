import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Does something until it ends by itself or Ctrl-C or a request to end comes, whichever is first.
///
/// It is not waited for: what it holds ends with the program.
func untilSignal(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let (ends, end) = AsyncThrowingStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { end.finish() }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    Task {
        do {
            try await work()
            end.finish()
        } catch {
            end.finish(throwing: error)
        }
    }
    for try await _ in ends {}
}
