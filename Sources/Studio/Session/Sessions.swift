import NeuralNetworks
import Synchronization

/// All sessions: begun, found, and ended when nobody looks any more.
final class Sessions: Sendable {
    private let materials: Materials
    private let configuration: StudioConfiguration
    /// In the order in which they began.
    private let all = Mutex<[Session]>([])

    init(_ materials: Materials, _ configuration: StudioConfiguration) {
        self.materials = materials
        self.configuration = configuration
    }

    /// Begins a session and replays how its weights came about.
    func begin(_ settings: Settings, replaying entries: [RecipeEntry]) async throws -> Session {
        let data = try await materials.data(named: settings.data)
        let trained = try await materials.trainedNetwork(on: settings.data)
        let processor = Processor(threads: configuration.threads)
        try Sessions.check(entries)
        let session = try await offPoolForRequest {
            var bench = try Workbench(settings, data: data, trained: trained, processor: processor)
            try bench.replay(entries)
            return Session(id: Sessions.makeName(), bench)
        }
        try add(session)
        return session
    }

    private static func check(_ entries: [RecipeEntry]) throws(StudioError) {
        guard entries.count <= Limits.recipe else {
            throw .badRequest("a recipe has at most \(Limits.recipe) entries, not \(entries.count)")
        }
        var total = 0
        for case .steps(let steps) in entries {
            guard steps > 0, steps <= Limits.steps - total else {
                throw .badRequest(
                    "the steps of a recipe are above 0 and at most \(Limits.steps) together, not \(steps)"
                )
            }
            total += steps
        }
    }

    /// A name that nobody guesses.
    static func makeName() -> String {
        (0..<2).map { _ in
            let word = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }

    func session(_ id: String) throws(StudioError) -> Session {
        guard let session = all.withLock({ $0.first { $0.id == id } }) else {
            throw .unknownSession(id)
        }
        return session
    }

    /// Ends a session.
    func end(_ id: String) throws(StudioError) {
        try end(session(id))
    }

    private func end(_ session: Session) {
        all.withLock { $0.removeAll { $0 === session } }
        session.training.withLock { ($0.isRunning, $0.isEnded) = (false, true) }
        session.listeners.close()
    }

    /// Adds a session; where there are too many, the oldest that nobody looks at ends.
    private func add(_ session: Session) throws(StudioError) {
        let limit = configuration.sessionLimit
        let ended = try all.withLock { all throws(StudioError) -> Session? in
            var ended: Session?
            if all.count >= limit {
                guard let idle = all.firstIndex(where: { $0.listeners.idleSince != nil }) else {
                    throw StudioError(503, "there are \(limit) sessions open already; close a page")
                }
                ended = all.remove(at: idle)
            }
            all.append(session)
            return ended
        }
        if let ended { end(ended) }
    }

    /// How many there are.
    var count: Int { all.withLock { $0.count } }

    /// Pauses and ends the sessions that nobody has looked at for a while.
    func tidy() {
        let now = ContinuousClock.now
        for session in all.withLock({ $0 }) {
            session.listeners.notify()
            guard let idle = session.listeners.idleSince, !session.listeners.isLingering else {
                continue
            }
            if now - idle >= configuration.endsAfter {
                end(session)
            } else if now - idle >= configuration.pausesAfter, session.listeners.wereLeft {
                session.training.withLock { $0.isRunning = false }
            }
        }
    }

    /// Ends all.
    func endAll() { for session in all.withLock({ $0 }) { end(session) } }
}

extension Workbench {
    /// Does again what a recipe says.
    ///
    /// - Throws: What a step throws, and where it takes longer than anybody waits.
    mutating func replay(_ entries: [RecipeEntry]) throws {
        let deadline = ContinuousClock.now + Limits.replay
        for entry in entries {
            switch entry {
            case .steps(let steps): try replay(steps: steps, until: deadline)
            case .example(let example):
                _ = try learn(example, data.read(example.input).examples(label: example.label))
            case .turn(let turn): _ = try self.turn(turn)
            case .learning(let learning): try setLearning(learning)
            }
            if let problem {
                throw StudioError.unprocessable("the recipe cannot be replayed: \(problem)")
            }
        }
        if stepCount > 0 { try measureEnd() }
    }

    /// Steps in slices, so that a page which asks for too much, or is gone, does not keep the processor busy.
    private mutating func replay(
        steps: Int,
        until deadline: ContinuousClock.Instant
    ) throws {
        var pace = Pace()
        var left = steps
        while left > 0, problem == nil {
            let start = ContinuousClock.now
            guard start < deadline else {
                throw StudioError.unprocessable(
                    "the steps of the recipe take longer than \(Limits.replay); begin with fewer"
                )
            }
            let slice = min(left, pace.steps)
            guard let score = try advance(by: slice) else { return }
            left -= slice
            pace.add(score, steps: slice, from: start, to: ContinuousClock.now)
        }
    }
}
