public import NeuralNetworks

/// The settings of a digit learner that people choose first and that a sweep tries, each by its name and a
/// text; what is not set is left as it suits the network.
public struct DigitSettings: Sendable {
    /// The names of the settings, as options have them.
    public enum Name: String, CaseIterable, Sendable {
        /// How large steps are.
        case learningRate = "learning-rate"
        /// After how many examples the weights take a step.
        case batchSize = "batch-size"
        /// The widths of the hidden layers.
        case hidden
        /// The activation function of the hidden layers.
        case activation
        /// How weights follow from gradients.
        case optimizer

        /// The name in words.
        public var words: String { rawValue.split(separator: "-").joined(separator: " ") }
    }

    /// How large steps are.
    public var learningRate: Double?
    /// After how many examples the weights take a step.
    public var batchSize: Int?
    /// The widths of the hidden layers.
    public var hidden: [Int]?
    /// The activation function of the hidden layers.
    public var activation: ActivationFunction?
    /// How weights follow from gradients.
    public var optimizer: (any Optimizer)?

    /// Settings of which none is set.
    public init() {}

    /// Sets one setting by a text, such as `hidden` to `16,16`.
    ///
    /// - Throws: ``DigitSettingError`` where the text says no value of the setting.
    public mutating func set(_ name: Name, to text: String) throws(DigitSettingError) {
        switch name {
        case .learningRate: learningRate = try DigitSettings.value(text, name, "a number")
        case .batchSize: batchSize = try DigitSettings.value(text, name, "a whole number")
        case .hidden: hidden = try DigitSettings.widths(text)
        case .activation:
            activation = try DigitSettings.choice(
                text,
                name,
                of: ActivationFunction.allCases.map { ($0.rawValue, $0) }
            )
        case .optimizer:
            optimizer = try DigitSettings.choice(
                text,
                name,
                of: OptimizerCatalogue.optimizers.map { (type(of: $0).name, $0) }
            )
        }
    }

    /// Gives a learner what is set of optimizer, learning rate and batch size.
    ///
    /// The learner's own optimizer is kept, with its settings, where the same kind is asked for.
    public func apply(to learner: inout DigitLearner) {
        if let optimizer, type(of: optimizer).name != type(of: learner.optimizer).name {
            learner.optimizer = optimizer
        }
        if let learningRate { learner.optimizer.learningRate = learningRate }
        learner.batchSize = batchSize ?? learner.batchSize
    }

    private static func value<Value: LosslessStringConvertible>(
        _ text: String,
        _ name: Name,
        _ expected: String
    ) throws(DigitSettingError) -> Value {
        guard let value = Value(text) else {
            throw DigitSettingError("the \(name.words) must be \(expected), not \"\(text)\"")
        }
        return value
    }

    private static func choice<Value>(
        _ text: String,
        _ name: Name,
        of known: [(name: String, value: Value)]
    ) throws(DigitSettingError) -> Value {
        guard let found = known.first(where: { $0.name == text }) else {
            throw DigitSettingError(
                "there is no \(name.words) \"\(text)\"; choose "
                    + known.map(\.name).joined(separator: ", ")
            )
        }
        return found.value
    }

    private static func widths(_ text: String) throws(DigitSettingError) -> [Int] {
        guard text != "none" else { return [] }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let widths = parts.compactMap { Int($0) }.filter { (1...65_536).contains($0) }
        guard widths.count == parts.count else {
            throw DigitSettingError(
                "the hidden widths must be numbers from 1 to 65536 with commas between, such as "
                    + "16,16, not \"\(text)\""
            )
        }
        return widths
    }
}

/// A text that says no value of a setting.
public struct DigitSettingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line: what was wrong, and what was expected.
    public let description: String

    init(_ description: String) { self.description = description }
}
