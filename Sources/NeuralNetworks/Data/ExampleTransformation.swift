/// A way to make new examples of old ones, anew in each epoch, such as turned pictures.
///
/// ``Trainer/augmentation`` takes one. A new example is a pure function of the seed, the epoch and its
/// index, so that it is the same whatever others are made with it.
public protocol ExampleTransformation: Hashable, Sendable {
    /// Some of the examples, changed.
    ///
    /// - Parameters:
    ///   - examples: All examples; parts of others may be mixed into those that are wanted.
    ///   - indices: Which of them, in the order that is wanted.
    ///   - context: What the changes are drawn from.
    /// - Returns: As many examples as indices, all of one shape and type whatever the indices.
    /// - Throws: Any error that says in one line why it cannot be done.
    func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) throws -> Examples
}

/// What examples of an epoch are drawn from.
public struct TransformationContext: Hashable, Sendable {
    /// The seed of the training.
    public var seed: UInt64
    /// Which time the examples are learned from, from 1.
    public var epoch: Int
    /// How many classes there are, where that is known.
    public var classCount: Int?
    /// On how many threads at most; the examples do not depend on it.
    public var threads: Int

    /// A context of its parts.
    public init(seed: UInt64, epoch: Int, classCount: Int? = nil, threads: Int = 1) {
        self.seed = seed
        self.epoch = epoch
        self.classCount = classCount
        self.threads = threads
    }
}
