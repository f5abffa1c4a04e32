internal import CKernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Work that several threads do together, in rounds that follow each other.
///
/// Each round has as many parts as the pool has threads; they may run at once and in any order.
package protocol SharedWork: AnyObject {
    /// How many rounds there are.
    var roundCount: Int { get }

    /// Does one part of one round; all rounds before it are done.
    func perform(part: Int, of round: Int)
}

/// A few threads that wait for work and wake within a fraction of a microsecond while work keeps
/// coming; without work they sleep.
///
/// Part *p* of a round is thread *p*'s, as long as that thread is there to take it: what is in its
/// cache stays there. The caller waits for nobody who has not begun: a thread that sleeps, or whose
/// core somebody else is using, finds its part done. So on a busy machine the caller is about as
/// fast as it would be alone.
///
/// The threads are the operating system's, not those of Swift's cooperative pool, which must never
/// be blocked.
package final class ThreadPool: @unchecked Sendable {
    // Unchecked because of `work`: it is written before `generation` is raised, read only by a thread
    // that has claimed a part of that generation, and kept until every part is done.
    private var work: (any SharedWork)?
    /// Counts the runs.
    private let generation = Atomic<Int>(0)
    private let roundCount = Atomic<Int>(0)
    /// For each part, the run and the round in which it was claimed last.
    private let claims: Claims
    /// The run, and how many parts of it are done.
    private let finished = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let running = Atomic<Int>(0)
    private let isStopping = Atomic<Bool>(false)
    private let isBusy = Mutex(())
    private let bell = Bell()
    /// How many times a waiting thread looks before it gives its core to others.
    private let patience: Int

    /// How many threads do the work, the caller's included.
    package let count: Int

    /// A pool of so many threads, the caller's included: one fewer is started.
    package init(threads count: Int) {
        self.count = max(count, 1)
        // With more threads than cores, whoever waits stands in the way of whom it waits for.
        patience = self.count > ThreadPool.coreCount ? 1 : 4_000
        claims = Claims(self.count)
        running.store(self.count - 1, ordering: .relaxed)
        for index in 1..<max(self.count, 1) {
            startThread { [unowned self] in self.serve(as: index) }
        }
    }

    /// The cores that this process may use.
    public static let coreCount: Int = {
        let bound = Int(ck_usable_cores())
        return bound > 0 ? bound : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }()

    /// The memory of this machine in bytes.
    package static var physicalMemory: Int {
        Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Stops the threads; the pool must not be used afterwards.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        generation.add(1, ordering: .sequentiallyConsistent)
        bell.ring()
        var waits = 0
        while running.load(ordering: .acquiring) > 0 { pause(&waits) }
    }

    /// Does the work, with the other threads as far as they are free, and returns when all is done.
    ///
    /// - Returns: Whether it was done; false while another caller's work is going on, so that the
    ///   caller can do it alone at once.
    package func run(_ work: some SharedWork) -> Bool {
        let isDone: Void? = isBusy.withLockIfAvailable { _ in
            self.work = work
            let run = generation.load(ordering: .relaxed) + 1
            roundCount.store(work.roundCount, ordering: .relaxed)
            for part in 0..<count { claims[part].store(run << ThreadPool.bits, ordering: .relaxed) }
            finished.store(run << ThreadPool.bits, ordering: .relaxed)
            generation.store(run, ordering: .sequentiallyConsistent)
            if sleepers.load(ordering: .sequentiallyConsistent) > 0 { bell.ring() }
            follow(run, as: 0)
            self.work = nil
        }
        return isDone != nil
    }

    /// A run's number stands above so many bits of counts of rounds and parts.
    private static let bits = 24

    /// Goes through the rounds of a run with all others.
    private func follow(_ run: Int, as thread: Int) {
        for round in 0..<roundCount.load(ordering: .relaxed) {
            perform(part: thread, of: round, in: run)
            let target = run << ThreadPool.bits + (round + 1) * count
            var waits = 0
            while finished.load(ordering: .acquiring) < target {
                // The others leave the caller's part alone for a while: it has only been held up.
                if thread == 0 || waits > patience / 8 {
                    for part in 0..<count where part != thread {
                        perform(part: part, of: round, in: run)
                    }
                    if finished.load(ordering: .acquiring) >= target { break }
                }
                pause(&waits)
            }
            guard finished.load(ordering: .relaxed) >> ThreadPool.bits == run else { return }
        }
    }

    /// Does a part unless somebody has claimed it.
    private func perform(part: Int, of round: Int, in run: Int) {
        let unclaimed = run << ThreadPool.bits + round
        guard claims[part].load(ordering: .relaxed) == unclaimed,
            claims[part].compareExchange(
                expected: unclaimed,
                desired: unclaimed + 1,
                ordering: .acquiringAndReleasing
            ).exchanged
        else { return }
        work?.perform(part: part, of: round)
        finished.add(1, ordering: .acquiringAndReleasing)
    }

    private func serve(as thread: Int) {
        var seen = 0
        while true {
            var waits = 0
            while generation.load(ordering: .sequentiallyConsistent) == seen {
                waits += 1
                if waits < 5 * patience { ck_pause() } else { sleep(until: seen) }
            }
            seen = generation.load(ordering: .sequentiallyConsistent)
            if isStopping.load(ordering: .acquiring) {
                running.subtract(1, ordering: .releasing)
                return
            }
            follow(seen, as: thread)
        }
    }

    private func sleep(until seen: Int) {
        sleepers.add(1, ordering: .sequentiallyConsistent)
        bell.wait { generation.load(ordering: .sequentiallyConsistent) != seen }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
    }

    /// Lets a waiting thread breathe: a hint to the processor at first, then the core to others.
    private func pause(_ waits: inout Int) {
        waits += 1
        if waits < patience { ck_pause() } else { sched_yield() }
    }
}

/// One word for each part, on cache lines of their own.
@safe private final class Claims: @unchecked Sendable {
    // Unchecked: the words are atomic and live as long as their owner.
    private static let stride = 16
    private let count: Int
    private let words: UnsafeMutablePointer<Atomic<Int>>

    init(_ count: Int) {
        self.count = count
        unsafe words = .allocate(capacity: count * Claims.stride)
        for part in 0..<count {
            unsafe (words + part * Claims.stride).initialize(to: Atomic(0))
        }
    }

    deinit {
        for part in 0..<count { unsafe (words + part * Claims.stride).deinitialize(count: 1) }
        unsafe words.deallocate()
    }

    subscript(part: Int) -> Atomic<Int> {
        _read {
            precondition(part < count)
            yield unsafe words[part * Claims.stride]
        }
    }
}

/// Wakes threads that sleep: a condition variable of the platform.
@safe private final class Bell: @unchecked Sendable {
    // Unchecked: both are used as the platform prescribes, at addresses that never move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    func ring() {
        unsafe pthread_mutex_lock(mutex)
        unsafe pthread_cond_broadcast(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    func wait(until isAwake: () -> Bool) {
        unsafe pthread_mutex_lock(mutex)
        while !isAwake() { unsafe pthread_cond_wait(condition, mutex) }
        unsafe pthread_mutex_unlock(mutex)
    }
}

/// Starts a thread of the operating system's that runs to its end by itself.
package func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = unsafe Unmanaged.passRetained(Box(body)).toOpaque()
    #if canImport(Darwin)
        var thread: pthread_t?
        let result = unsafe pthread_create(
            &thread,
            nil,
            {
                unsafe Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body(); return nil
            },
            box
        )
    #else
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            },
            box
        )
    #endif
    precondition(result == 0, "the operating system refuses another thread (error \(result))")
    #if canImport(Darwin)
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #else
        pthread_detach(thread)
    #endif
}
