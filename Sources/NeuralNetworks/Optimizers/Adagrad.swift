/// Adagrad: each weight's step is its gradient over the root of the sum of all its squares so far, so
/// that what is seldom learned from moves far, and every step is smaller than it was.
///
/// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", 2011.
public struct Adagrad: Optimizer {
    /// The name in files and options.
    public static let name = "adagrad"
    /// How large steps are.
    public var learningRate: Double
    /// Keeps the division from running away where gradients are tiny.
    public var epsilon: Double
    /// How strongly weights are pulled to zero: this times the weight is added to its gradient.
    public var weightDecay: Double

    /// Adagrad.
    public init(
        learningRate: Double = 0.01,
        epsilon: Double = 1e-10,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// One sum of squares for each weight.
    public var memoryCount: Int { 1 }

    /// Epsilon and weight decay.
    public var settings: [TrainingSetting] {
        [.amount("epsilon", epsilon), .amount("weight decay", weightDecay)]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        // RMSprop's rule with a sum in the place of the average.
        .rmsprop(
            learningRate: learningRate,
            oldShare: 1,
            newShare: 1,
            epsilon: epsilon,
            momentum: 0,
            decay: weightDecay
        )
    }
}

extension Optimizer where Self == Adagrad {
    /// Adagrad.
    public static func adagrad(learningRate: Double) -> Self {
        Adagrad(learningRate: learningRate)
    }
}
