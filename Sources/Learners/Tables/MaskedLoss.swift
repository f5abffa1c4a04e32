import NeuralNetworks

/// The loss of numbers of which some do not count: squares of errors, or the quantile loss.
///
/// Targets are `[batch, 2 · count]`: the numbers, and for each 1 if it counts or 0. Outputs are
/// `[batch, count · quantiles]`, quantiles beside each other; squares have one output for each number. The loss
/// of an example is the mean over what counts.
struct MaskedLoss: Loss {
    static let name = "masked"
    /// τ of each output of a number; empty for squares.
    var quantiles: [Double] = []

    func callAsFunction(_ outputs: Symbol, _ targets: Symbol) -> Symbol {
        let batch = outputs.shape.sizes.first ?? 0
        let width = max(quantiles.count, 1)
        let count = outputs.shape.count / max(batch, 1) / width
        guard targets.shape == [batch, 2 * count] else {
            outputs.builder.fail(
                ShapeError(
                    "the network gives \(outputs.shape), and \(targets.shape) are wanted",
                    remedy: "let the last layer have as many neurons as there are answers"
                )
            )
            return targets.sumPerRow()
        }
        let numbers = targets.slice(1, 0..<count).reshaped(to: [batch, count, 1])
        let weights = targets.slice(1, count..<2 * count)
        let errors = numbers - outputs.reshaped(to: [batch, count, width])
        let losses: Symbol
        if quantiles.isEmpty {
            losses = errors.squared()
        } else {
            let shares = outputs.builder.constant(quantiles.map { Float($0) }, shape: [width])
            losses = (shares * errors).maximum((shares - 1) * errors)
        }
        let means = losses.sum(over: 2..<3) * (1 / Float(width))
        let one = outputs.builder.constant([1], shape: [1])
        return (means * weights).sumPerRow() / weights.sumPerRow().maximum(one)
    }

    var interpretation: Interpretation { .values }
}

extension Symbol {
    /// The sum of each row of `[batch, columns]`.
    fileprivate func sumPerRow() -> Symbol { sum(over: 1..<shape.rank) }
}
