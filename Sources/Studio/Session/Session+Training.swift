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
}

extension Session {
    /// Takes steps from now on, on a thread of its own.
    ///
    /// - Parameter steps: After how many to pause; nil for no end.
    func run(steps: Int?) {
        let needsThread = training.withLock { training in
            training.isRunning = true
            training.stepsLeft = steps
            defer { training.hasThread = true }
            return !training.hasThread
        }
        snapshot.withLock { $0.status.running = true }
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
        while takeSlice(&pace) {
            // The bench is not handed out in turns, so those who wait are let in here.
            while waiting.load(ordering: .relaxed) > 0 { yieldThread() }
        }
    }

    /// Takes some milliseconds of steps.
    ///
    /// - Returns: Whether there are more to take; otherwise the thread counts as gone.
    private func takeSlice(_ pace: inout Pace) -> Bool {
        let goesOn = bench.withLock { bench in
            let wanted = training.withLock { training in
                let wanted = training.isRunning ? min(pace.steps, training.stepsLeft ?? .max) : 0
                if let left = training.stepsLeft { training.stepsLeft = left - wanted }
                return wanted
            }
            let start = ContinuousClock.now
            // A training that failed has noted why.
            guard wanted > 0, let score = (try? bench.advance(by: wanted)) ?? nil else {
                return finish(bench, &pace)
            }
            let now = ContinuousClock.now
            pace.add(score, steps: wanted, from: start, to: now)
            if isRead.exchange(false, ordering: .relaxed) || pace.isStatusDue(now) {
                bench.publish()
                show(bench)
                snapshot.withLock { pace.fill(&$0.status, now) }
                listeners.notify()
            }
            if pace.isCurveDue(now) { measure(bench, &pace) }
            return true
        }
        return goesOn
    }

    /// A point of the curve.
    private func measure(_ bench: borrowing Workbench, _ pace: inout Pace) {
        let start = ContinuousClock.now
        guard let training = pace.takeCurveScore(), let validation = try? bench.score() else {
            return
        }
        let step = bench.stepCount
        snapshot.withLock { $0.curve.add(Curve.Point(step, training, validation)) }
        pace.noteMeasurement(from: start, to: ContinuousClock.now)
    }

    /// The end of a run.
    ///
    /// - Returns: Whether it goes on after all.
    private func finish(_ bench: borrowing Workbench, _ pace: inout Pace) -> Bool {
        measure(bench, &pace)
        bench.publish()
        show(bench)
        snapshot.withLock { snapshot in
            pace.fill(&snapshot.status, ContinuousClock.now)
            snapshot.status.running = false
            snapshot.status.stepsPerSecond = 0
        }
        training.withLock { ($0.isRunning, $0.hasThread) = (false, false) }
        listeners.notify()
        return false
    }

    /// Takes one step: of the training, or on an example.
    ///
    /// - Parameter body: Takes the step.
    /// - Throws: What the step throws.
    func step(_ body: (inout Workbench) throws -> ScoreMessage?) throws {
        try withBench { bench in
            guard let score = try body(&bench) else { return }
            let (step, validation) = (bench.stepCount, try bench.score())
            snapshot.withLock { snapshot in
                snapshot.status.loss = score.loss
                snapshot.status.accuracy = score.accuracy
                snapshot.curve.add(Curve.Point(step, score, validation))
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
                snapshot.curve.clear()
            }
        }
    }
}

extension Curve.Point {
    init(_ step: Int, _ training: ScoreMessage, _ validation: ScoreMessage) {
        self.init(
            step: step,
            loss: training.loss,
            accuracy: training.accuracy,
            validationLoss: validation.loss,
            validationAccuracy: validation.accuracy
        )
    }
}
