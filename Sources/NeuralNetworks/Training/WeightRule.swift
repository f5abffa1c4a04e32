import Computation

/// What is special about some tensors of weights: how fast they learn, and what pulls them to zero.
///
/// ```swift
/// trainer.weightRules = [
///     WeightRule(.vectors, weightDecay: 0),
///     WeightRule(.named("layers.0.*"), learningRateFactor: 0.1),
/// ]
/// ```
///
/// What is nil is left as it is. Where several rules fit a tensor, what the last of them says counts.
public struct WeightRule: Hashable, Sendable {
    /// Which tensors of weights are meant.
    public enum Selection: Hashable, Sendable {
        /// All.
        case all
        /// Those with one dimension: biases, and the scales and shifts of normalisations.
        case vectors
        /// Those of a name, such as `layers.0.weight`; `*` stands for any letters.
        case named(String)

        /// Whether a tensor is meant.
        func contains(_ parameter: Parameter) -> Bool {
            switch self {
            case .all: true
            case .vectors: parameter.shape.rank <= 1
            case .named(let pattern): parameter.name.matches(pattern)
            }
        }
    }

    /// Which tensors of weights are meant.
    public var selection: Selection
    /// What the learning rate is multiplied by.
    public var learningRateFactor: Double?
    /// The weight decay in the place of the optimizer's.
    public var weightDecay: Double?
    /// λ of the penalty λ·Σ|w|: times the sign of each weight it is added to its gradient, which makes many
    /// weights 0.
    ///
    /// Source: Tibshirani, "Regression Shrinkage and Selection via the Lasso", 1996.
    public var absolutePenalty: Double?
    /// λ of the penalty ½·λ·Σw²: times each weight it is added to its gradient.
    ///
    /// Unlike an optimizer's weight decay it comes before gradients are clipped. Neither penalty is part
    /// of the loss that is reported.
    public var squarePenalty: Double?

    /// A rule for some weights.
    public init(
        _ selection: Selection,
        learningRateFactor: Double? = nil,
        weightDecay: Double? = nil,
        absolutePenalty: Double? = nil,
        squarePenalty: Double? = nil
    ) {
        self.selection = selection
        self.learningRateFactor = learningRateFactor
        self.weightDecay = weightDecay
        self.absolutePenalty = absolutePenalty
        self.squarePenalty = squarePenalty
    }

    /// The settings, with what each must be.
    var settings: [TrainingSetting] {
        [
            ("factor of the learning rate", learningRateFactor), ("weight decay", weightDecay),
            ("absolute penalty", absolutePenalty), ("square penalty", squarePenalty),
        ].compactMap { name, value in value.map { .amount("\(name) of a rule for weights", $0) } }
    }
}

/// All that is special about a tensor of weights, by all rules.
struct WeightTreatment: Hashable {
    var learningRateFactor = 1.0
    var weightDecay: Double?
    var absolutePenalty = 0.0
    var squarePenalty = 0.0

    init(of parameter: Parameter, by rules: [WeightRule]) {
        for rule in rules where rule.selection.contains(parameter) {
            learningRateFactor = rule.learningRateFactor ?? learningRateFactor
            weightDecay = rule.weightDecay ?? weightDecay
            absolutePenalty = rule.absolutePenalty ?? absolutePenalty
            squarePenalty = rule.squarePenalty ?? squarePenalty
        }
    }
}

extension ParameterLayout {
    /// Neighbouring tensors that are treated alike, in their order in memory: what is learned, gaps included.
    func runs(by rules: [WeightRule]) -> [(range: Range<Int>, treatment: WeightTreatment)] {
        var runs: [(range: Range<Int>, treatment: WeightTreatment)] = []
        let learned = segments.filter { $0.parameter.role == .learned }
        for (index, segment) in learned.enumerated() {
            let end = index + 1 < learned.count ? learned[index + 1].offset : learnedCount
            let treatment = WeightTreatment(of: segment.parameter, by: rules)
            if let last = runs.last, last.treatment == treatment {
                runs[runs.count - 1].range = last.range.lowerBound..<end
            } else {
                runs.append((segment.offset..<end, treatment))
            }
        }
        return runs
    }

    /// Refuses rules for names that no learned weights have.
    func check(_ rules: [WeightRule]) throws(TrainingError) {
        let learned = segments.map(\.parameter).filter { $0.role == .learned }
        for case .named(let pattern) in rules.map(\.selection)
        where !learned.contains(where: { $0.name.matches(pattern) }) {
            throw .setting(
                name: "rule for weights",
                value: "for \(pattern)",
                expected: "for some of " + learned.map(\.name).joined(separator: ", ")
            )
        }
    }
}

extension String {
    /// Whether a pattern, in which `*` stands for any letters, describes this whole string.
    func matches(_ pattern: String) -> Bool {
        let (name, pattern) = (Array(utf8), Array(pattern.utf8))
        let star = UInt8(ascii: "*")
        var (place, at) = (0, 0)
        // The last star, and where the name went on behind what it stands for.
        var retry: (at: Int, place: Int)?
        while place < name.count {
            if at < pattern.count, pattern[at] == star {
                retry = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == name[place] {
                (place, at) = (place + 1, at + 1)
            } else if let last = retry {
                retry = (last.at, last.place + 1)
                (place, at) = (last.place + 1, last.at + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == star }
    }
}
