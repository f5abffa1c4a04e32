import NeuralNetworks
import Synchronization

/// One network being looked at by one page: it may be asked, turned and taught from any thread.
///
/// Whoever changes it holds the ``Workbench``; a running training lets it go every few milliseconds. What
/// readers need is kept beside it, so that reading waits for nobody.
final class Session: Sendable {
    let id: String
    let data: DataSet

    /// What readers see.
    struct Snapshot: Sendable {
        var settings: Settings
        var model: Model
        var recipe: Recipe
        var undoCount = 0
        var status = Status()
        var curve = Curve()
    }

    let bench: Mutex<Workbench>
    /// How many wait for the bench besides the training.
    let waiting = Atomic<Int>(0)
    /// Raised by readers: the training shows its weights at the next opportunity.
    let isRead = Atomic<Bool>(false)
    let snapshot: Mutex<Snapshot>
    let training = Mutex(TrainingState())
    let listeners = Listeners()
    private let cachedScore = Mutex<(version: Int, score: ScoreMessage)?>(nil)

    init(id: String, _ bench: sending Workbench) {
        self.id = id
        data = bench.data
        snapshot = Mutex(
            Snapshot(settings: bench.settings, model: bench.model, recipe: bench.recipe)
        )
        self.bench = Mutex(bench)
        withBench { _ in }
    }

    /// The network, for reading.
    var model: Model {
        isRead.store(true, ordering: .relaxed)
        return snapshot.withLock { $0.model }
    }

    var status: Status { snapshot.withLock { $0.status } }
    var recipe: Recipe { snapshot.withLock { $0.recipe } }
    var settings: Settings { snapshot.withLock { $0.settings } }
    var undoCount: Int { snapshot.withLock { $0.undoCount } }
    var curve: Curve { snapshot.withLock { $0.curve } }

    /// Changes the network, between two steps of a training that may be running.
    ///
    /// Readers see what came of it before this returns.
    func withBench<Result: Sendable>(
        _ body: (inout Workbench) throws -> Result
    ) rethrows -> Result {
        waiting.add(1, ordering: .relaxed)
        defer { listeners.notify() }
        return try bench.withLock { bench in
            waiting.subtract(1, ordering: .relaxed)
            defer {
                bench.publish()
                show(bench)
            }
            return try body(&bench)
        }
    }

    /// Lets readers see the bench as it is now.
    func show(_ bench: borrowing Workbench) {
        let (settings, model, recipe) = (bench.settings, bench.model, bench.recipe)
        let (undoCount, steps, epoch) = (bench.turns.count, bench.stepCount, bench.epochs)
        let (version, problem, curve) = (bench.version, bench.problem, bench.curve)
        snapshot.withLock { snapshot in
            snapshot.settings = settings
            snapshot.model = model
            snapshot.recipe = recipe
            snapshot.undoCount = undoCount
            snapshot.curve = curve
            snapshot.status.steps = steps
            snapshot.status.epoch = epoch
            snapshot.status.problem = problem
            snapshot.status.version = version
        }
    }

    /// How good the network is on validation examples, measured once for each version.
    func score() throws -> ScoreMessage {
        let version = status.version
        if let known = cachedScore.withLock({ $0 }), known.version == version { return known.score }
        let score = ScoreMessage(try model.score(on: data.scored))
        cachedScore.withLock { $0 = (version, score) }
        return score
    }
}

/// How a training stands.
struct Status: Encodable, Hashable, Sendable {
    var steps = 0
    var epoch = 0.0
    var running = false
    var stepsPerSecond = 0.0
    @Nullable var loss: Double?
    @Nullable var accuracy: Double?
    var version = 0
    @Nullable var problem: String?
}

/// How good a network is on some examples.
struct ScoreMessage: Encodable, Hashable, Sendable {
    /// The mean loss; told as null where a network was turned so far that it is no finite number.
    let loss: Double
    let accuracy: Double?
    let count: Int

    init(loss: Double, accuracy: Double?, count: Int) {
        (self.loss, self.accuracy, self.count) = (loss, accuracy, count)
    }

    init(_ score: Score) {
        self.init(loss: score.loss, accuracy: score.accuracy, count: score.count)
    }

    private enum CodingKeys: CodingKey { case loss, accuracy, count }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(loss.isFinite ? loss : nil, forKey: .loss)
        try container.encode(accuracy, forKey: .accuracy)
        try container.encode(count, forKey: .count)
    }
}

extension Model {
    /// Loss and accuracy on examples, with the loss that the meaning of the outputs tells.
    func score(on examples: Examples) throws(TrainingError) -> Score {
        func trainer(_ loss: some Loss) -> Trainer {
            Trainer(loss: loss, optimizer: SGD(), processor: processor)
        }
        return try trainer(usualLoss).evaluate(self, on: examples)
    }

    /// The loss that the meaning of the outputs tells.
    var usualLoss: any Loss {
        information.interpretation == .classLogits ? SoftmaxCrossEntropy() : QuadraticCost()
    }
}
