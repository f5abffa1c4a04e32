/// Stochastic gradient descent: each weight goes a little way against its gradient, w −= η·g; with
/// momentum, against a moving sum of gradients.
///
/// Source: Sutskever, Martens, Dahl, Hinton, 2013.
public struct SGD: Optimizer {
    /// The name in files and options.
    public static let name = "sgd"
    /// η, how large steps are.
    public var learningRate: Double
    /// How much of the last step is kept, at least 0 and less than 1.
    public var momentum: Double
    /// Whether the gradient is looked up ahead of the step (Nesterov).
    public var isNesterov: Bool
    /// How strongly weights are pulled to zero: this times the weight is added to its gradient.
    public var weightDecay: Double

    /// Stochastic gradient descent.
    public init(
        learningRate: Double = 0.1,
        momentum: Double = 0,
        isNesterov: Bool = false,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.momentum = momentum
        self.isNesterov = isNesterov
        self.weightDecay = weightDecay
    }

    /// One velocity for each weight, with momentum.
    public var memoryCount: Int { momentum == 0 ? 0 : 1 }

    /// Momentum and weight decay.
    public var settings: [TrainingSetting] {
        [.share("momentum", momentum), .amount("weight decay", weightDecay)]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        .sgd(
            learningRate: learningRate,
            momentum: momentum,
            decay: weightDecay,
            isNesterov: isNesterov
        )
    }
}

extension Optimizer where Self == SGD {
    /// Stochastic gradient descent.
    public static func sgd(
        learningRate: Double,
        momentum: Double = 0,
        isNesterov: Bool = false,
        weightDecay: Double = 0
    ) -> Self {
        SGD(
            learningRate: learningRate,
            momentum: momentum,
            isNesterov: isNesterov,
            weightDecay: weightDecay
        )
    }
}
