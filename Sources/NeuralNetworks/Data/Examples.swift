public import Computation

/// Examples to learn from: inputs, and for each the answer that is wanted.
public struct Examples: Hashable, Sendable {
    /// All inputs, `[count, …]`.
    ///
    /// Bytes are pixels: 0…255 become 0…1.
    public let inputs: Tensor
    /// All answers: labels `int32 [count]`, or numbers `float32 [count, …]`.
    public let targets: Tensor
    /// The names of the classes, where targets are labels; may be empty.
    public let classNames: [String]
    /// How much each example counts in learning, `float32 [count]`; nil is 1 for all.
    public private(set) var weights: Tensor?
    /// The named inputs of which the rows of ``inputs`` consist; nil where there is one without a name.
    public internal(set) var inputParts: NamedParts?
    /// The named targets of which the rows of ``targets`` consist; nil where there is one without a name.
    public internal(set) var targetParts: NamedParts?

    /// Examples from inputs and answers.
    ///
    /// - Throws: ``ExamplesError`` where there are not as many of the one as of the other.
    public init(
        inputs: Tensor,
        targets: Tensor,
        classNames: [String] = []
    ) throws(ExamplesError) {
        guard inputs.shape.rank > 0, targets.shape.rank > 0 else {
            throw .noBatch(inputs: inputs.shape, targets: targets.shape)
        }
        guard inputs.shape[0] == targets.shape[0] else {
            throw .countsDiffer(inputs: inputs.shape[0], targets: targets.shape[0])
        }
        if case .int32(let labels) = targets.storage, !classNames.isEmpty {
            for (index, label) in labels.enumerated()
            where !classNames.indices.contains(Int(label)) {
                throw .labelOutOfRange(label: Int(label), example: index, classes: classNames.count)
            }
        }
        self.inputs = inputs
        self.targets = targets
        self.classNames = classNames
    }

    /// How many examples there are.
    public var count: Int { inputs.shape[0] }

    /// The shape of one input.
    public var inputShape: Shape { Shape(Array(inputs.shape.sizes.dropFirst())) }

    /// The label of each example, where targets are labels.
    public var labels: [Int]? {
        guard case .int32(let labels) = targets.storage else { return nil }
        return labels.map(Int.init)
    }

    /// The same examples, of which some count more than others in learning: the loss and the gradient of
    /// each are multiplied by its weight before the mean over the batch is taken.
    ///
    /// - Parameter weights: A number for each example, on average 1 if learning is to go as quickly as
    ///   without; nil counts all alike.
    /// - Returns: The examples with their weights.
    /// - Throws: ``ExamplesError`` where there are not as many weights as examples, or one is no number
    ///   from 0 on.
    public func weighted(by weights: [Float]?) throws(ExamplesError) -> Examples {
        var result = self
        result.weights = nil
        guard let weights else { return result }
        guard weights.count == count else {
            throw .weightsDiffer(weights: weights.count, examples: count)
        }
        if let index = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .badWeight(weight: "\(weights[index])", example: index)
        }
        result.weights = Tensor(weights)
        return result
    }

    /// Takes over the weights of the examples that these were made of.
    mutating func takeWeights(of examples: Examples, at indices: [Int]) {
        weights = examples.weights?[indices]
    }

    /// Weights of classes of which some have more examples than others, so that all classes count alike:
    /// count / (classes · count of the class), and 0 for a class without examples; nil where targets are no
    /// labels.
    ///
    /// - Parameter classes: How many classes there are; none is as many as have names, or examples.
    /// - Returns: A weight for each class, for ``Trainer/classWeights``.
    public func balancedClassWeights(_ classes: Int? = nil) -> [Float]? {
        guard let labels else { return nil }
        let most = (labels.max() ?? -1) + 1
        let known = classes ?? (classNames.isEmpty ? most : classNames.count)
        var counts = [Int](repeating: 0, count: max(known, most, 0))
        for label in labels where label >= 0 { counts[label] += 1 }
        return counts.map { $0 == 0 ? 0 : Float(count) / Float(counts.count * $0) }
    }

    /// Some of the examples, in their order.
    public subscript(range: Range<Int>) -> Examples {
        var part = Examples(
            unchecked: inputs[range],
            targets: targets[range],
            classNames: classNames,
            weights: weights?[range]
        )
        part.takeParts(of: self)
        return part
    }

    /// Some of the examples, in the order of the indices: each from 0 to ``count`` − 1, as in an array.
    public subscript(indices: [Int]) -> Examples {
        var part = Examples(
            unchecked: inputs[indices],
            targets: targets[indices],
            classNames: classNames,
            weights: weights?[indices]
        )
        part.takeParts(of: self)
        return part
    }

    /// Examples that are known to belong together.
    package init(
        unchecked inputs: Tensor,
        targets: Tensor,
        classNames: [String],
        weights: Tensor? = nil
    ) {
        self.inputs = inputs
        self.weights = weights
        self.targets = targets
        self.classNames = classNames
    }

    /// Two parts: all but a share of the examples, and that share, taken from the end.
    ///
    /// - Parameter share: The size of the second part, between 0 and 1.
    /// - Returns: The two parts.
    public func split(last share: Double) -> (first: Examples, last: Examples) {
        let cut = count - Int((Double(count) * (share.isNaN ? 0 : min(max(share, 0), 1))).rounded())
        return (self[0..<cut], self[cut..<count])
    }
}

/// Examples that do not belong together.
public enum ExamplesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no first dimension that counts examples.
    case noBatch(inputs: Shape, targets: Shape)
    /// There are more of the one than of the other.
    case countsDiffer(inputs: Int, targets: Int)
    /// A label names no class.
    case labelOutOfRange(label: Int, example: Int, classes: Int)
    /// There are more or fewer weights than examples.
    case weightsDiffer(weights: Int, examples: Int)
    /// There cannot be so many folds.
    case folds(count: Int, examples: Int)
    /// Named parts do not belong together.
    case part(String)
    /// A weight is no number from 0 on.
    case badWeight(weight: String, example: Int)

    /// One line: what was wrong, and what was expected.
    public var description: String {
        switch self {
        case .noBatch(let inputs, let targets):
            "examples need a first dimension that counts them; the inputs are \(inputs) and the "
                + "targets \(targets)"
        case .countsDiffer(let inputs, let targets):
            "there are \(inputs) inputs but \(targets) targets; each input needs one target"
        case .labelOutOfRange(let label, let example, let classes):
            "example \(example) has the label \(label), but there are \(classes) classes, "
                + "0 to \(classes - 1)"
        case .weightsDiffer(let weights, let examples):
            "there are \(weights) weights for \(examples) examples; each example needs one"
        case .folds(let count, let examples):
            "\(examples) examples cannot make \(count) folds; ask for 2 or more, and for no more than "
                + "there are examples"
        case .part(let problem): problem
        case .badWeight(let weight, let example):
            "example \(example) has the weight \(weight); give a number from 0 on"
        }
    }
}
