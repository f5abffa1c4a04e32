public import NeuralNetworks

/// Parts of a long text as examples: each token's target is the token after it.
///
/// Every epoch has as many examples, at other places. Which ones is a pure function of seed, epoch and index,
/// so that a training takes the windows as its `Trainer.augmentation`.
public struct TextWindows: ExampleTransformation {
    /// Where the examples of an epoch begin.
    public enum Order: String, Hashable, Sendable, Codable, CaseIterable {
        /// Anywhere, each place equally likely.
        case drawn
        /// One after another without overlap, the first at a place that is drawn for each epoch.
        case consecutive
    }

    /// The tokens that examples are taken of.
    public let tokens: [Int32]
    /// How many tokens an example has.
    public let context: Int
    /// Where examples begin.
    public let order: Order

    /// There are more tokens than the context.
    init(tokens: [Int32], context: Int, order: Order) {
        (self.tokens, self.context, self.order) = (tokens, context, order)
    }

    /// How many examples an epoch has: as many as do not overlap, wherever the first begins.
    public var count: Int {
        switch order {
        case .drawn: (tokens.count - 1) / context
        case .consecutive: max(1, (tokens.count - context) / context)
        }
    }

    /// The examples of an epoch.
    ///
    /// - Parameters:
    ///   - seed: The seed of the training.
    ///   - epoch: The epoch, from 1.
    /// - Returns: Inputs and targets `int32 [count, context]`.
    public func examples(seed: UInt64, epoch: Int) -> Examples {
        examples(Array(0..<count), seed: seed, epoch: epoch)
    }

    /// Some of the examples of an epoch, in the order that is wanted.
    ///
    /// - Parameters:
    ///   - examples: Those of any epoch; nothing is taken from them.
    ///   - indices: Which ones, from 0 to ``count`` − 1.
    ///   - context: The seed and the epoch.
    /// - Returns: Inputs and targets `int32 [indices.count, context]`.
    public func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) -> Examples {
        self.examples(indices, seed: context.seed, epoch: context.epoch)
    }

    private func examples(_ indices: [Int], seed: UInt64, epoch: Int) -> Examples {
        let places = min(tokens.count - context, Int(UInt32.max))
        let starts: [Int]
        switch order {
        case .drawn:
            starts = indices.map { index in
                var stream = RandomStream(seed: seed, for: "windows", epoch, index)
                return stream.integer(below: places)
            }
        case .consecutive:
            var stream = RandomStream(seed: seed, for: "window offset", epoch)
            // So many that the last token is reached too.
            let offsets = min(tokens.count - count * context, places)
            let first = stream.integer(below: offsets)
            starts = indices.map { min(first + $0 * context, places - 1) }
        }
        return .shifted(starts.map { tokens[$0...($0 + context)] }, context: context)
    }
}
