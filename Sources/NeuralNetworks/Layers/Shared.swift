public import Computation

/// A layer whose weights are those of every layer of the network that is shared under the same name.
///
/// ```swift
/// Parallel(.concatenate) {
///     Dense(8).shared("words")
///     Network {
///         Activation(.tanh)
///         Dense(8).shared("words")
///     }
/// }
/// ```
///
/// The weights lie under that name alone, `words.weight`, wherever the layer stands. What one place
/// learns, every place knows: the gradients of all of them are added.
public struct Shared: Layer {
    /// The name in files of this kind of layer.
    public static let name = "Shared"
    /// The name that the places have in common.
    public let label: String
    private let inner: AnyLayer
    /// The layer itself.
    public var layer: any Layer { inner.layer }

    init(label: String, layer: any Layer) {
        self.label = label
        inner = AnyLayer(layer)
    }

    /// Writes the layer's formula with the common weights.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        scope.outermost().shared().apply(layer, as: label, to: input)
    }

    /// As it is declared.
    public var description: String { "\(layer).shared(\"\(label)\")" }

    private enum CodingKeys: String, CodingKey, CaseIterable { case label, inner }

    /// Reads a shared layer.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        label = try fields.required(.label)
        inner = try fields.required(.inner)
    }
}

extension Layer {
    /// The same layer with the weights of all that are shared under this name.
    ///
    /// Where their shapes differ, the network does not fit together.
    public func shared(_ label: String) -> Shared { Shared(label: label, layer: self) }
}
