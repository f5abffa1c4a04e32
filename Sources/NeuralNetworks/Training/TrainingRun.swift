import Computation
import Synchronization

/// A training that is going on: a sequence of its epochs, each given when it has ended.
///
/// Leaving the loop stops the training. ``progress`` tells how far an epoch is.
public struct TrainingRun: AsyncSequence, Sendable {
    /// What the sequence gives.
    public typealias Element = Epoch

    private let epochs: AsyncThrowingStream<Epoch, any Error>
    private let events: TrainingEvents
    /// How far the training is, at most some thirty times a second, the newest kept.
    public let progress: AsyncStream<TrainingProgress>

    init(_ body: @escaping @Sendable (TrainingEvents) throws -> Void) {
        let (epochs, epochEvents) = AsyncThrowingStream.makeStream(of: Epoch.self)
        let (progress, progressEvents) = AsyncStream.makeStream(
            of: TrainingProgress.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        self.epochs = epochs
        self.progress = progress
        let events = TrainingEvents(epochs: epochEvents, progress: progressEvents)
        self.events = events
        epochEvents.onTermination = { _ in events.cancel() }
        startThread {
            do {
                try body(events)
                epochEvents.finish()
            } catch {
                epochEvents.finish(throwing: error)
            }
            progressEvents.finish()
        }
    }

    /// Starts to wait for epochs; when the iterator is gone, the training stops.
    public func makeAsyncIterator() -> Iterator {
        Iterator(epochs: epochs.makeAsyncIterator(), listener: Listener(events))
    }

    /// Waits for one epoch after another.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var epochs: AsyncThrowingStream<Epoch, any Error>.Iterator
        fileprivate let listener: Listener

        /// The next epoch when it has ended; nil when the training has.
        public mutating func next() async throws -> Epoch? { try await epochs.next() }

        /// The next epoch when it has ended; nil when the training has.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(any Error) -> Epoch? {
            try await epochs.next(isolation: actor)
        }
    }

    /// Stops the training when the last iterator that refers to it is gone: the stream itself
    /// would wait until the run is gone as well, and that may be held for its progress.
    fileprivate final class Listener: Sendable {
        private let events: TrainingEvents
        init(_ events: TrainingEvents) { self.events = events }
        deinit { events.cancel() }
    }
}

/// Where a training says how it goes, and hears that it should stop.
final class TrainingEvents: Sendable {
    private let epochs: AsyncThrowingStream<Epoch, any Error>.Continuation
    private let progress: AsyncStream<TrainingProgress>.Continuation
    private let cancellation = Atomic<Bool>(false)

    init(
        epochs: AsyncThrowingStream<Epoch, any Error>.Continuation,
        progress: AsyncStream<TrainingProgress>.Continuation
    ) {
        self.epochs = epochs
        self.progress = progress
    }

    var isCancelled: Bool { cancellation.load(ordering: .relaxed) }

    func cancel() { cancellation.store(true, ordering: .relaxed) }

    func send(_ epoch: Epoch) { epochs.yield(epoch) }

    func send(_ progress: TrainingProgress) { self.progress.yield(progress) }
}
