/// NAdam: Adam whose moving average of gradients is looked up one step ahead, as Nesterov does with
/// momentum.
///
/// Source: Dozat, "Incorporating Nesterov Momentum into Adam", 2016, algorithm 2 with a constant μ.
public struct NAdam: Optimizer {
    /// The name in files and options.
    public static let name = "nadam"
    /// How large steps are.
    public var learningRate: Double
    /// μ, the share of the old in the moving average of gradients.
    public var beta1: Double
    /// The share of the old in the moving average of squared gradients.
    public var beta2: Double
    /// Keeps the division from running away where gradients are tiny.
    public var epsilon: Double
    /// How strongly weights are pulled to zero: this times the weight is added to its gradient.
    public var weightDecay: Double

    /// NAdam.
    public init(
        learningRate: Double = 0.002,
        beta1: Double = 0.9,
        beta2: Double = 0.999,
        epsilon: Double = 1e-8,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// Two moving averages for each weight.
    public var memoryCount: Int { 2 }

    /// Both betas, epsilon and weight decay.
    public var settings: [TrainingSetting] {
        [
            .share("beta1", beta1), .share("beta2", beta2), .amount("epsilon", epsilon),
            .amount("weight decay", weightDecay),
        ]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        .nadam(
            learningRate: learningRate,
            beta1: beta1,
            beta2: beta2,
            epsilon: epsilon,
            decay: weightDecay,
            step: step
        )
    }
}

extension Optimizer where Self == NAdam {
    /// Adam that looks one step ahead.
    public static func nadam(learningRate: Double) -> Self {
        NAdam(learningRate: learningRate)
    }
}
