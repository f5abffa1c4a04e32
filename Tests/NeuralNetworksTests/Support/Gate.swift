import Dispatch
import NeuralNetworks
import Synchronization

/// A schedule that stops the training's thread before given steps until it is let through, so that
/// a test can look at a training in the middle without asking a clock.
struct Gate: Schedule {
    static let name = "gate"

    private final class State: Sendable {
        let closed: Mutex<Set<Int>>
        let last = Mutex(-1)
        let pass = DispatchSemaphore(value: 0)
        let (arrivals, arrival) = AsyncStream.makeStream(of: Int.self)

        init(_ steps: Set<Int>) { closed = Mutex(steps) }
    }

    private let state: State

    /// A gate before each of the steps, counted from 0.
    init(before steps: Set<Int>) { state = State(steps) }

    /// The last step that has begun, or waits to begin.
    var lastStep: Int { state.last.withLock { $0 } }

    /// Returns when the training waits before a step.
    func wait() async {
        for await _ in state.arrivals { return }
    }

    /// Lets the training go on.
    func open() { state.pass.signal() }

    func factor(step: Int, of total: Int) -> Double {
        state.last.withLock { $0 = step }
        if state.closed.withLock({ $0.remove(step) }) != nil {
            state.arrival.yield(step)
            state.pass.wait()
        }
        return 1
    }

    static func == (left: Gate, right: Gate) -> Bool { left.state === right.state }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(state)) }
}
