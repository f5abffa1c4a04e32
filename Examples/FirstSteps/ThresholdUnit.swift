/// Rosenblatt's unit: activated when the weighted sum of its inputs reaches a threshold, or not.
///
/// It has no gradient, and needs none: it learns by being corrected. Source: Rosenblatt, "The
/// Perceptron", 1958.
public struct ThresholdUnit: Sendable {
    /// How much each input counts.
    public private(set) var weights: [Double]
    /// The threshold with its sign turned: the unit is activated where the sum plus bias is not
    /// negative.
    public private(set) var bias = 0.0

    /// A unit that knows nothing yet.
    public init(inputs: Int) {
        weights = [Double](repeating: 0, count: inputs)
    }

    /// Activated or not.
    public func output(_ inputs: [Double]) -> Bool {
        zip(weights, inputs).reduce(bias) { $0 + $1.0 * $1.1 } >= 0
    }

    /// Goes through examples until all are answered right: w ← w + (wanted − answered)·x.
    ///
    /// Where a straight line can part the two kinds of examples, this ends (the perceptron
    /// convergence theorem, Novikoff, 1962); where none can, it never does.
    ///
    /// - Parameters:
    ///   - examples: Inputs, and whether the unit should be activated by them.
    ///   - rounds: After how many rounds to give up.
    /// - Returns: After how many rounds all answers were right; nil if it gave up.
    public mutating func learn(
        _ examples: [(inputs: [Double], wanted: Bool)],
        atMost rounds: Int = 100
    ) -> Int? {
        for round in 0..<rounds {
            var mistakes = 0
            for (inputs, wanted) in examples where output(inputs) != wanted {
                let correction = wanted ? 1.0 : -1.0
                for index in weights.indices { weights[index] += correction * inputs[index] }
                bias += correction
                mistakes += 1
            }
            if mistakes == 0 { return round }
        }
        return nil
    }
}

/// The answers of a logical function for the four pairs of inputs.
public enum LogicalFunction: String, CaseIterable, Sendable {
    /// Both inputs are 1.
    case and
    /// At least one input is 1.
    case or
    /// Exactly one input is 1; no straight line parts these from the others.
    case xor

    /// The four pairs of inputs and their answers.
    public var examples: [(inputs: [Double], wanted: Bool)] {
        [(0, 0), (0, 1), (1, 0), (1, 1)].map { (first: Int, second: Int) in
            let wanted =
                switch self {
                case .and: first + second == 2
                case .or: first + second >= 1
                case .xor: first + second == 1
                }
            return ([Double(first), Double(second)], wanted)
        }
    }
}
