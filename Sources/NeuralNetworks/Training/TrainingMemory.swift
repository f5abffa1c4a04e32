import Computation

/// What the steps of a training share: weights, gradients, the optimizer's memory, the order of the
/// examples, and the sums of an epoch.
final class TrainingMemory {
    /// The weights that learn; readers get copies.
    let weights: Weights
    let gradients: AlignedMemory
    let optimizer: [AlignedMemory]
    /// The moving average of the weights, if there is to be one.
    let average: Weights?
    /// The sum of the gradients of the parts of a batch, where it comes in parts.
    let sum: AlignedMemory
    /// Where the norm of the gradients is computed.
    let norm: AlignedMemory
    /// Which example comes when.
    private(set) var order: AlignedMemory
    private(set) var exampleCount: Int
    /// The summed loss of the epoch so far.
    var loss = 0.0
    /// The count of correct answers of the epoch so far.
    var correct = 0.0

    init(model: Model, trainer: Trainer, exampleCount: Int) {
        weights = Weights(layout: model.layout)
        weights.copy(from: model.weights)
        gradients = AlignedMemory(byteCount: model.layout.count * 4)
        optimizer = (0..<trainer.optimizer.memoryCount).map { _ in
            AlignedMemory(byteCount: model.layout.count * 4)
        }
        average = trainer.averaging.map { _ in Weights(layout: model.layout) }
        sum = AlignedMemory(byteCount: trainer.microBatchSize == nil ? 0 : model.layout.count * 4)
        norm = AlignedMemory(byteCount: UpdateCalls.normCount(model.layout) * 4)
        order = AlignedMemory(byteCount: exampleCount * 4)
        self.exampleCount = exampleCount
        average?.copy(from: weights)
        line()
    }

    /// The weights that readers get: the average if there is one, else those that learn.
    var shown: Weights {
        guard let average else { return weights }
        // What is not learned is not averaged: it is as the last step left it.
        average.copy(from: weights, behind: weights.layout.learnedCount)
        return average
    }

    /// Goes on from other weights.
    func takeOver(_ other: Weights) {
        weights.copy(from: other)
        average?.copy(from: other)
    }

    /// Gives one weight another value and returns the one that it had.
    func turn(_ name: String, at index: Int, to value: Float) throws(ParameterError) -> Float {
        _ = try average?.turn(name, at: index, to: value)
        return try weights.turn(name, at: index, to: value)
    }

    /// The same weights, gradients and optimizer's memory, with an order of their own.
    init(sharing memory: TrainingMemory, exampleCount: Int) {
        (weights, gradients, optimizer) = (memory.weights, memory.gradients, memory.optimizer)
        (average, norm, sum) = (memory.average, memory.norm, memory.sum)
        order = AlignedMemory(byteCount: exampleCount * 4)
        self.exampleCount = exampleCount
        line()
    }

    /// The order from a place on, as kernels read it.
    func order(from start: Int) -> UnsafeMutableRawPointer { unsafe order.address + start * 4 }

    /// Which examples come at some places of the order.
    func examples(at places: Range<Int>) -> [Int] { places.map { unsafe Int(numbers[$0]) } }

    /// Makes room for so many examples, in their own order.
    func reserve(exampleCount count: Int) {
        guard count > exampleCount else { return }
        order = AlignedMemory(byteCount: count * 4)
        exampleCount = count
        line()
    }

    /// Puts the examples in their own order.
    private func line() {
        for index in 0..<exampleCount { unsafe numbers[index] = Int32(index) }
    }

    private var numbers: UnsafeMutableBufferPointer<Int32> {
        unsafe UnsafeMutableBufferPointer(
            start: order.address.assumingMemoryBound(to: Int32.self),
            count: exampleCount
        )
    }

    /// Begins to sum anew.
    func restart() { (loss, correct) = (0, 0) }

    /// Begins an epoch: the order of its examples is a pure function of seed and epoch.
    func shuffle(seed: UInt64, epoch: Int) {
        restart()
        line()
        var stream = RandomStream(seed: seed, for: "shuffle", epoch)
        var span = unsafe MutableSpan(_unsafeElements: numbers)
        stream.shuffle(&span)
    }

    /// Lends the bytes of all examples: inputs, targets, and weights if there are any.
    func withExamples<Result, Failure>(
        _ examples: Examples,
        _ body: (
            UnsafeRawBufferPointer, UnsafeRawBufferPointer, UnsafeRawBufferPointer?
        ) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe examples.inputs.withUnsafeBytes { inputs throws(Failure) in
            try unsafe examples.targets.withUnsafeBytes { targets throws(Failure) in
                guard let weights = examples.weights else {
                    return try unsafe body(inputs, targets, nil)
                }
                return try unsafe weights.withUnsafeBytes { weights throws(Failure) in
                    try unsafe body(inputs, targets, weights)
                }
            }
        }
    }
}
