internal import Computation

/// One step's update of all weights, as the kernels take it.
public struct WeightUpdate: Sendable {
    enum Rule: Sendable { case sgd, adam, rmsprop, nadam, lion }

    let rule: Rule
    let scalars: SIMD8<Float>

    /// g += decay·w; v = momentum·v + g; w −= rate·(nesterov ? g + momentum·v : v).
    public static func sgd(
        learningRate: Double,
        momentum: Double,
        decay: Double,
        isNesterov: Bool
    ) -> WeightUpdate {
        WeightUpdate(
            rule: .sgd,
            scalars: [
                Float(learningRate), Float(momentum), Float(decay), isNesterov ? 1 : 0, 0, 0, 0, 0,
            ]
        )
    }

    /// m and v are moving averages of g and g²; w −= rate·m̂ / (√v̂ + ε), the hats meaning divided
    /// by 1 − βᵗ.
    ///
    /// Decay is added to the gradient, or, decoupled, taken off the weights.
    public static func adam(
        learningRate: Double,
        beta1: Double,
        beta2: Double,
        epsilon: Double,
        decay: Double,
        decoupledDecay: Double,
        step: Int
    ) -> WeightUpdate {
        // Both corrections go into the size of the step and ε (section 2 of the paper), and 1 − β is
        // taken before it is rounded.
        let root = (1 - power(beta2, step)).squareRoot()
        return WeightUpdate(
            rule: .adam,
            scalars: [
                Float(learningRate * root / (1 - power(beta1, step))), Float(beta1),
                Float(1 - beta1), Float(beta2), Float(1 - beta2), Float(epsilon * root),
                Float(decay), Float(learningRate * decoupledDecay),
            ]
        )
    }

    /// q = oldShare·q + newShare·g², v = momentum·v + g / (√q + ε), w −= rate·v: with shares β and
    /// 1 − β RMSprop, with 1 and 1 Adagrad; decay is added to the gradient.
    public static func rmsprop(
        learningRate: Double,
        oldShare: Double,
        newShare: Double,
        epsilon: Double,
        momentum: Double,
        decay: Double
    ) -> WeightUpdate {
        WeightUpdate(
            rule: .rmsprop,
            scalars: [
                Float(learningRate), Float(oldShare), Float(newShare), Float(epsilon),
                Float(momentum), Float(decay), 0, 0,
            ]
        )
    }

    /// Like ``adam(learningRate:beta1:beta2:epsilon:decay:decoupledDecay:step:)``, with the average of
    /// gradients looked up one step ahead: m̂ = β₁·m / (1 − β₁ᵗ⁺¹) + (1 − β₁)·g / (1 − β₁ᵗ).
    public static func nadam(
        learningRate: Double,
        beta1: Double,
        beta2: Double,
        epsilon: Double,
        decay: Double,
        step: Int
    ) -> WeightUpdate {
        let root = (1 - power(beta2, step)).squareRoot()
        let size = learningRate * root
        return WeightUpdate(
            rule: .nadam,
            scalars: [
                Float(size * beta1 / (1 - power(beta1, step + 1))),
                Float(size * (1 - beta1) / (1 - power(beta1, step))), Float(beta1),
                Float(1 - beta1), Float(beta2), Float(1 - beta2), Float(epsilon * root),
                Float(decay),
            ]
        )
    }

    /// w −= rate·(sign(β₁·m + (1 − β₁)·g) + decay·w); then m = β₂·m + (1 − β₂)·g.
    public static func lion(
        learningRate: Double,
        beta1: Double,
        beta2: Double,
        decoupledDecay: Double
    ) -> WeightUpdate {
        WeightUpdate(
            rule: .lion,
            scalars: [
                Float(learningRate), Float(beta1), Float(1 - beta1), Float(beta2),
                Float(1 - beta2), Float(learningRate * decoupledDecay), 0, 0,
            ]
        )
    }

    /// How many numbers for each weight the rule reads and writes.
    var memoryNeeded: Int {
        switch rule {
        case .sgd: scalars[1] == 0 ? 0 : 1
        case .adam, .nadam: 2
        case .rmsprop: scalars[4] == 0 ? 1 : 2
        case .lion: 1
        }
    }

    var kernel: Kernel {
        switch rule {
        case .sgd: .sgd
        case .adam: .adam
        case .rmsprop: .rmsprop
        case .nadam: .nadam
        case .lion: .lion
        }
    }
}

/// A power by repeated squaring, the same bits on every machine.
func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
        if rest & 1 == 1 { result *= factor }
        factor *= factor
        rest >>= 1
    }
    return result
}
