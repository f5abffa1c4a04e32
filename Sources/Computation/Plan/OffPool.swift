/// Does work that takes a while on a thread of its own.
///
/// Swift's pool has as many threads as the processor has cores, and shares them with Dispatch: long work there would
/// keep everything else from going on.
package func offPool<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        startThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}
