import Computation
import Synchronization

/// A training that is going on: a sequence of its epochs, each given when it has ended.
///
/// Leaving the loop stops the training. ``progress`` tells how far an epoch is.
public struct TrainingRun: AsyncSequence, Sendable {
    /// What the sequence gives.
    public typealias Element = Epoch

    private let epochs: AsyncThrowingStream<Epoch, any Error>
    /// How far the training is, at most some thirty times a second, the newest kept.
    public let progress: AsyncStream<Progress>

    init(_ body: @escaping @Sendable (TrainingEvents) throws -> Void) {
        let (epochs, epochEvents) = AsyncThrowingStream.makeStream(of: Epoch.self)
        let (progress, progressEvents) = AsyncStream.makeStream(
            of: Progress.self, bufferingPolicy: .bufferingNewest(1))
        self.epochs = epochs
        self.progress = progress
        let events = TrainingEvents(epochs: epochEvents, progress: progressEvents)
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

    /// Starts to wait for epochs.
    public func makeAsyncIterator() -> AsyncThrowingStream<Epoch, any Error>.Iterator {
        epochs.makeAsyncIterator()
    }
}

/// Where a training says how it goes, and hears that it should stop.
final class TrainingEvents: Sendable {
    private let epochs: AsyncThrowingStream<Epoch, any Error>.Continuation
    private let progress: AsyncStream<Progress>.Continuation
    private let cancellation = Atomic<Bool>(false)

    init(
        epochs: AsyncThrowingStream<Epoch, any Error>.Continuation,
        progress: AsyncStream<Progress>.Continuation
    ) {
        self.epochs = epochs
        self.progress = progress
    }

    var isCancelled: Bool { cancellation.load(ordering: .relaxed) }

    func cancel() { cancellation.store(true, ordering: .relaxed) }

    func send(_ epoch: Epoch) { epochs.yield(epoch) }

    func send(_ progress: Progress) { self.progress.yield(progress) }
}
