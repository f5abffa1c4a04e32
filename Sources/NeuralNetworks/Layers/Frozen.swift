public import Computation

/// A layer whose weights stay as they are while the rest of the network learns: for what was learned
/// before, elsewhere.
public struct Frozen: Layer {
    /// The name in files.
    public static let name = "Frozen"
    private let inner: AnyLayer
    /// The layer itself.
    public var layer: any Layer { inner.layer }

    init(_ layer: any Layer) { inner = AnyLayer(layer) }

    /// Writes the layer's formula.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        layer(input, in: scope.frozen())
    }

    /// As it is declared.
    public var description: String { "\(layer).frozen()" }

    private enum CodingKeys: String, CodingKey, CaseIterable { case inner }

    /// Reads a frozen layer.
    public init(from decoder: any Decoder) throws {
        inner = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.inner)
    }
}

extension Layer {
    /// The same layer with weights that stay as they are while the network learns.
    public func frozen() -> Frozen { Frozen(self) }
}
