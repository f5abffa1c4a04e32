import Computation
import Synchronization

/// How many requests are being worked on at this moment.
private let underWay = Mutex(0)

/// Does the work of a request in the same way, if there are not too many already.
///
/// What the studio does of its own accord is never refused: all sessions would have to do without it.
///
/// - Throws: What the work throws, or a ``StudioError`` where it is too much at once.
func offPoolForRequest<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try underWay.withLock { count throws(StudioError) in
        guard count < Limits.work else {
            throw StudioError(503, "the studio is asked too much at once; ask again in a moment")
        }
        count += 1
    }
    defer { underWay.withLock { $0 -= 1 } }
    return try await offPool(work)
}
