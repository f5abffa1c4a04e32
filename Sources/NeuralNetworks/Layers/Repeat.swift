public import Computation

/// The same layers several times, one after another, each time with weights of their own or always
/// with the same.
///
/// ```swift
/// Repeat(4) {
///     Residual { Dense(16, activation: .relu) }
/// }
/// ```
///
/// The weights are `copies.0.layers.0.weight` and so on; those that all copies share are
/// `layers.0.weight`.
public struct Repeat: Layer {
    /// The name in files.
    public static let name = "Repeat"
    /// How many times, at least once.
    public let count: Int
    /// Whether all copies have the same weights, so that the layers are one that runs several times.
    public let sharing: Bool
    private let children: [AnyLayer]
    /// The layers in order.
    public var layers: [any Layer] { children.map(\.layer) }

    /// Layers that come several times.
    ///
    /// - Parameters:
    ///   - count: How many times, at least once.
    ///   - sharing: Whether all copies have the same weights.
    ///   - layers: The layers in order.
    public init(
        _ count: Int,
        sharing: Bool = false,
        @NetworkBuilder _ layers: () -> [any Layer]
    ) {
        self.count = count
        self.sharing = sharing
        children = [AnyLayer](layers())
    }

    /// Writes every copy.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard (1...Scope.largestLayerCount).contains(count) else {
            scope.fail(
                "layers can come 1 to \(grouped(Scope.largestLayerCount)) times, not \(count)"
            )
            return input
        }
        let network = Network(layers)
        var value = input
        for copy in 0..<count where scope.builder.failure == nil {
            value =
                sharing
                ? network(value, in: scope.shared())
                : scope.apply(network, as: "copies.\(copy)", to: value)
        }
        return value
    }

    /// As it is declared.
    public var description: String {
        children.declared(after: "Repeat(\(count)" + (sharing ? ", sharing: true)" : ")"))
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case count, sharing
        case children = "layers"
    }

    /// Reads repeated layers.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        count = try fields.required(.count)
        sharing = try fields[.sharing] ?? false
        children = try fields.required(.children)
    }
}
