import Synchronization

/// What part of the processor a computation may use.
///
/// The choice changes the time, and no bit of a result.
public struct Processor: Hashable, Sendable {
    /// How many threads work together, the caller's included.
    public var threads: Int
    /// Which kernels run.
    public var instructionSet: InstructionSet

    /// The given part of the processor; without arguments, all of it.
    public init(threads: Int? = nil, instructionSet: InstructionSet = .best) {
        self.threads = max(1, threads ?? ThreadPool.coreCount)
        self.instructionSet = instructionSet
    }

    /// The threads, shared by all that use as many.
    package var pool: ThreadPool { SharedPools.pool(threads: threads) }
}

/// One pool for each number of threads, started when first asked for and kept.
private enum SharedPools {
    private static let pools = Mutex<[Int: ThreadPool]>([:])

    static func pool(threads: Int) -> ThreadPool {
        pools.withLock { pools in
            if let pool = pools[threads] { return pool }
            let pool = ThreadPool(threads: threads)
            pools[threads] = pool
            return pool
        }
    }
}
