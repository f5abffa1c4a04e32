import Computation

/// Examples to learn from, and those on which the result is measured.
public struct Fold: Hashable, Sendable {
    /// What is learned from.
    public let training: Examples
    /// The rest.
    public let validation: Examples
}

extension Examples {
    /// Parts for cross-validation: each example is in the validation part of one fold, and in the training
    /// part of all others.
    ///
    /// Where targets are labels, every class is spread evenly over the folds. The folds are a pure function
    /// of examples, count and seed.
    ///
    /// Source: Kohavi, "A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model
    /// Selection", 1995.
    ///
    /// - Parameters:
    ///   - count: How many folds, at least 2 and at most as many as examples.
    ///   - seed: The same seed makes the same folds.
    /// - Returns: The folds; their parts keep the order of the examples.
    /// - Throws: ``ExamplesError/folds(count:examples:)``.
    public func folds(_ count: Int, seed: UInt64 = 0) throws(ExamplesError) -> [Fold] {
        guard count >= 2, count <= self.count else {
            throw .folds(count: count, examples: self.count)
        }
        var groups: [Int: [Int32]] = [:]
        let labels = targets.shape.rank == 1 ? labels : nil
        for index in 0..<self.count {
            groups[labels?[index] ?? 0, default: []].append(Int32(index))
        }
        var fold = [Int](repeating: 0, count: self.count)
        var next = 0
        for label in groups.keys.sorted() {
            var members = groups[label] ?? []
            var stream = RandomStream(seed: seed, for: "folds", label)
            var span = members.mutableSpan
            stream.shuffle(&span)
            for index in members {
                fold[Int(index)] = next % count
                next += 1
            }
        }
        return (0..<count).map { number in
            Fold(
                training: self[fold.indices.filter { fold[$0] != number }],
                validation: self[fold.indices.filter { fold[$0] == number }]
            )
        }
    }
}
