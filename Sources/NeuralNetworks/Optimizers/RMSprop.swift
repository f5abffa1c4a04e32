/// RMSprop: each weight's step is its gradient over the root of the moving average of its square, so
/// that all weights move about equally fast; with momentum, a moving sum of such steps.
///
/// Source: Tieleman and Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012; momentum
/// as PyTorch has it.
public struct RMSprop: Optimizer {
    /// The name in files and options.
    public static let name = "rmsprop"
    /// How large steps are.
    public var learningRate: Double
    /// The share of the old in the moving average of squared gradients.
    public var beta: Double
    /// Keeps the division from running away where gradients are tiny.
    public var epsilon: Double
    /// How much of the last step is kept, at least 0 and less than 1.
    public var momentum: Double
    /// How strongly weights are pulled to zero: this times the weight is added to its gradient.
    public var weightDecay: Double

    /// RMSprop.
    public init(
        learningRate: Double = 0.001,
        beta: Double = 0.99,
        epsilon: Double = 1e-8,
        momentum: Double = 0,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.beta = beta
        self.epsilon = epsilon
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    /// The average for each weight and, with momentum, a velocity.
    public var memoryCount: Int { momentum == 0 ? 1 : 2 }

    /// Beta, epsilon, momentum and weight decay.
    public var settings: [TrainingSetting] {
        [
            .share("beta", beta), .amount("epsilon", epsilon), .share("momentum", momentum),
            .amount("weight decay", weightDecay),
        ]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        .rmsprop(
            learningRate: learningRate,
            oldShare: beta,
            newShare: 1 - beta,
            epsilon: epsilon,
            momentum: momentum,
            decay: weightDecay
        )
    }
}

extension Optimizer where Self == RMSprop {
    /// RMSprop.
    public static func rmsprop(learningRate: Double, momentum: Double = 0) -> Self {
        RMSprop(learningRate: learningRate, momentum: momentum)
    }
}
