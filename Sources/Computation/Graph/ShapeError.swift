/// A network that does not fit together, found before anything is computed.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The layer in which it happened, by path and as it is declared: `layers.1 Dense(16)`.
    public var layer: String?
    /// What was wrong: what was expected and what was found.
    public var problem: String
    /// How to mend it.
    public var remedy: String?

    /// An error that the enclosing layer will put its name to.
    public init(_ problem: String, remedy: String? = nil, layer: String? = nil) {
        self.problem = problem
        self.remedy = remedy
        self.layer = layer
    }

    /// One line: layer, problem, remedy.
    public var description: String {
        [layer.map { $0 + ": " }, problem, remedy.map { "; " + $0 }]
            .compactMap(\.self).joined()
    }
}
