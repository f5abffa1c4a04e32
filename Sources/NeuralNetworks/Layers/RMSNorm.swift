public import Computation

/// Divides the channels of each place by their root mean square, then scales each by what is learned:
/// y = x/√(mean(x²) + ε)·weight.
///
/// Unlike ``LayerNorm`` it takes no mean away. Shapes: input and output `[batch, …, channels]`; `weight`
/// `[channels]`. Source: Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019.
public struct RMSNorm: Layer {
    /// The name in files.
    public static let name = "RMSNorm"
    /// What is added to the mean square, so that zeros can be divided by its root.
    public let epsilon: Float
    /// Whether each channel has a learned factor.
    public let scales: Bool

    /// A layer that divides by the root mean square.
    ///
    /// - Parameters:
    ///   - epsilon: What is added to the mean square.
    ///   - scales: Whether each channel has a learned factor, which begins at 1.
    public init(epsilon: Float = 1e-5, scales: Bool = true) {
        self.epsilon = epsilon
        self.scales = scales
    }

    /// Writes x/√(mean(x²) + ε)·weight.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: true)
        guard let channels = normalization.channels(of: input, in: scope) else { return input }
        let rows = input.reshaped(to: [input.shape.count / channels, channels])
        let squares = rows.squared().mean(over: 1..<2).reshaped(to: [rows.shape[0], 1])
        let even = rows * (squares + epsilon).squareRoot().reciprocal()
        let output =
            scales ? even * scope.parameter("weight", [channels], .constant(1)) : even
        return output.reshaped(to: input.shape)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case epsilon, scales }

    /// Reads a layer that normalises.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(epsilon: fields[.epsilon] ?? 1e-5, scales: fields[.scales] ?? true)
    }

    /// As it is declared: `RMSNorm()`.
    public var description: String {
        let normalization = Normalization(epsilon: epsilon, scales: scales, centers: true)
        return "RMSNorm(\(normalization.arguments.joined(separator: ", ")))"
    }
}
