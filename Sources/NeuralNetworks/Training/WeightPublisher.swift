import Computation
import Synchronization

/// Gives readers copies of the weights that are learning, between two steps.
///
/// Two blocks take turns: the one that readers see, and a spare one that is written only when nobody
/// refers to it any more. So nobody reads a half-made step, and a step waits for nobody.
struct WeightPublisher {
    private let model: Model
    private let memory: TrainingMemory
    private var spare: Weights

    init(model: Model, memory: TrainingMemory) {
        self.model = model
        self.memory = memory
        spare = Weights(layout: model.layout)
    }

    /// Publishes if a reader has asked since the last time, the spare block is free, and the weights
    /// are good: a loss may be finite in the very step in which they become no numbers.
    mutating func publishIfWanted() {
        guard model.isPublicationWanted.load(ordering: .relaxed), isKnownUniquelyReferenced(&spare),
            memory.shown.firstNotFinite == nil
        else { return }
        model.isPublicationWanted.store(false, ordering: .relaxed)
        spare.copy(from: memory.shown)
        swap()
    }

    /// Publishes now, with a new block if a reader still holds the spare one.
    mutating func publish() {
        if !isKnownUniquelyReferenced(&spare) { spare = Weights(layout: model.layout) }
        spare.copy(from: memory.shown)
        swap()
    }

    private mutating func swap() {
        let fresh = spare
        spare = model.state.withLock { state in
            defer { state.weights = fresh }
            return state.weights
        }
    }
}
