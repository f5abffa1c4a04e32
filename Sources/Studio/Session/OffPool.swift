import Dispatch

/// Does work that takes a while on a thread that may be kept busy, unlike those of Swift's own pool.
func offPool<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Swift.Result { try work() }) }
    }
}

private let queue = DispatchQueue(label: "studio", attributes: .concurrent)
