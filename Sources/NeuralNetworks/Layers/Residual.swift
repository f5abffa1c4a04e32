public import Computation

/// What goes in, plus what layers make of it: y = F(x) + x, or F(x) + P(x) with a projection P.
///
/// ```swift
/// Residual {
///     Dense(16, activation: .relu)
///     Dense(16)
/// }
/// ```
///
/// Shapes: the layers give what comes in, or what the projection gives. The weights are
/// `layers.0.weight` and so on, those of the projection `projection.layers.0.weight`.
///
/// Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2016.
public struct Residual: Layer {
    /// The name in files.
    public static let name = "Residual"
    private let children: [AnyLayer]
    /// What the way past the layers does to the input, if it is not to stay as it is.
    public let projection: Network?
    /// The layers in order.
    public var layers: [any Layer] { children.map(\.layer) }

    /// Layers and a way past them.
    public init(@NetworkBuilder _ layers: () -> [any Layer]) {
        self.init(layers(), projection: nil)
    }

    /// Layers, and others on the way past them, which give the same shape.
    public init(
        @NetworkBuilder _ layers: () -> [any Layer],
        @NetworkBuilder projection: () -> [any Layer]
    ) {
        self.init(layers(), projection: Network(projection()))
    }

    /// Layers and what happens on the way past them.
    public init(_ layers: [any Layer], projection: Network? = nil) {
        children = [AnyLayer](layers)
        self.projection = projection
    }

    /// Writes F(x) + x.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let output = Network(layers)(input, in: scope)
        let past = projection.map { scope.apply($0, as: "projection", to: input) } ?? input
        guard scope.builder.failure == nil else { return input }
        guard output.shape == past.shape else {
            scope.fail(
                "its layers give \(output.shape), which cannot be added to \(past.shape)",
                remedy: projection == nil
                    ? "let them keep the shape, or give a projection"
                    : "let layers and projection give the same shape"
            )
            return input
        }
        return output + past
    }

    /// As it is declared.
    public var description: String {
        children.declared(after: "Residual")
            + (projection.map { $0.children.declared(after: " projection:") } ?? "")
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case children = "layers"
        case projection
    }

    /// Reads a residual layer.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        children = try fields.required(.children)
        projection = try fields[.projection]
    }
}
