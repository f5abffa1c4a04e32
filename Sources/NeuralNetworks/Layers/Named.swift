public import Computation

/// A layer whose weights have a name of one's own in files.
public struct Named: Layer {
    /// The name in files of this kind of layer.
    public static let name = "Named"
    /// The name that takes the place of the layer's number in the paths of its weights.
    public let label: String
    private let inner: AnyLayer
    /// The layer itself.
    public var layer: any Layer { inner.layer }

    init(label: String, layer: any Layer) {
        self.label = label
        inner = AnyLayer(layer)
    }

    /// Writes the layer's formula.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        layer(input, in: scope)
    }

    /// As it is declared.
    public var description: String { "\(layer).named(\"\(label)\")" }

    private enum CodingKeys: String, CodingKey, CaseIterable { case label, inner }

    /// Reads a named layer.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        label = try fields.required(.label)
        inner = try fields.required(.inner)
    }
}

extension Layer {
    /// The same layer with a name of one's own for its weights in files: `.named("hidden")` makes
    /// `hidden.weight` of `layers.1.weight`.
    public func named(_ label: String) -> Named { Named(label: label, layer: self) }
}
