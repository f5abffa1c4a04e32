/// How weights follow from gradients.
///
/// To add one: a file with a struct and its static member, a row in ``OptimizerCatalogue``, and a
/// kernel where none of the existing update rules serves.
public protocol Optimizer: Hashable, Sendable {
    /// The name in files and options, such as `adam`.
    static var name: String { get }

    /// How large steps are; a schedule multiplies it by a factor that changes with time.
    var learningRate: Double { get set }

    /// How strongly weights are pulled to zero, in the optimizer's own way.
    var weightDecay: Double { get set }

    /// How many numbers it remembers for each weight.
    var memoryCount: Int { get }

    /// Its settings other than the learning rate, with what each must be.
    var settings: [TrainingSetting] { get }

    /// The update of one step.
    ///
    /// - Parameters:
    ///   - step: The number of the step, from 1.
    ///   - learningRate: The learning rate of this step.
    /// - Returns: The rule and its numbers.
    func update(step: Int, learningRate: Double) -> WeightUpdate
}

/// The optimizers that options and help know, with their usual settings.
public enum OptimizerCatalogue {
    /// Every optimizer of this library.
    public static let optimizers: [any Optimizer] = [
        SGD(), Adam(), AdamW(), RMSprop(), Adagrad(), NAdam(), Lion(),
    ]
}
