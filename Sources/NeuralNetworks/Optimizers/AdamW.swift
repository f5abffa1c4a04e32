/// Adam with decoupled weight decay: weights shrink by rate·decay in each step, whatever their
/// gradients have been.
///
/// Source: Loshchilov and Hutter, 2019, algorithm 2.
public struct AdamW: Optimizer {
    /// The name in files and options.
    public static let name = "adamw"
    /// How large steps are, and the rule that makes them.
    private var adam: Adam
    /// The share by which weights shrink, times the learning rate.
    public var weightDecay: Double

    /// How large steps are.
    public var learningRate: Double {
        get { adam.learningRate }
        set { adam.learningRate = newValue }
    }

    /// Adam with decoupled weight decay.
    public init(
        learningRate: Double = 0.001,
        beta1: Double = 0.9,
        beta2: Double = 0.999,
        epsilon: Double = 1e-8,
        weightDecay: Double = 0.01
    ) {
        adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        self.weightDecay = weightDecay
    }

    /// Two moving averages for each weight.
    public var memoryCount: Int { adam.memoryCount }

    /// Those of Adam, and the decoupled weight decay.
    public var settings: [TrainingSetting] {
        adam.settings + [.amount("weight decay", weightDecay)]
    }

    /// The update of one step.
    public func update(step: Int, learningRate: Double) -> WeightUpdate {
        .adam(
            learningRate: learningRate,
            beta1: adam.beta1,
            beta2: adam.beta2,
            epsilon: adam.epsilon,
            decay: 0,
            decoupledDecay: weightDecay,
            step: step
        )
    }
}

extension Optimizer where Self == AdamW {
    /// Adam with decoupled weight decay.
    public static func adamW(learningRate: Double, weightDecay: Double = 0.01) -> Self {
        AdamW(learningRate: learningRate, weightDecay: weightDecay)
    }
}
