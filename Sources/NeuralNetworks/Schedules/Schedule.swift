/// How the learning rate changes over a training: a factor for each step.
public protocol Schedule: Hashable, Sendable {
    /// The name in options, such as `one-cycle`.
    static var name: String { get }

    /// What the learning rate is multiplied by.
    ///
    /// - Parameters:
    ///   - step: The number of the step, from 0.
    ///   - total: How many steps the training has.
    /// - Returns: The factor, usually between 0 and 1.
    func factor(step: Int, of total: Int) -> Double

    /// What the learning rate is multiplied by, where it depends on how the training has gone so far; if
    /// nothing is said, it does not.
    ///
    /// - Parameters:
    ///   - step: The number of the step, from 0.
    ///   - total: How many steps the training has.
    ///   - validationLosses: The validation loss after each epoch so far.
    /// - Returns: The factor, usually between 0 and 1.
    func factor(step: Int, of total: Int, after validationLosses: [Double]) -> Double

    /// Whether it goes by validation losses; no if nothing is said.
    var needsValidation: Bool { get }

    /// Its settings, with what each must be; none if nothing is said.
    var settings: [TrainingSetting] { get }
}

extension Schedule {
    /// No settings to check.
    public var settings: [TrainingSetting] { [] }

    /// The factor of the step, however the training has gone.
    public func factor(step: Int, of total: Int, after validationLosses: [Double]) -> Double {
        factor(step: step, of: total)
    }

    /// It does not go by validation losses.
    public var needsValidation: Bool { false }
}

/// The schedules that options and help know.
///
/// ``WarmUp`` and ``Piecewise`` are made of other schedules, which a name alone cannot say.
public enum ScheduleCatalogue {
    /// Every schedule of this library that a name is enough for.
    public static let schedules: [any Schedule] = [
        Constant(), Cosine(), OneCycle(), StepDecay(), Exponential(), CosineRestarts(),
        ReduceOnPlateau(),
    ]
}

/// The learning rate stays.
public struct Constant: Schedule {
    /// The name in options.
    public static let name = "constant"

    /// The learning rate stays.
    public init() {}

    /// Always 1.
    public func factor(step: Int, of total: Int) -> Double { 1 }
}

extension Schedule where Self == Constant {
    /// The learning rate stays.
    public static var constant: Self { Constant() }
}
