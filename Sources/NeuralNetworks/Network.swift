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

    let children: [AnyLayer]
    /// The layers in order.
    public var layers: [any Layer] { children.map(\.layer) }

    /// A network of layers.
    public init(_ layers: [any Layer]) {
        children = [AnyLayer](layers)
    }

    /// A network declared layer by layer.
    public init(@NetworkBuilder _ layers: () -> [any Layer]) {
        self.init(layers())
    }

    /// Writes all layers' formulas.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let layers = layers
        return zip(layers, labels(of: layers, numberedAfter: "layers")).reduce(input) {
            scope.apply($1.0, as: $1.1, to: $0)
        }
    }

    /// As it is declared.
    public var description: String { children.declared(after: "Network") }

    private enum CodingKeys: String, CodingKey, CaseIterable { case children = "layers" }

    /// Reads a network.
    public init(from decoder: any Decoder) throws {
        children = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.children)
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
