/// Random changes that make new pictures of old ones, so that a network cannot learn them by heart.
///
/// ```swift
/// let augmentation = Augmentation {
///     Rotate(degrees: 10)
///     Scale(0.9...1.1)
///     Elastic(strength: 34, smoothness: 4)
///     Shift(pixels: 2)
/// }
/// let pictures = try augmentation.applied(to: training, seed: 1, epoch: 7)
/// ```
///
/// Steps happen to a picture in their order. Those that move places are composed into one map, so that
/// a picture is resampled once, whatever their number; then come those that change colours. An
/// augmentation is a value: it can be printed, compared, and written to a file.
public struct Augmentation: Hashable, Sendable, CustomStringConvertible {
    /// The steps in order.
    public var steps: [any AugmentationStep]
    /// What lies outside of a picture and comes in where it moves away: a byte for every channel.
    public var background: UInt8

    /// An augmentation of steps.
    public init(_ steps: [any AugmentationStep], background: UInt8 = 0) {
        self.steps = steps
        self.background = background
    }

    /// An augmentation declared step by step.
    public init(
        background: UInt8 = 0,
        @AugmentationBuilder _ steps: () -> [any AugmentationStep]
    ) {
        self.init(steps(), background: background)
    }

    /// As it is declared.
    public var description: String {
        "Augmentation" + (background == 0 ? "" : "(background: \(background))") + " {\n"
            + steps.map { "    \($0)\n" }.joined() + "}"
    }

    /// Whether two augmentations are declared alike.
    public static func == (left: Augmentation, right: Augmentation) -> Bool {
        left.background == right.background
            && left.steps.map { AnyHashable($0) } == right.steps.map { AnyHashable($0) }
    }

    /// Feeds the steps to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(background)
        hasher.combine(steps.map { AnyHashable($0) })
    }
}

extension Augmentation: Codable {
    private enum CodingKeys: String, CodingKey { case steps, background }

    /// Reads an augmentation.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode([AnyAugmentationStepCoding].self, forKey: .steps).map(\.step),
            background: try container.decodeIfPresent(UInt8.self, forKey: .background) ?? 0
        )
    }

    /// Writes an augmentation.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(steps.map(AnyAugmentationStepCoding.init), forKey: .steps)
        try container.encode(background, forKey: .background)
    }
}

/// Collects the steps that an augmentation's closure lists.
@resultBuilder
public enum AugmentationBuilder {
    /// One step.
    public static func buildExpression(_ step: any AugmentationStep) -> [any AugmentationStep] {
        [step]
    }
    /// Several steps at once.
    public static func buildExpression(
        _ steps: [any AugmentationStep]
    ) -> [any AugmentationStep] { steps }
    /// Steps one after another.
    public static func buildBlock(_ steps: [any AugmentationStep]...) -> [any AugmentationStep] {
        steps.flatMap(\.self)
    }
    /// Steps under a condition.
    public static func buildOptional(
        _ steps: [any AugmentationStep]?
    ) -> [any AugmentationStep] { steps ?? [] }
    /// Steps where the condition holds.
    public static func buildEither(
        first steps: [any AugmentationStep]
    ) -> [any AugmentationStep] { steps }
    /// Steps where it does not.
    public static func buildEither(
        second steps: [any AugmentationStep]
    ) -> [any AugmentationStep] { steps }
}
