import Dispatch
import Synchronization

/// A number for each place, computed on all processors.
///
/// - Parameters:
///   - count: How many places there are.
///   - compute: The number of a place. It must depend on nothing but the place.
/// - Returns: The numbers in order.
func inParallel<Result: Sendable>(
    _ count: Int,
    _ compute: @Sendable (Int) -> Result
) -> [Result] {
    let blockSize = 16
    let blocks = (count + blockSize - 1) / blockSize
    let results = Mutex([[Result]](repeating: [], count: blocks))
    DispatchQueue.concurrentPerform(iterations: blocks) { block in
        let part = (block * blockSize..<min((block + 1) * blockSize, count)).map(compute)
        results.withLock { $0[block] = part }
    }
    return results.withLock { $0.flatMap(\.self) }
}
