public import Computation

/// How wrong outputs are: one number for each example, the smaller the better.
///
/// To add one: a file with a struct, its static member, and a row in ``LossCatalogue``.
public protocol Loss: Hashable, Sendable {
    /// The name in files and options, such as `cross-entropy`.
    static var name: String { get }

    /// Writes the loss of each example, `[batch]`.
    ///
    /// - Parameters:
    ///   - outputs: The network's outputs, `[batch, …]`.
    ///   - targets: The answers: labels `int32 [batch]`, or numbers of the outputs' shape.
    /// - Returns: The losses, `[batch]`; what does not fit is said by the builder's `fail`.
    func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol

    /// What outputs mean in a network that learned with this loss.
    var interpretation: Interpretation { get }

    /// Whether the loss of an example depends on the others of its batch, and labels say which of them
    /// belong together instead of which output is right; false where a loss does not say.
    ///
    /// Then labels need not name outputs, there is no accuracy, a batch cannot be gone through in parts,
    /// and classes have no weights. Other examples are measured on 128 at once, in their order.
    var comparesExamples: Bool { get }
}

extension Loss {
    /// Each example is judged by itself.
    public var comparesExamples: Bool { false }

    /// The targets as numbers of the outputs' shape: labels become rows of zeros with a one; where
    /// there is a single output, a label is the number that it should be.
    func numbers(_ targets: Symbol, like outputs: Symbol) -> Symbol {
        if targets.shape.rank == 1, outputs.shape.rank == 2 {
            if outputs.shape[1] == 1 { return targets.asFloats().reshaped(to: outputs.shape) }
            if targets.type.elementType == .int32 { return targets.oneHot(outputs.shape[1]) }
        }
        guard targets.shape == outputs.shape else {
            outputs.builder.fail(
                ShapeError(
                    "the loss compares outputs \(outputs.shape) with targets \(targets.shape)",
                    remedy: "let the last layer have as many neurons as there are targets"
                )
            )
            return outputs
        }
        return targets.asFloats()
    }
}

extension Symbol {
    /// The sum over everything but the first dimension: one number for each example.
    func sumPerExample() -> Symbol {
        shape.rank > 1 ? sum(over: 1..<shape.rank) : self
    }

    /// The mean over everything but the first dimension: one number for each example.
    func meanPerExample() -> Symbol {
        let count = shape.sizes.dropFirst().reduce(1, *)
        return sumPerExample() * (1 / Float(max(count, 1)))
    }

    /// Whether these are scores `[batch, …, classes]` for labels `int32 [batch, …]` of several steps.
    func areScoresOfSteps(for labels: Symbol) -> Bool {
        shape.rank > 2 && shape[-1] > 1 && labels.type.elementType == .int32
            && labels.shape.sizes.elementsEqual(shape.sizes.dropLast())
    }

    /// Whether these can be scores of classes, `[batch, classes]`; if not, the failure says so.
    func areScores(for loss: String) -> Bool {
        guard shape.rank == 2 else {
            builder.fail(
                ShapeError(
                    "\(loss) takes scores [batch, classes], not \(shape)",
                    remedy: "end the network with Flatten() and Dense(classes)"
                )
            )
            return false
        }
        guard shape[1] != 1 else {
            builder.fail(
                ShapeError(
                    "\(loss) chooses between classes, but the network has a single output",
                    remedy: "give it one output for each class, or learn with binary cross-entropy"
                )
            )
            return false
        }
        return true
    }

    /// Whether these are labels, one for each row of scores; if not, the failure says so.
    func areLabels(of scores: Symbol, for loss: String) -> Bool {
        let expected = TensorType(.int32, [scores.shape[0]])
        guard type != expected else { return true }
        builder.fail(
            ShapeError(
                "\(loss) takes labels \(expected), not \(type)",
                remedy: "give the number of the right class for each example"
            )
        )
        return false
    }
}

/// The losses that options and help know.
public enum LossCatalogue {
    /// Every loss of this library.
    public static let losses: [any Loss] = [
        SoftmaxCrossEntropy(), QuadraticCost(), MeanSquaredError(), BinaryCrossEntropy(),
        MeanAbsoluteError(), HuberLoss(), HingeLoss(), KullbackLeiblerDivergence(),
        CosineDistance(), FocalLoss(), QuantileLoss(), TripletLoss(),
        SupervisedContrastiveLoss(),
    ]
}
