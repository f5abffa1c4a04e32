import Computation
import Synchronization

/// Plans with their memory, ready to run again: a few kept by what they are for.
///
/// A run takes an execution out and puts it back, so that no two runs share one.
final class ExecutionCache: Sendable {
    /// What an execution computes, and for how many examples of which type.
    struct Key: Hashable {
        let meaning: OutputMeaning
        let elementType: ElementType
        let count: Int
    }

    private struct Entry {
        let key: Key
        let execution: Execution
    }

    private static let capacity = 16
    private let entries = Mutex<[Entry]>([])

    /// Runs `body` with an execution for `key`, made by `make` if none is free.
    func withExecution<Result, Failure: Error>(
        for key: Key,
        make: () throws(Failure) -> Execution,
        _ body: (Execution) -> Result
    ) throws(Failure) -> Result {
        let kept = entries.withLock { entries in
            entries.lastIndex { $0.key == key }.map { entries.remove(at: $0).execution }
        }
        let execution = if let kept { kept } else { try make() }
        defer {
            entries.withLock { entries in
                if entries.count == ExecutionCache.capacity { entries.removeFirst() }
                entries.append(Entry(key: key, execution: execution))
            }
        }
        return body(execution)
    }
}
