import Computation

/// What the steps of a training share: weights, gradients, the optimizer's memory, the order of the
/// examples, and the sums of an epoch.
final class TrainingMemory {
    /// The weights that learn; readers get copies.
    let weights: Weights
    let gradients: AlignedMemory
    let optimizer: [AlignedMemory]
    /// Which example comes when.
    private(set) var order: AlignedMemory
    private(set) var exampleCount: Int
    /// The summed loss of the epoch so far.
    var loss = 0.0
    /// The count of correct answers of the epoch so far.
    var correct = 0.0

    init(model: Model, optimizer: some Optimizer, exampleCount: Int) {
        weights = Weights(layout: model.layout)
        weights.copy(from: model.weights)
        gradients = AlignedMemory(byteCount: model.layout.count * 4)
        self.optimizer = (0..<optimizer.memoryCount).map { _ in
            AlignedMemory(byteCount: model.layout.count * 4)
        }
        order = AlignedMemory(byteCount: exampleCount * 4)
        self.exampleCount = exampleCount
        line()
    }

    /// The same weights, gradients and optimizer's memory, with an order of their own.
    init(sharing memory: TrainingMemory, exampleCount: Int) {
        (weights, gradients, optimizer) = (memory.weights, memory.gradients, memory.optimizer)
        order = AlignedMemory(byteCount: exampleCount * 4)
        self.exampleCount = exampleCount
        line()
    }

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

    /// Lends the bytes of all examples.
    func withExamples<Result, Failure>(
        _ examples: Examples,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe examples.inputs.withUnsafeBytes { inputs throws(Failure) in
            try unsafe examples.targets.withUnsafeBytes { targets throws(Failure) in
                try unsafe body(inputs, targets)
            }
        }
    }
}
