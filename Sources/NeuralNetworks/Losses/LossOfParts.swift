public import Computation

/// A loss for each named output of a network that ends with ``Outputs``: the sum of the losses, each times its
/// weight.
///
/// ```swift
/// Trainer(
///     loss: .parts(
///         .part("digit", .softmaxCrossEntropy),
///         .part("slant", .meanSquaredError, weight: 0.5)
///     ),
///     optimizer: .adam()
/// )
/// ```
///
/// It judges outputs by the targets of the same names, which ``Examples/init(inputs:targets:)`` takes. It has
/// no row in ``LossCatalogue``, for it is nothing without its parts. Accuracy is that of the part whose
/// targets are labels, where there is exactly one.
public struct LossOfParts: Loss {
    /// The name in files and options.
    public static let name = "parts"

    /// How one output is judged.
    public struct Part: Hashable, Sendable {
        /// The output's name.
        public let name: String
        /// How wrong it is.
        public let loss: any Loss
        /// What its loss is multiplied by; at least 0.
        public let weight: Double

        /// A loss for one output.
        public static func part(_ name: String, _ loss: some Loss, weight: Double = 1) -> Part {
            Part(name: name, loss: loss, weight: weight)
        }

        /// Whether both judge the same output in the same way.
        public static func == (left: Part, right: Part) -> Bool {
            left.name == right.name && left.weight == right.weight
                && AnyHashable(left.loss) == AnyHashable(right.loss)
        }

        /// Feeds all of the part to a hasher.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(weight)
            hasher.combine(AnyHashable(loss))
        }
    }

    /// The losses.
    public let parts: [Part]

    /// Losses, one for each output.
    public init(_ parts: [Part]) { self.parts = parts }

    /// Says that nothing is known of names here: the trainer, who knows them, asks for
    /// each part's loss by itself.
    public func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        outputs.builder.fail(
            ShapeError(
                "a loss of named parts judges named outputs by named targets, and here are none",
                remedy: "end the network with Outputs"
            )
        )
        return outputs
    }

    /// The rows of all outputs are what was asked for; ``ModelInformation/interpretations`` says of each part
    /// what it means.
    public var interpretation: Interpretation { .values }

    /// Whether any part compares the examples of a batch.
    public var comparesExamples: Bool { parts.contains { $0.loss.comparesExamples } }

    /// What each output means.
    var interpretations: [String: Interpretation] {
        Dictionary(parts.map { ($0.name, $0.loss.interpretation) }) { first, _ in first }
    }

    subscript(name: String) -> Part? { parts.first { $0.name == name } }
}

extension Loss where Self == LossOfParts {
    /// A loss for each named output: the sum of the losses, each times its weight.
    public static func parts(_ parts: LossOfParts.Part...) -> Self { LossOfParts(parts) }
}

extension LossOfParts {
    /// Refuses losses, outputs and targets whose names do not belong together.
    func check(_ outputs: NamedParts, _ targets: NamedParts) throws(ShapeError) {
        for (index, part) in parts.enumerated() {
            guard outputs[part.name] != nil else {
                throw ShapeError(
                    "there is a loss for \(quoted(part.name)), but the outputs are \(outputs)"
                )
            }
            guard parts.firstIndex(where: { $0.name == part.name }) == index else {
                throw ShapeError("the output \(quoted(part.name)) has two losses")
            }
            guard part.weight >= 0, part.weight.isFinite else {
                throw ShapeError(
                    "the weight of the loss of \(quoted(part.name)) must be a number not below 0, "
                        + "not \(part.weight)"
                )
            }
        }
        for name in outputs.parts.map(\.name) {
            guard self[name] != nil else {
                throw ShapeError(
                    "the output \(quoted(name)) has no loss",
                    remedy: "add .part(\"\(name)\", …), with the weight 0 if it shall not learn"
                )
            }
            guard targets[name] != nil else {
                throw ShapeError(
                    "the output \(quoted(name)) has no target; the targets are \(targets)"
                )
            }
        }
        if let extra = targets.parts.first(where: { outputs[$0.name] == nil }) {
            throw ShapeError(
                "there is a target \(quoted(extra.name)), but the outputs are \(outputs)"
            )
        }
    }
}
