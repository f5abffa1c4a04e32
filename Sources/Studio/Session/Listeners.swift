import Synchronization

/// The event streams that are open to a session.
final class Listeners: Sendable {
    private struct State {
        var next = 0
        var open: [Int: AsyncStream<Void>.Continuation] = [:]
        /// Since when there has been none.
        var idleSince: ContinuousClock.Instant? = .now
        /// Whether there has ever been one.
        var hasListened = false
        /// Until when being left does not count.
        var lingersUntil: ContinuousClock.Instant?
        /// Whether the session is gone.
        var isClosed = false
    }

    private let state = Mutex(State())

    /// A stream that says that something has changed; many changes may be one element.
    func listen() -> (number: Int, changes: AsyncStream<Void>) {
        let (changes, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = state.withLock { state in
            if state.isClosed { continuation.finish() }
            state.next += 1
            state.open[state.next] = continuation
            (state.idleSince, state.hasListened, state.lingersUntil) = (nil, true, nil)
            return state.next
        }
        continuation.yield()
        return (number, changes)
    }

    /// The stream is closed.
    func leave(_ number: Int) {
        let closed = state.withLock { state in
            let closed = state.open.removeValue(forKey: number)
            if state.open.isEmpty, closed != nil { state.idleSince = .now }
            return closed
        }
        closed?.finish()
    }

    /// Something has changed.
    func notify() {
        let open = state.withLock { Array($0.open.values) }
        for continuation in open { continuation.yield() }
    }

    /// The session is gone: closes every stream.
    func close() {
        let open = state.withLock { state in
            defer { (state.open, state.isClosed) = ([:], true) }
            return Array(state.open.values)
        }
        for continuation in open { continuation.finish() }
    }

    /// Since when nobody has listened; nil while somebody does.
    var idleSince: ContinuousClock.Instant? { state.withLock { $0.idleSince } }

    /// For so long it does not count that nobody listens; until somebody does again.
    func linger(for duration: Duration) {
        state.withLock { $0.lingersUntil = .now + duration }
    }

    /// Whether it does not count that nobody listens.
    var isLingering: Bool { state.withLock { $0.lingersUntil.map { $0 > .now } ?? false } }

    /// Whether somebody listened before and nobody does any more.
    var wereLeft: Bool { state.withLock { $0.hasListened && $0.open.isEmpty } }
}
