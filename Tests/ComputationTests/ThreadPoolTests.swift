import Computation
import Synchronization
import TestSupport
import Testing

/// Work that counts: each part adds, and must find all earlier rounds done.
private final class Rounds: SharedWork {
    let roundCount: Int
    let threads: Int
    let sum = Atomic<Int>(0)
    let violations = Atomic<Int>(0)

    init(_ rounds: Int, threads: Int) {
        roundCount = rounds
        self.threads = threads
    }

    func perform(part: Int, of round: Int) {
        let before = sum.add(1, ordering: .sequentiallyConsistent).oldValue
        if !(round * threads..<(round + 1) * threads).contains(before) {
            violations.add(1, ordering: .relaxed)
        }
    }

    var isRight: Bool {
        sum.load(ordering: .relaxed) == roundCount * threads
            && violations.load(ordering: .relaxed) == 0
    }
}

@Suite struct ThreadPoolTests {
    @Test(arguments: [1, 2, 3, 5])
    func everyPartIsDoneOnceAndRoundsFollowEachOther(threads: Int) {
        let pool = ThreadPool(threads: threads)
        for _ in 0..<2_000 {
            let work = Rounds(4, threads: threads)
            #expect(pool.run(work))
            #expect(work.isRight)
        }
        pool.stop()
    }

    @Test func threadsWakeAfterSleep() {
        let pool = ThreadPool(threads: 2)
        for pause in [0, 1, 30] {
            let end = ContinuousClock.now + .milliseconds(pause)
            while ContinuousClock.now < end {}
            let work = Rounds(1, threads: 2)
            #expect(pool.run(work))
            #expect(work.isRight)
        }
        pool.stop()
    }

    /// Whoever finds the pool taken is told so, and nothing of its work is done.
    @Test func severalCallersDoNotWait() async {
        let pool = ThreadPool(threads: 2)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { _ in
                        let work = Rounds(3, threads: 2)
                        return pool.run(work)
                            ? work.isRight : work.sum.load(ordering: .relaxed) == 0
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        pool.stop()
    }

    /// The caller does the parts of threads that never come.
    @Test func nobodyWaitsForAThreadThatHasNotBegun() {
        let pool = ThreadPool(threads: 3)
        pool.stop()
        let work = Rounds(5, threads: 3)
        #expect(pool.run(work))
        #expect(work.isRight)
    }

    /// Parts that take long, and threads that take over meanwhile.
    @Test func slowPartsAreWaitedFor() {
        final class Slow: SharedWork {
            let roundCount = 20
            let sums = Mutex([Int](repeating: 0, count: 20))
            func perform(part: Int, of round: Int) {
                let end = ContinuousClock.now + .microseconds(part == round % 3 ? 300 : 0)
                while ContinuousClock.now < end {}
                sums.withLock { $0[round] += 1 }
            }
        }
        let pool = ThreadPool(threads: 3)
        for _ in 0..<5 {
            let work = Slow()
            #expect(pool.run(work))
            #expect(work.sums.withLock { $0 } == Array(repeating: 3, count: 20))
        }
        pool.stop()
    }

    /// Large enough that calls are really split.
    @Test(arguments: [2, 3, 4])
    func threadsChangeNoBit(threads: Int) {
        let builder = GraphBuilder()
        let a = builder.input("a", TensorType(.float32, [130, 300]))
        let b = builder.input("b", TensorType(.float32, [270, 300]))
        let product = a.matmul(b, transposingSecond: true)
        let outputs = [
            product.sigmoid(), product.softmax(), product.sum(over: 0..<1),
            product.sum(over: 1..<2), (product * 2).transposed(),
        ]
        var stream = RandomStream(test: 1)
        let inputs = [
            "a": Tensor(stream.numbers(130 * 300), shape: [130, 300]),
            "b": Tensor(stream.numbers(270 * 300), shape: [270, 300]),
        ]
        let pool = ThreadPool(threads: threads)
        let alone = runPlan(builder.graph, outputs, inputs: inputs)
        let together = runPlan(
            builder.graph,
            outputs,
            inputs: inputs,
            threads: threads,
            pool: pool
        )
        #expect(alone == together)
        pool.stop()
    }
}
