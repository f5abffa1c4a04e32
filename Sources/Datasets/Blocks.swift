import Dispatch
import Synchronization

/// All elements of blocks that are made on several processors, in the order of the blocks.
///
/// - Parameters:
///   - count: How many things are made.
///   - blockSize: How many of them make a block: enough that taking one costs nothing, few enough to
///     share the work evenly.
///   - threads: On how many threads at most; `nil` is as many as there are processors.
///   - elementCount: How many elements all things have together.
///   - make: The elements of the things in a range. It must depend on nothing but the range.
/// - Returns: The elements, the same for any number of threads.
func inBlocks<Element: Sendable>(
    _ count: Int,
    blockSize: Int,
    threads: Int? = nil,
    elementCount: Int,
    _ make: @Sendable (Range<Int>) -> [Element]
) -> [Element] {
    let blockCount = (count + blockSize - 1) / blockSize
    let blocks = Mutex([[Element]](repeating: [], count: blockCount))
    let workers = min(threads ?? blockCount, blockCount)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for block in stride(from: worker, to: blockCount, by: workers) {
            let elements = make(block * blockSize..<min((block + 1) * blockSize, count))
            blocks.withLock { $0[block] = elements }
        }
    }
    var all: [Element] = []
    all.reserveCapacity(elementCount)
    for block in blocks.withLock({ $0 }) { all += block }
    return all
}
