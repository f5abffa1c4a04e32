/// The examples of an epoch as steps gather them: where they lie, or changed anew, block by block of the
/// epoch's order.
final class ExampleFeed {
    private let examples: Examples
    private let trainer: Trainer
    private let model: Model
    private let memory: TrainingMemory
    /// The order of a block, which lies in the order of the epoch already.
    private let line: TrainingMemory
    private let blockSize: Int
    private var place: (epoch: Int, block: Range<Int>)?

    /// What steps gather from.
    private(set) var table: Examples

    /// - Parameters:
    ///   - trainer: How the examples change, if they do.
    ///   - model: What learns.
    ///   - examples: All examples.
    ///   - batchSize: A block is of whole batches.
    ///   - epoch: The first epoch, whose first block is made at once: it shows what kind they are of.
    ///   - memory: What holds the order of the epoch.
    /// - Throws: ``TrainingError`` where the examples cannot be changed as wished.
    init(
        trainer: Trainer,
        model: Model,
        examples: Examples,
        batchSize: Int,
        epoch: Int,
        memory: TrainingMemory
    ) throws(TrainingError) {
        (self.trainer, self.model, self.examples) = (trainer, model, examples)
        self.memory = memory
        table = examples
        guard trainer.augmentation != nil else {
            blockSize = examples.count
            line = memory
            return
        }
        let batchByteCount = max(1, Examples.stride(examples.inputs) * batchSize)
        let batches = max(1, trainer.blockByteCount / batchByteCount)
        let (size, overflows) = batches.multipliedReportingOverflow(by: batchSize)
        blockSize = overflows ? examples.count : min(size, examples.count)
        line = TrainingMemory(sharing: memory, exampleCount: blockSize)
        memory.shuffle(seed: trainer.seed, epoch: epoch)
        try change(block(at: 0), epoch: epoch, first: true)
    }

    /// The places of the epoch's order that are made together with one place.
    func block(at start: Int) -> Range<Int> {
        let begin = start / blockSize * blockSize
        return begin..<min(begin + blockSize, examples.count)
    }

    /// Whether ``table`` holds what an epoch has at some place.
    func holds(_ start: Int, of epoch: Int) -> Bool {
        guard trainer.augmentation != nil else { return true }
        return place.map { $0.epoch == epoch && $0.block.contains(start) } ?? false
    }

    /// Sees to it that ``table`` holds what an epoch, whose order has been drawn, has at some place.
    func prepare(_ start: Int, of epoch: Int) throws(TrainingError) {
        if !holds(start, of: epoch) { try change(block(at: start), epoch: epoch, first: false) }
    }

    /// Where the order of ``table`` lies, from a place of the epoch's order on.
    func order(from start: Int) -> UnsafeMutableRawPointer {
        guard trainer.augmentation != nil, let place else {
            return unsafe memory.order(from: start)
        }
        return unsafe line.order(from: start - place.block.lowerBound)
    }

    private func change(
        _ block: Range<Int>,
        epoch: Int,
        first: Bool
    ) throws(TrainingError) {
        guard let augmentation = trainer.augmentation else { return }
        let hasClasses = !trainer.loss.comparesExamples && examples.labels(for: model) != nil
        let context = TransformationContext(
            seed: trainer.seed,
            epoch: epoch,
            classCount: hasClasses ? model.outputShape[0] : nil,
            threads: trainer.processor.threads
        )
        let indices = memory.examples(at: block)
        var changed: Examples
        do {
            changed = try augmentation.transformed(examples, at: indices, in: context)
        } catch {
            throw .transformation(epoch: epoch, reason: "\(error)")
        }
        if changed.inputParts == nil, changed.targetParts == nil { changed.takeParts(of: examples) }
        try changed.check(for: model, with: trainer.loss)
        if changed.count == block.count { changed.takeWeights(of: examples, at: indices) }
        guard changed.count == block.count, first || table.areAlike(changed) else {
            throw .transformation(
                epoch: epoch,
                reason: "it made inputs \(changed.inputs.shape) with targets "
                    + "\(changed.targets.shape) for \(block.count) examples; all must be of one shape and type, and as many as "
                    + "asked for"
            )
        }
        table = changed
        place = (epoch, block)
    }
}

extension Examples {
    /// The labels that name outputs of a model, if these are such.
    fileprivate func labels(for model: Model) -> Tensor? {
        targets.elementType == .int32 && targets.shape.rank == 1 && model.outputShape.rank == 1
            && model.outputShape[0] > 1 ? targets : nil
    }

    /// Whether others have inputs and targets of the same shape and type, apart from their number.
    fileprivate func areAlike(_ others: Examples) -> Bool {
        inputType(batch: 1) == others.inputType(batch: 1)
            && targetType(batch: 1) == others.targetType(batch: 1)
    }
}
