public import Computation

/// A layer whose weights have a name of one's own in files.
public struct Named: Layer {
    /// The name in files of this kind of layer.
    public static let name = "Named"
    /// The name that takes the place of the layer's number in the paths of its weights.
    public let label: String
    /// The layer itself.
    public let layer: any Layer

    /// The layer under all its names.
    var innermost: any Layer { (layer as? Named)?.innermost ?? layer }

    /// Writes the layer's formula.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        layer(input, in: scope)
    }

    /// As it is declared.
    public var description: String { "\(layer).named(\"\(label)\")" }

    /// Whether two named layers are the same.
    public static func == (left: Named, right: Named) -> Bool {
        left.label == right.label && AnyHashable(left.layer) == AnyHashable(right.layer)
    }

    /// Feeds the label and the layer to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(label)
        hasher.combine(AnyHashable(layer))
    }

    private enum CodingKeys: String, CodingKey { case label, inner }

    init(label: String, layer: any Layer) {
        self.label = label
        self.layer = layer
    }

    /// Reads a named layer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        label = try container.decode(String.self, forKey: .label)
        layer = try container.decode(AnyLayerCoding.self, forKey: .inner).layer
    }

    /// Writes a named layer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(label, forKey: .label)
        try container.encode(AnyLayerCoding(layer), forKey: .inner)
    }
}

extension Layer {
    /// The same layer with a name of one's own for its weights in files: `.named("hidden")` makes
    /// `hidden.weight` of `layers.1.weight`.
    public func named(_ label: String) -> Named { Named(label: label, layer: self) }
}
