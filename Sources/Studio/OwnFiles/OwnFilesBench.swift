import Learners
import NeuralNetworks
import Synchronization

/// One's own examples and the model that learns from them, or a model that has learned already.
///
/// Files are read and networks taught on threads of their own; readers take what there is at the moment.
final class OwnFilesBench: Sendable {
    /// What is going on.
    enum Phase: String, Encodable {
        /// Files are being read.
        case reading
        /// Everything is there to begin to learn.
        case ready
        /// A network learns.
        case learning
        /// There is a model that answers.
        case answering
        /// What was given cannot be used.
        case failed
    }

    /// What there is at one moment.
    struct Situation: Sendable {
        var phase = Phase.reading
        /// What can be asked of the files, and what is asked.
        var offer: FilesOffer?
        var question: FilesQuestion?
        var task: (any LearningTask)?
        var epochs: [Epoch] = []
        var progress: TrainingProgress?
        var parameterCount: Int?
        var raw: (any RawModel)?
        var model: Model?
        var report: Report?
        /// Why something did not succeed.
        var problem: String?
    }

    private let source: OwnFiles
    private let situation: Mutex<Situation>
    private let learning = Mutex<Task<Void, Never>?>(nil)

    /// A bench that begins to read.
    init(_ source: OwnFiles) {
        self.source = source
        situation = Mutex(Situation())
        Task { [self] in
            do {
                let offer = try await offPool { try source.offer() }
                situation.withLock { ($0.offer, $0.question) = (offer, offer?.questions.first) }
                await read()
            } catch {
                situation.withLock { ($0.phase, $0.problem) = (.failed, "\(error)") }
            }
        }
    }

    /// Reads the files for the question that is asked.
    private func read() async {
        let question = now.question
        do {
            let opened = try await offPool { [source] in try source.open(question) }
            situation.withLock { now in
                switch opened {
                case .task(let task): (now.task, now.phase) = (task, .ready)
                case .model(let model, let raw):
                    (now.model, now.raw, now.phase) = (model, raw, .answering)
                    now.parameterCount = model.parameterCount
                }
            }
        } catch {
            situation.withLock { ($0.phase, $0.problem) = (.failed, "\(error)") }
        }
    }

    /// Asks something else of the files, which are read anew; what was learned before is gone.
    ///
    /// - Throws: ``StudioError`` where there is no choice, or something is going on.
    func ask(_ question: FilesQuestion) throws(StudioError) {
        try situation.withLock { now throws(StudioError) in
            guard let offer = now.offer else {
                throw StudioError(409, "nothing else can be asked of what is open here")
            }
            guard offer.questions.contains(where: { $0.kind == question.kind }) else {
                throw StudioError.badRequest(
                    "these files answer questions of the kinds "
                        + offer.questions.map(\.kind).joined(separator: ", ")
                        + ", not \"\(question.kind)\""
                )
            }
            guard now.phase != .learning, now.phase != .reading else {
                throw StudioError(409, "something is going on already; wait or stop it first")
            }
            now = Situation(offer: offer, question: question)
        }
        Task { await read() }
    }

    /// What there is at this moment.
    var now: Situation { situation.withLock { $0 } }

    /// Begins to teach a fresh network.
    ///
    /// - Throws: ``StudioError`` where there is nothing to learn from, or one learns already.
    func learn() throws(StudioError) {
        let task = try situation.withLock { now throws(StudioError) -> any LearningTask in
            guard now.phase != .reading else {
                throw StudioError(409, "the files are still being read; wait until they are")
            }
            guard let task = now.task else {
                throw StudioError(
                    409,
                    "there are no examples here to learn from; open a folder or file of them"
                )
            }
            guard now.phase != .learning else {
                throw StudioError(409, "a network is learning already; stop it first")
            }
            now = Situation(
                phase: .learning,
                offer: now.offer,
                question: now.question,
                task: task
            )
            return task
        }
        let work = Task { [self] in
            do {
                let outcome = try await task.learn { self.note($0) }
                let raw = try RawModelCatalogue.open(outcome.model)
                situation.withLock { now in
                    (now.model, now.raw, now.report) = (outcome.model, raw, outcome.report)
                    (now.phase, now.progress) = (.answering, nil)
                }
            } catch {
                situation.withLock { now in
                    (now.phase, now.progress) = (.ready, nil)
                    now.problem = error is CancellationError ? nil : "\(error)"
                }
            }
        }
        learning.withLock { $0 = work }
    }

    /// Ends the learning early: the model is what it has become so far.
    func stop() { learning.withLock { $0?.cancel() } }

    private func note(_ event: LearningEvent) {
        situation.withLock { now in
            switch event {
            case .began(_, let lesson): now.parameterCount = lesson.model.parameterCount
            case .progress(_, let progress): now.progress = progress
            case .epoch(_, let epoch): now.epochs.append(epoch)
            case .ended: break
            }
        }
    }

    /// The model that answers.
    ///
    /// - Throws: ``StudioError`` where there is none yet.
    func answering() throws(StudioError) -> any RawModel {
        guard let raw = now.raw else {
            throw StudioError(409, "there is no model yet that could answer; let one learn first")
        }
        return raw
    }
}
