/// Lion: every weight moves equally far in each step, only the direction, up or down, comes from the
/// gradients; with half of Adam's memory.
///
/// Its learning rate is a third to a tenth of Adam's, its weight decay as much larger. Source: Chen and
/// others, "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2.
public struct Lion: Optimizer {
    /// The name in files and options.
    public static let name = "lion"
    /// How large steps are.
    public var learningRate: Double
    /// The share of the moving average in the direction of a step.
    public var beta1: Double
    /// The share of the old in the moving average of gradients.
    public var beta2: Double
    /// How strongly weights shrink: by rate·decay in each step, whatever their gradients.
    public var weightDecay: Double

    /// Lion.
    public init(
        learningRate: Double = 0.0003,
        beta1: Double = 0.9,
        beta2: Double = 0.99,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.weightDecay = weightDecay
    }

    /// One moving average for each weight.
    public var memoryCount: Int { 1 }

    /// Both betas and the weight decay.
    public var settings: [TrainingSetting] {
        [.share("beta1", beta1), .share("beta2", beta2), .amount("weight decay", weightDecay)]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        .lion(
            learningRate: learningRate,
            beta1: beta1,
            beta2: beta2,
            decoupledDecay: weightDecay
        )
    }
}

extension Optimizer where Self == Lion {
    /// Steps of one size, of which only the direction is learned.
    public static func lion(learningRate: Double, weightDecay: Double = 0) -> Self {
        Lion(learningRate: learningRate, weightDecay: weightDecay)
    }
}
