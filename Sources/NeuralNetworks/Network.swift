public import Computation

/// A network: layers in order, each fed with what the one before gives.
///
/// ```swift
/// let network = Network {
///     Flatten()
///     Dense(16, activation: .sigmoid)
///     Dense(16, activation: .sigmoid)
///     Dense(10)
/// }
/// ```
///
/// A network is a value without weights: it can be printed, compared, written to a file, and used
/// as a layer of another network.
public struct Network: Layer {
    /// The name in files.
    public static let name = "Network"

    /// The layers in order.
    public let layers: [any Layer]

    /// A network of layers.
    public init(_ layers: [any Layer]) {
        self.layers = layers
    }

    /// A network declared layer by layer.
    public init(@NetworkBuilder _ layers: () -> [any Layer]) {
        self.layers = layers()
    }

    /// Writes all layers' formulas.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        var value = input
        let labels = layers.compactMap { ($0 as? Named)?.label }
        if let twice = labels.first(where: { label in labels.count { $0 == label } > 1 }) {
            scope.fail("two layers are named \"\(twice)\"", remedy: "give one another name")
            return input
        }
        for (index, layer) in layers.enumerated() where scope.builder.failure == nil {
            let label = (layer as? Named)?.label ?? "layers.\(index)"
            let child = scope.child(label)
            let isComposite = (layer as? Named)?.innermost is Network || layer is Network
            let first = scope.builder.graph.parameters.count
            value = layer(value, in: child)
            if scope.builder.failure == nil,
                value.shape.rank == 0 || value.shape[0] != input.shape[0]
            {
                scope.fail(
                    "the batch dimension was lost: \(input.shape) became \(value.shape)",
                    remedy: "keep the first dimension, which counts examples, as it is"
                )
            }
            scope.builder.nameFailure("\(child.path) \(layer)")
            guard !isComposite, scope.builder.failure == nil else { continue }
            scope.record.rows.append(
                Record.Row(
                    path: child.path,
                    layer: layer.description,
                    output: value.shape,
                    parameters: first..<scope.builder.graph.parameters.count
                )
            )
        }
        return value
    }

    /// As it is declared.
    public var description: String {
        let inner = layers.map(\.description).joined(separator: "\n")
        let lines = inner.split(separator: "\n").map { "    \($0)\n" }
        return "Network {\n" + lines.joined() + "}"
    }

    /// Whether two networks are declared alike.
    public static func == (left: Network, right: Network) -> Bool {
        left.layers.map { AnyHashable($0) } == right.layers.map { AnyHashable($0) }
    }

    /// Feeds the layers to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(layers.map { AnyHashable($0) })
    }

    private enum CodingKeys: String, CodingKey { case layers }

    /// Reads a network.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        layers = try container.decode([AnyLayerCoding].self, forKey: .layers).map(\.layer)
    }

    /// Writes a network.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(layers.map(AnyLayerCoding.init), forKey: .layers)
    }
}

/// Collects the layers that a network's closure lists.
@resultBuilder
public enum NetworkBuilder {
    /// One layer.
    public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
    /// Several layers at once.
    public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
    /// Layers one after another.
    public static func buildBlock(_ layers: [any Layer]...) -> [any Layer] {
        layers.flatMap(\.self)
    }
    /// Layers under a condition.
    public static func buildOptional(_ layers: [any Layer]?) -> [any Layer] { layers ?? [] }
    /// Layers where the condition holds.
    public static func buildEither(first layers: [any Layer]) -> [any Layer] { layers }
    /// Layers where it does not.
    public static func buildEither(second layers: [any Layer]) -> [any Layer] { layers }
    /// Layers from a loop.
    public static func buildArray(_ layers: [[any Layer]]) -> [any Layer] { layers.flatMap(\.self) }
}
