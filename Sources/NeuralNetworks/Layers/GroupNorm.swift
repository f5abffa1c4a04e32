public import Computation

/// Brings each group of neighbouring channels of each example to mean 0 and variance 1 over all places, then
/// scales and shifts each channel by what is learned: y = (x − mean)/√(variance + ε)·weight + bias.
///
/// It does the same whether the network learns or not, and does not depend on the batch. With one group it
/// normalises over the whole example, with as many as channels each picture by itself.
///
/// Shapes: input and output `[batch, …, channels]`; `weight` and `bias` `[channels]`. Source: Wu and He,
/// 2018.
public struct GroupNorm: Layer {
    /// The name in files.
    public static let name = "GroupNorm"
    /// Into how many groups the channels are divided.
    public let groups: Int
    /// What is added to the variance, so that equal numbers can be divided by it.
    public let epsilon: Float
    /// Whether each channel has a learned factor.
    public let scales: Bool
    /// Whether each channel has a learned bias.
    public let centers: Bool

    /// A layer that normalises groups of channels.
    ///
    /// - Parameters:
    ///   - groups: Into how many groups the channels are divided.
    ///   - epsilon: What is added to the variance.
    ///   - scales: Whether each channel has a learned factor, which begins at 1.
    ///   - centers: Whether each channel has a learned bias, which begins at 0.
    public init(_ groups: Int, epsilon: Float = 1e-5, scales: Bool = true, centers: Bool = true) {
        self.groups = groups
        self.epsilon = epsilon
        self.scales = scales
        self.centers = centers
    }

    /// Writes the normalisation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: centers)
        guard let channels = normalization.channels(of: input, in: scope) else { return input }
        guard groups > 0, channels % groups == 0 else {
            scope.fail(
                "\(channels) channels cannot be divided into \(groups) groups of equal size",
                remedy: "choose a count of groups that divides \(channels)"
            )
            return input
        }
        let (scale, shift) = normalization.weights(channels, in: scope)
        let batch = input.shape[0]
        let x = input.reshaped(to: [batch, input.shape.count / max(1, batch * channels), channels])
        return x.normalized(
            by: x.moments(),
            groups: groups,
            scale: scale,
            shift: shift,
            epsilon: epsilon
        ).reshaped(to: input.shape)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case groups, epsilon, scales, centers
    }

    /// Reads a layer that normalises.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.groups),
            epsilon: fields[.epsilon] ?? 1e-5,
            scales: fields[.scales] ?? true,
            centers: fields[.centers] ?? true
        )
    }

    /// As it is declared: `GroupNorm(8)`.
    public var description: String {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: centers)
        return "GroupNorm(\((["\(groups)"] + normalization.arguments).joined(separator: ", ")))"
    }
}
