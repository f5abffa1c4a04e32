public import Computation

/// Brings the channels of each place of each example to mean 0 and variance 1 among themselves, then scales
/// and shifts each by what is learned: y = (x − mean)/√(variance + ε)·weight + bias.
///
/// It does the same whether the network learns or not, and does not depend on the batch.
///
/// Shapes: input and output `[batch, …, channels]`; `weight` and `bias` `[channels]`. Source: Ba, Kiros and
/// Hinton, 2016.
public struct LayerNorm: Layer {
    /// The name in files.
    public static let name = "LayerNorm"
    /// What is added to the variance, so that equal numbers can be divided by it.
    public let epsilon: Float
    /// Whether each channel has a learned factor.
    public let scales: Bool
    /// Whether each channel has a learned bias.
    public let centers: Bool

    /// A layer that normalises each place over its channels.
    ///
    /// - Parameters:
    ///   - epsilon: What is added to the variance.
    ///   - scales: Whether each channel has a learned factor, which begins at 1.
    ///   - centers: Whether each channel has a learned bias, which begins at 0.
    public init(epsilon: Float = 1e-5, scales: Bool = true, centers: Bool = true) {
        self.epsilon = epsilon
        self.scales = scales
        self.centers = centers
    }

    /// Writes the normalisation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: centers)
        guard let channels = normalization.channels(of: input, in: scope) else { return input }
        let (scale, shift) = normalization.weights(channels, in: scope)
        return input.reshaped(to: [input.shape.count / channels, channels])
            .normalizedRows(scale: scale, shift: shift, epsilon: epsilon)
            .reshaped(to: input.shape)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case epsilon, scales, centers
    }

    /// Reads a layer that normalises.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            epsilon: fields[.epsilon] ?? 1e-5,
            scales: fields[.scales] ?? true,
            centers: fields[.centers] ?? true
        )
    }

    /// As it is declared: `LayerNorm()`.
    public var description: String {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: centers)
        return "LayerNorm(\(normalization.arguments.joined(separator: ", ")))"
    }
}
