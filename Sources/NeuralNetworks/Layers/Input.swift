public import Computation

/// A named part of each example, as ``Inputs`` declares it, in the place of what comes in.
///
/// ```swift
/// Parallel(.concatenate) {
///     Network { Input("picture"); Flatten(); Dense(16, activation: .relu) }
///     Input("row")
/// }
/// ```
///
/// Shapes: whatever comes in, `[batch, …]` goes out, with the part's own shape.
public struct Input: Layer {
    /// The name in files.
    public static let name = "Input"
    /// The part's name.
    public let part: String

    /// A layer that gives the part of this name.
    public init(_ part: String) { self.part = part }

    /// Takes the part from the rows of all parts.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let (parts, rows) = scope.record.inputs else {
            scope.fail(
                "there is no input \(quoted(part))",
                remedy: "begin the network with Inputs([\"\(part)\": …])"
            )
            return input
        }
        guard let found = parts[part] else {
            scope.fail("there is no input \(quoted(part))", remedy: "there are \(parts)")
            return input
        }
        return parts.part(found, of: rows)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case part }

    /// Reads the part's name.
    public init(from decoder: any Decoder) throws {
        part = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.part)
    }

    /// As it is declared: `Input("picture")`.
    public var description: String { "Input(\"\(part)\")" }
}
