public import Computation

/// What a classifier answers for one example.
public struct Classification: Hashable, Sendable {
    /// The share of belief in each class, in the order of the outputs.
    public let probabilities: [Float]
    /// The names of the classes; numbers where the model has none.
    public let classNames: [String]

    /// An answer of its parts, as many probabilities as names.
    public init(probabilities: [Float], classNames: [String]) {
        (self.probabilities, self.classNames) = (probabilities, classNames)
    }

    /// The classes with their probabilities, likeliest first.
    public var ranking: [(index: Int, name: String, probability: Float)] {
        probabilities.indices.sorted {
            (probabilities[$1], $0) < (probabilities[$0], $1)
        }.map { ($0, classNames[$0], probabilities[$0]) }
    }

    /// The likeliest class.
    public var answer: Int { ranking.first?.index ?? 0 }

    /// The probability of the likeliest class.
    public var confidence: Float { probabilities.max() ?? 0 }
}

extension Model {
    /// The classes that a model chooses from, by name; numbers where they have no names.
    public var classNames: [String] {
        let labels = information.labels
        return labels.count == outputShape.count
            ? labels : (0..<outputShape.count).map(String.init)
    }

    /// Which class each example belongs to.
    ///
    /// Outputs that are no probabilities, such as those of a network that learned with the
    /// quadratic cost, are taken in proportion to their size.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    /// - Returns: One answer for each example.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func classify(_ input: Tensor) throws(ShapeError) -> [Classification] {
        if let outputParts {
            throw ShapeError(
                "the model has the outputs \(outputParts) and chooses not only between classes",
                remedy: "take one of them from predict([…])"
            )
        }
        let outputs = try predict(input).floats
        let (width, names) = (max(outputShape.count, 1), classNames)
        return stride(from: 0, to: outputs.count, by: width).map { start in
            let row = outputs[start..<start + width].map { max($0, 0) }
            let sum = row.reduce(0, +)
            return Classification(
                probabilities: sum > 0 ? row.map { $0 / sum } : row,
                classNames: names
            )
        }
    }
}
