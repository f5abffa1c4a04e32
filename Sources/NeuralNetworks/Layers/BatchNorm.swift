public import Computation

/// Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by what is
/// learned: y = (x − mean)/√(variance + ε)·weight + bias.
///
/// While the network learns, mean and variance are those of the batch, over all its examples and places,
/// and running ones follow them: running = (1 − momentum)·running + momentum·new, where the new variance
/// divides by the count less one. In use, and where the layer is frozen, the running ones take their place.
///
/// Shapes: input and output `[batch, …, channels]`; `weight`, `bias`, `running_mean` and `running_var`
/// `[channels]`. Source: Ioffe and Szegedy, 2015.
public struct BatchNorm: Layer {
    /// The name in files.
    public static let name = "BatchNorm"
    /// How much of a batch's mean and variance goes into the running ones, more than 0 and at most 1.
    public let momentum: Float
    /// What is added to the variance, so that a channel that never changes can be divided by.
    public let epsilon: Float
    /// Whether each channel has a learned factor.
    public let scales: Bool
    /// Whether each channel has a learned bias.
    public let centers: Bool

    /// A layer that normalises each channel over the batch.
    ///
    /// - Parameters:
    ///   - momentum: How much of a batch's mean and variance goes into the running ones.
    ///   - epsilon: What is added to the variance.
    ///   - scales: Whether each channel has a learned factor, which begins at 1.
    ///   - centers: Whether each channel has a learned bias, which begins at 0.
    public init(
        momentum: Float = 0.1,
        epsilon: Float = 1e-5,
        scales: Bool = true,
        centers: Bool = true
    ) {
        self.momentum = momentum
        self.epsilon = epsilon
        self.scales = scales
        self.centers = centers
    }

    /// Writes the normalisation, and while the network learns what becomes of the running mean and variance.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard momentum > 0, momentum <= 1 else {
            scope.fail(
                "a momentum must be more than 0 and at most 1, not \(momentum)",
                remedy: "0.1 is usual"
            )
            return input
        }
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: centers)
        guard let channels = normalization.channels(of: input, in: scope) else { return input }
        let (scale, shift) = normalization.weights(channels, in: scope)
        let runningMean = scope.state("running_mean", [channels], .zeros)
        let runningVariance = scope.state("running_var", [channels], .constant(1))
        guard scope.mode == .training, !scope.isFrozen else {
            let factor = (runningVariance + epsilon).squareRoot().reciprocal() * scale
            return input * factor + (shift - runningMean * factor)
        }

        let rows = input.shape.count / channels
        guard rows > 1 else {
            scope.fail(
                "a batch of one number for each channel has no variance",
                remedy: "choose a batch size that leaves no single example at the end"
            )
            return input
        }
        let x = input.reshaped(to: [1, rows, channels])
        let moments = x.moments()
        // rows/(rows − 1) is no number of single precision, and rows − 1 is.
        let others = scope.builder.constant([Float(rows - 1)], shape: [1])
        let unbiased = moments.variance + moments.variance / others
        for (name, old, new) in [
            ("running_mean", runningMean, moments.mean), ("running_var", runningVariance, unbiased),
        ] {
            scope.updateState(
                name,
                to: old * (1 - momentum) + new.reshaped(to: [channels]) * momentum
            )
        }
        return x.normalized(by: moments, scale: scale, shift: shift, epsilon: epsilon)
            .reshaped(to: input.shape)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case momentum, epsilon, scales, centers
    }

    /// Reads a layer that normalises.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            momentum: fields[.momentum] ?? 0.1,
            epsilon: fields[.epsilon] ?? 1e-5,
            scales: fields[.scales] ?? true,
            centers: fields[.centers] ?? true
        )
    }

    /// As it is declared: `BatchNorm(momentum: 0.01)`.
    public var description: String {
        let usual = BatchNorm()
        let momentum = momentum == usual.momentum ? [] : ["momentum: \(momentum)"]
        let rest = Normalization(epsilon: epsilon, scales: scales, centers: centers).arguments
        return "BatchNorm(\((momentum + rest).joined(separator: ", ")))"
    }
}
