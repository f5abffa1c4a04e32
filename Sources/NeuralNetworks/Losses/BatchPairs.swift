import Computation

/// Which two examples of a batch belong together: matrices `[batch, batch]` of zeros and ones.
struct BatchPairs {
    /// What takes a pair out of a maximum or a softmax when it is subtracted.
    static let never: Float = 1e30

    /// 1 where an example meets itself.
    let isSelf: Symbol
    /// 1 where two examples are of the same class, but not the same example.
    let areAlike: Symbol
    /// 1 where two examples are of different classes.
    let areOfOtherClasses: Symbol

    /// The pairs of labels `int32 [batch]`; nil where a loss cannot take outputs or labels, which the
    /// failure then says.
    init?(_ outputs: Symbol, _ labels: Symbol, for loss: String) {
        let builder = outputs.builder
        guard outputs.shape.rank == 2 else {
            builder.fail(
                ShapeError(
                    "\(loss) takes embeddings [batch, width], not \(outputs.shape)",
                    remedy: "end the network with Flatten() and Dense(width)"
                )
            )
            return nil
        }
        guard labels.areLabels(of: outputs, for: loss) else { return nil }
        let batch = outputs.shape[0]
        let numbers = builder.constant((0..<batch).map(Float.init), shape: [batch])
        func pairs(_ values: Symbol) -> Symbol {
            values.reshaped(to: [batch, 1]).equal(to: values.reshaped(to: [1, batch]))
        }
        isSelf = pairs(numbers)
        let haveSameLabel = pairs(labels.asFloats())
        areAlike = haveSameLabel - isSelf
        areOfOtherClasses = 1 - haveSameLabel
    }
}
