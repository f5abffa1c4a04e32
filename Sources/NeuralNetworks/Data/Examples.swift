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

    /// Some of the examples, in their order.
    public subscript(range: Range<Int>) -> Examples {
        Examples(
            unchecked: inputs[range],
            targets: targets[range],
            classNames: classNames
        )
    }

    /// Some of the examples, in the order of the indices: each from 0 to ``count`` − 1, as in an array.
    public subscript(indices: [Int]) -> Examples {
        Examples(
            unchecked: inputs[indices],
            targets: targets[indices],
            classNames: classNames
        )
    }

    /// Examples that are known to belong together.
    package init(unchecked inputs: Tensor, targets: Tensor, classNames: [String]) {
        self.inputs = inputs
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
        }
    }
}
