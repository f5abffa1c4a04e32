import Computation

/// What the steps of a training share: weights, gradients, the optimizer's memory, the order of the
/// examples, and the sums of an epoch.
final class TrainingMemory {
    /// The weights that learn; readers get copies.
    let weights: Weights
    let gradients: AlignedMemory
    let optimizer: [AlignedMemory]
    let order: AlignedMemory
    let exampleCount: Int
    /// The summed loss of the epoch so far.
    var loss = 0.0
    /// The count of correct answers of the epoch so far.
    var correct = 0.0

    init(model: Model, optimizer: some Optimizer, examples: Examples) {
        weights = Weights(layout: model.layout)
        weights.copy(from: model.weights)
        gradients = AlignedMemory(byteCount: model.layout.count * 4)
        self.optimizer = (0..<optimizer.memoryCount).map { _ in
            AlignedMemory(byteCount: model.layout.count * 4)
        }
        order = AlignedMemory(byteCount: examples.count * 4)
        exampleCount = examples.count
    }

    /// Begins an epoch: the order of its examples is a pure function of seed and epoch.
    func shuffle(seed: UInt64, epoch: Int) {
        (loss, correct) = (0, 0)
        let numbers = unsafe UnsafeMutableBufferPointer(
            start: order.address.assumingMemoryBound(to: Int32.self),
            count: exampleCount
        )
        for index in 0..<exampleCount { unsafe numbers[index] = Int32(index) }
        var stream = RandomStream(seed: seed, for: "shuffle", epoch)
        var span = unsafe MutableSpan(_unsafeElements: numbers)
        stream.shuffle(&span)
    }

    /// Lends the bytes of all examples.
    func withExamples<Result>(
        _ examples: Examples,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Result
    ) -> Result {
        unsafe examples.inputs.withUnsafeBytes { inputs in
            unsafe examples.targets.withUnsafeBytes { targets in unsafe body(inputs, targets) }
        }
    }
}
