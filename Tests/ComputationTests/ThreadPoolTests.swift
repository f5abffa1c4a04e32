import Computation
import Synchronization
import TestSupport
import Testing

/// Work that counts: in each round every thread adds, and all must have added before any goes on.
private final class Rounds: SharedWork {
    let rounds: Int
    let sum = Atomic<Int>(0)
    let violations = Atomic<Int>(0)

    init(_ rounds: Int) { self.rounds = rounds }

    func perform(thread: Int, of count: Int, team: borrowing Team) {
        for round in 1...rounds {
            sum.add(1, ordering: .sequentiallyConsistent)
            team.meet()
            if sum.load(ordering: .sequentiallyConsistent) != round * count {
                violations.add(1, ordering: .relaxed)
            }
            team.meet()
        }
    }
}

@Suite struct ThreadPoolTests {
    @Test(arguments: [1, 2, 3, 5])
    func everyThreadWorksAndWaits(threads: Int) {
        let pool = ThreadPool(threads: threads)
        for _ in 0..<50 {
            let work = Rounds(4)
            pool.run(work)
            #expect(work.sum.load(ordering: .relaxed) == 4 * threads)
            #expect(work.violations.load(ordering: .relaxed) == 0)
        }
        pool.stop()
    }

    @Test func threadsWakeAfterSleep() {
        let pool = ThreadPool(threads: 2)
        for pause in [0, 1, 30] {
            let end = ContinuousClock.now + .milliseconds(pause)
            while ContinuousClock.now < end {}
            let work = Rounds(1)
            pool.run(work)
            #expect(work.sum.load(ordering: .relaxed) == 2)
        }
        pool.stop()
    }

    @Test func severalCallersTakeTurns() async {
        let pool = ThreadPool(threads: 2)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let work = Rounds(3)
                    pool.run(work)
                    return work.sum.load(ordering: .relaxed)
                }
            }
            for await sum in group { #expect(sum == 6) }
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
