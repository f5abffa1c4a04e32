public import Computation

/// Each example as one list of numbers: `[batch, 28, 28]` becomes `[batch, 784]`.
public struct Flatten: Layer {
    /// The name in files.
    public static let name = "Flatten"

    /// A layer that flattens.
    public init() {}

    /// Writes the reshaping.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let sizes = input.shape.sizes
        return input.reshaped(to: [sizes[0], sizes.dropFirst().reduce(1, *)])
    }

    /// Reads a layer that flattens.
    public init(from decoder: any Decoder) throws {
        _ = try LayerFields<NoFields>(decoder, of: Self.self)
    }
}
