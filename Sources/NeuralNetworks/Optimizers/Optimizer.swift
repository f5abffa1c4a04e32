internal import Computation

/// How weights follow from gradients.
///
/// To add one: a file with a struct and its static member, a row in ``OptimizerCatalogue``, and a
/// kernel where none of the existing update rules serves.
public protocol Optimizer: Hashable, Sendable {
    /// The name in files and options, such as `adam`.
    static var name: String { get }

    /// How large steps are; a schedule multiplies it by a factor that changes with time.
    var learningRate: Double { get set }

    /// How many numbers it remembers for each weight.
    var memoryCount: Int { get }

    /// Its settings other than the learning rate, with what each must be.
    var settings: [OptimizerSetting] { get }

    /// The update of one step.
    ///
    /// - Parameters:
    ///   - step: The number of the step, from 1.
    ///   - learningRate: The learning rate of this step.
    /// - Returns: The rule and its numbers.
    func update(step: Int, learningRate: Double) -> WeightUpdate
}

/// A setting of an optimizer, and which values make sense.
public struct OptimizerSetting: Hashable, Sendable {
    let name: String
    let value: Double
    let isSound: Bool
    let expected: String

    /// A share of the old that is kept: at least 0 and less than 1.
    public static func share(_ name: String, _ value: Double) -> OptimizerSetting {
        OptimizerSetting(
            name: name,
            value: value,
            isSound: (0..<1).contains(value),
            expected: "at least 0 and less than 1"
        )
    }

    /// An amount: a number that is not negative.
    public static func amount(_ name: String, _ value: Double) -> OptimizerSetting {
        OptimizerSetting(
            name: name,
            value: value,
            isSound: value >= 0 && value.isFinite,
            expected: "a number not below 0"
        )
    }
}

/// One step's update of all weights, as the kernels take it.
public struct WeightUpdate: Sendable {
    enum Rule: Sendable { case sgd, adam }

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

    /// By repeated squaring, the same bits on every machine.
    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }

    /// How many numbers for each weight the rule reads and writes.
    var memoryNeeded: Int {
        switch rule {
        case .sgd: scalars[1] == 0 ? 0 : 1
        case .adam: 2
        }
    }

    var kernel: Kernel {
        switch rule {
        case .sgd: .sgd
        case .adam: .adam
        }
    }
}

/// The optimizers that options and help know, with their usual settings.
public enum OptimizerCatalogue {
    /// Every optimizer of this library.
    public static let optimizers: [any Optimizer] = [SGD(), Adam(), AdamW()]
}
