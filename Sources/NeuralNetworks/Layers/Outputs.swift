public import Computation

/// Branches that all get the same input, and whose outputs are told apart by their names; the last layer of a
/// network with several outputs.
///
/// ```swift
/// Outputs {
///     Dense(10).named("digit")
///     Dense(1).named("slant")
/// }
/// ```
///
/// ``LossOfParts`` judges each by a loss of its own. The weights are `digit.weight` within this layer's path.
///
/// Shapes: input `[batch, …]`, output `[batch, count]` with the numbers of all branches, in the order of their
/// names; ``Model/named(_:)`` gives each its own shape.
public struct Outputs: Layer {
    /// The name in files.
    public static let name = "Outputs"
    private let children: [AnyLayer]
    /// The branches in the order in which they were declared.
    public var branches: [any Layer] { children.map(\.layer) }

    /// Branches, each with a name that ``Layer/named(_:)`` gives.
    public init(@NetworkBuilder _ branches: () -> [any Layer]) {
        children = [AnyLayer](branches())
    }

    /// Writes all branches, one after another in the order of their names.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard scope.record.outputs == nil else {
            scope.fail("there are named outputs already", remedy: "give them all to one Outputs")
            return input
        }
        var outputs: [(name: String, value: Symbol)] = []
        for branch in branches {
            guard let name = branch.givenName else {
                scope.fail(
                    "\(branch.title) has no name",
                    remedy: "write \(branch.title).named(\"…\")"
                )
                return input
            }
            outputs.append((name, scope.apply(branch, as: name, to: input)))
            guard scope.builder.failure == nil else { return input }
        }
        guard !outputs.isEmpty else {
            scope.fail("there are no outputs", remedy: "give it at least one branch")
            return input
        }
        outputs.sort { $0.name < $1.name }
        let parts = NamedParts(
            Dictionary(
                outputs.map { ($0.name, Shape(Array($0.value.shape.sizes.dropFirst()))) }
            ) { first, _ in first }
        )
        let rows = zip(parts.parts, outputs).map { part, output in
            output.value.reshaped(to: [input.shape[0], part.range.count])
        }
        let value =
            rows.count == 1 ? rows[0] : rows[0].concatenated(with: Array(rows[1...]), along: 1)
        scope.record.outputs = (parts, value)
        return value
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case children = "branches" }

    /// Reads branches.
    public init(from decoder: any Decoder) throws {
        children = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.children)
    }

    /// As it is declared.
    public var description: String { children.declared(after: "Outputs") }
}
