public import Computation

/// Each vector divided by its length, x / max(‖x‖, ε), so that only its direction counts.
///
/// It is what embeddings are brought to before they are compared. A vector shorter than ε keeps its direction
/// and becomes shorter than 1.
///
/// Shapes: input and output `[batch, …, width]`; the vectors lie along the last dimension.
public struct UnitLength: Layer {
    /// The name in files.
    public static let name = "UnitLength"
    /// ε, the least that is divided by.
    public let epsilon: Float

    /// A layer that divides by the length, and by no less than `epsilon`.
    public init(epsilon: Float = 1e-12) { self.epsilon = epsilon }

    /// Writes the division.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let checks = Normalization(epsilon: epsilon, scales: false, centers: false)
        guard checks.channels(of: input, in: scope) != nil else { return input }
        return input.withUnitLength(epsilon: epsilon)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case epsilon }

    /// Reads a layer that divides by the length.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(epsilon: fields[.epsilon] ?? 1e-12)
    }

    /// As it is declared: `UnitLength()`.
    public var description: String {
        epsilon == 1e-12 ? "UnitLength()" : "UnitLength(epsilon: \(epsilon))"
    }
}

extension Symbol {
    /// The vectors along the last dimension, each divided by its length, and by no less than `epsilon`.
    func withUnitLength(epsilon: Float) -> Symbol {
        let last = shape.rank - 1
        // Bounded before the root, whose slope at 0 is infinite.
        let least = max(epsilon * epsilon, .leastNormalMagnitude)
        let bound = builder.constant([least], shape: [1])
        let lengths = squared().sum(over: last..<shape.rank).maximum(bound).squareRoot()
        return self / lengths.reshaped(to: Shape(shape.sizes.dropLast() + [1]))
    }
}
