import Computation

/// What a loss makes of a batch: a number for each example, and how many labels were right, if that can be
/// said.
struct JudgedBatch {
    let losses: Symbol
    let correct: Symbol?

    /// Judges outputs by targets, part by part where they have names.
    ///
    /// - Throws: `ShapeError` where names of outputs, losses and targets do not belong together.
    init(
        _ loss: some Loss,
        _ outputs: (parts: NamedParts, value: Symbol)?,
        _ output: Symbol,
        _ targets: Symbol,
        _ targetParts: NamedParts?
    ) throws(ShapeError) {
        guard let loss = loss as? LossOfParts else {
            if let outputs {
                throw ShapeError(
                    "the network has the outputs \(outputs.parts), but the loss judges only one",
                    remedy:
                        "give each a loss by .parts(.part(\"\(outputs.parts.parts[0].name)\", …))"
                )
            }
            if let targetParts {
                throw ShapeError(
                    "there are the targets \(targetParts), but the network has no named outputs",
                    remedy: "end it with Outputs, or give the targets without names"
                )
            }
            losses = loss(output, targets)
            correct = JudgedBatch.correct(loss, output, targets)
            return
        }
        guard let outputs else {
            throw ShapeError(
                "the loss judges named outputs, but the network has none",
                remedy: "end it with Outputs"
            )
        }
        guard let targetParts else {
            throw ShapeError(
                "the network has the outputs \(outputs.parts), but the targets have no names",
                remedy: "make the examples with targets: [\"\(outputs.parts.parts[0].name)\": …]"
            )
        }
        try loss.check(outputs.parts, targetParts)
        var (sum, counts): (Symbol?, [Symbol]) = (nil, [])
        for part in outputs.parts.parts {
            guard let judge = loss[part.name], let wanted = targetParts[part.name] else { continue }
            let output = outputs.parts.part(part, of: outputs.value)
            let numbers = targetParts.part(wanted, of: targets)
            let target = wanted.isWhole ? numbers.asWholeNumbers() : numbers
            let losses = judge.loss(output, target)
            output.builder.nameFailure("output \(quoted(part.name))")
            let weighted = judge.weight == 1 ? losses : losses * Float(judge.weight)
            sum = sum.map { $0 + weighted } ?? weighted
            if let correct = JudgedBatch.correct(judge.loss, output, target) {
                counts.append(correct)
            }
        }
        losses = sum ?? output
        correct = counts.count == 1 ? counts[0] : nil
    }

    /// How many outputs are largest at their label, where labels name outputs.
    private static func correct(
        _ loss: any Loss,
        _ output: Symbol,
        _ targets: Symbol
    ) -> Symbol? {
        guard !loss.comparesExamples, targets.type.elementType == .int32 else { return nil }
        let areLabels = targets.shape.rank == 1 && output.shape.rank == 2 && output.shape[1] > 1
        return areLabels || output.areScoresOfSteps(for: targets)
            ? output.countCorrect(targets) : nil
    }
}
