import Computation
import NeuralNetworks
import Synchronization

/// What a session's thread needs to know besides the bench.
struct TrainingState: Sendable {
    /// Whether steps are to be taken.
    var isRunning = false
    /// Whether there is a thread; it ends soon after steps are no longer to be taken.
    var hasThread = false
    /// How many steps are to be taken before it pauses; nil for no end.
    var stepsLeft: Int?
    /// How long each step is to last; nil for as short as can be.
    var stepDuration: Duration?
    /// Grows with every run, so that one that begins while another ends is not lost.
    var runNumber = 0
    /// Whether the session is gone.
    var isEnded = false
}

extension Session {
    /// Takes steps from now on, on a thread of its own.
    ///
    /// - Parameters:
    ///   - steps: After how many to pause; nil for no end.
    ///   - stepsPerSecond: At most so many, to be watched; nil for as many as can be.
    /// - Throws: ``StudioError`` where the session has ended.
    func run(steps: Int?, stepsPerSecond: Double? = nil) throws(StudioError) {
        let needsThread = try training.withLock { training throws(StudioError) in
            if training.isEnded { throw .unknownSession(id) }
            training.isRunning = true
            training.runNumber += 1
            training.stepsLeft = steps
            training.stepDuration = stepsPerSecond.map { .seconds(1 / $0) }
            snapshot.withLock { $0.status.running = true }
            defer { training.hasThread = true }
            return !training.hasThread
        }
        listeners.notify()
        if needsThread { startThread { self.train() } }
    }

    /// Takes no more steps; returns when those being taken are finished.
    func pause() {
        training.withLock { $0.isRunning = false }
        while training.withLock({ $0.hasThread && !$0.isRunning }) { yieldThread() }
    }

    /// The thread: a slice of steps, then whoever waits, then the next slice.
    private func train() {
        var pace = Pace()
        var next = ContinuousClock.now + (training.withLock { $0.stepDuration } ?? .zero)
        while takeSlice(&pace) {
            // The bench is not handed out in turns, so those who wait are let in here.
            while waiting.load(ordering: .relaxed) > 0 { yieldThread() }
            while let duration = training.withLock({ $0.isRunning ? $0.stepDuration : nil }) {
                let now = ContinuousClock.now
                // The first step was just taken; a slower pace before does not count any more.
                next = min(max(next, now - duration), now + duration)
                guard now < next else {
                    next += duration
                    break
                }
                // In naps, so that a pause is heard.
                sleepThread(for: min(next - now, .milliseconds(20)))
            }
        }
    }

    /// Takes some milliseconds of steps, or a single slow one.
    ///
    /// - Returns: Whether there are more to take; otherwise the thread counts as gone.
    private func takeSlice(_ pace: inout Pace) -> Bool {
        bench.withLock { bench in
            let (wanted, number) = training.withLock { training in
                guard training.isRunning else { return (0, training.runNumber) }
                let most = training.stepDuration == nil ? pace.steps : 1
                let wanted = min(most, training.stepsLeft ?? .max)
                if let left = training.stepsLeft { training.stepsLeft = left - wanted }
                return (wanted, training.runNumber)
            }
            let start = ContinuousClock.now
            // A training that failed has noted why.
            guard wanted > 0, let score = (try? bench.advance(by: wanted)) ?? nil else {
                return finish(run: number, &bench, &pace)
            }
            let now = ContinuousClock.now
            pace.add(score, steps: wanted, from: start, to: now)
            if isRead.exchange(false, ordering: .relaxed) || pace.isStatusDue(now) {
                bench.publish()
                show(bench)
                snapshot.withLock { pace.fill(&$0.status) }
                listeners.notify()
            }
            return true
        }
    }

    /// The end of a run.
    ///
    /// - Returns: Whether it goes on after all.
    private func finish(
        run number: Int,
        _ bench: inout Workbench,
        _ pace: inout Pace
    ) -> Bool {
        // Where it cannot be measured, the curve ends before.
        try? bench.measureEnd()
        bench.publish()
        show(bench)
        pace.takeRecent()
        defer { listeners.notify() }
        return training.withLock { training in
            // Another run may have been asked for meanwhile.
            if training.isRunning, training.runNumber != number { return true }
            snapshot.withLock { snapshot in
                pace.fill(&snapshot.status)
                snapshot.status.running = false
                snapshot.status.stepsPerSecond = 0
            }
            (training.isRunning, training.hasThread) = (false, false)
            return false
        }
    }

    /// Takes one step: of the training, or on an example.
    ///
    /// - Parameter body: Takes the step.
    /// - Throws: What the step throws.
    func step(_ body: (inout Workbench) throws -> ScoreMessage?) throws {
        try withBench { bench in
            guard let score = try body(&bench) else { return }
            try bench.measureEnd()
            snapshot.withLock { snapshot in
                snapshot.status.loss = score.loss
                snapshot.status.accuracy = score.accuracy
            }
        }
    }

    /// Begins anew or goes back, and pauses.
    func reset(_ body: (inout Workbench) throws -> Void) throws {
        pause()
        try withBench { bench in
            try body(&bench)
            guard bench.stepCount == 0 else { return }
            snapshot.withLock { snapshot in
                (snapshot.status.loss, snapshot.status.accuracy) = (nil, nil)
            }
        }
    }
}
