internal import CKernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Work that several threads do together, each its own part.
package protocol SharedWork: AnyObject {
    /// Does the part of one thread; `team` lets the parts wait for each other.
    func perform(thread: Int, of count: Int, team: borrowing Team)
}

/// The place where the threads of a pool meet.
package struct Team: ~Copyable, Sendable {
    private let count: Int
    private let patience: Int
    private let arrived = Atomic<Int>(0)
    private let phase = Atomic<Int>(0)

    init(count: Int, patience: Int) {
        self.count = count
        self.patience = patience
    }

    /// Waits until every thread has come here; what each wrote before, all see afterwards.
    package borrowing func meet() {
        guard count > 1 else { return }
        let current = phase.load(ordering: .acquiring)
        if arrived.add(1, ordering: .acquiringAndReleasing).newValue == count {
            arrived.store(0, ordering: .relaxed)
            phase.store(current &+ 1, ordering: .releasing)
        } else {
            var waits = 0
            while phase.load(ordering: .acquiring) == current { pause(&waits, patience) }
        }
    }
}

/// Lets a waiting thread breathe: a hint to the processor at first, then the core to others.
private func pause(_ waits: inout Int, _ patience: Int) {
    waits += 1
    if waits < patience { ck_pause() } else { sched_yield() }
}

/// A few threads that wait for work and wake within about a microsecond while work keeps coming;
/// without work they sleep.
///
/// The threads are the operating system's, not those of Swift's cooperative pool, which must never
/// be blocked.
package final class ThreadPool: @unchecked Sendable {
    // Unchecked because of `work`: it is written by the caller of `run` before `generation` is
    // raised, and read by the workers after they have seen that; `run` holds `isBusy` meanwhile.
    private var work: (any SharedWork)?
    private let generation = Atomic<Int>(0)
    private let unfinished = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let isStopping = Atomic<Bool>(false)
    private let isBusy = Mutex(())
    private let bell = Bell()
    private let team: Team
    /// How many times a waiting thread looks before it gives its core to others.
    private let patience: Int

    /// How many threads do the work, the caller's included.
    package let count: Int

    /// A pool of so many threads, the caller's included: one fewer is started.
    package init(threads count: Int) {
        self.count = max(count, 1)
        // With more threads than cores, whoever waits stands in the way of whom it waits for.
        patience = self.count > ThreadPool.coreCount ? 1 : 4_000
        team = Team(count: self.count, patience: patience)
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
        unfinished.store(count - 1, ordering: .sequentiallyConsistent)
        generation.add(1, ordering: .sequentiallyConsistent)
        bell.ring()
        var waits = 0
        while unfinished.load(ordering: .acquiring) > 0 { pause(&waits, patience) }
    }

    /// Does the work on all threads and returns when every part is done.
    package func run(_ work: some SharedWork) {
        if count == 1 {
            work.perform(thread: 0, of: 1, team: team)
            return
        }
        isBusy.withLock { _ in
            self.work = work
            unfinished.store(count - 1, ordering: .relaxed)
            generation.add(1, ordering: .sequentiallyConsistent)
            if sleepers.load(ordering: .sequentiallyConsistent) > 0 { bell.ring() }
            work.perform(thread: 0, of: count, team: team)
            var waits = 0
            while unfinished.load(ordering: .acquiring) > 0 { pause(&waits, patience) }
            self.work = nil
        }
    }

    private func serve(as thread: Int) {
        var seen = 0
        while true {
            var waits = 0
            while generation.load(ordering: .sequentiallyConsistent) == seen {
                waits += 1
                if waits < 5 * patience { ck_pause() } else { sleep(until: seen) }
            }
            seen += 1
            if isStopping.load(ordering: .acquiring) {
                unfinished.subtract(1, ordering: .releasing)
                return
            }
            work?.perform(thread: thread, of: count, team: team)
            unfinished.subtract(1, ordering: .releasing)
        }
    }

    private func sleep(until seen: Int) {
        sleepers.add(1, ordering: .sequentiallyConsistent)
        bell.wait { generation.load(ordering: .sequentiallyConsistent) != seen }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
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
