public import Computation

/// Branches that all get the same input, and whose outputs become one.
///
/// ```swift
/// Parallel(.concatenate) {
///     Dense(8, activation: .relu)
///     Network {
///         Dense(4, activation: .tanh)
///         Dense(8)
///     }
/// }
/// ```
///
/// Each layer of the closure is a branch; a ``Network`` is a branch of several layers. The weights are
/// `branches.0.weight`, `branches.1.layers.0.weight`, or lie under the branch's own name.
public struct Parallel: Layer {
    /// What becomes of the outputs.
    public enum Combination: String, Hashable, Sendable, Codable, CaseIterable {
        /// One after another along the last dimension; the others are equal.
        case concatenate
        /// Their sum, element by element; the shapes are equal.
        case add
        /// Their product, element by element; the shapes are equal.
        case multiply
    }

    /// The name in files.
    public static let name = "Parallel"
    private let children: [AnyLayer]
    /// What becomes of the outputs.
    public let combination: Combination
    /// The branches in order.
    public var branches: [any Layer] { children.map(\.layer) }

    /// Branches and what becomes of their outputs.
    public init(
        _ combination: Combination,
        @NetworkBuilder _ branches: () -> [any Layer]
    ) {
        self.init(combination, branches())
    }

    /// Branches and what becomes of their outputs.
    public init(_ combination: Combination, _ branches: [any Layer]) {
        self.combination = combination
        children = [AnyLayer](branches)
    }

    /// Writes all branches and joins them.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let branches = branches
        let outputs = zip(branches, labels(of: branches, numberedAfter: "branches")).map {
            scope.apply($0, as: $1, to: input)
        }
        guard scope.builder.failure == nil else { return input }
        guard let first = outputs.first else {
            scope.fail("there is nothing in parallel", remedy: "give it at least one branch")
            return input
        }
        guard outputs.allSatisfy({ fits($0.shape, first.shape) }) else {
            let shapes = outputs.map(\.shape.description).joined(separator: ", ")
            scope.fail(
                "the branches give \(shapes), and cannot \(combination.rawValue)",
                remedy: combination == .concatenate
                    ? "all sizes but the last must be equal" : "the shapes must be equal"
            )
            return input
        }
        let others = Array(outputs.dropFirst())
        guard !others.isEmpty else { return first }
        return switch combination {
        case .concatenate: first.concatenated(with: others, along: first.shape.rank - 1)
        case .add: others.reduce(first, +)
        case .multiply: others.reduce(first, *)
        }
    }

    private func fits(_ shape: Shape, _ first: Shape) -> Bool {
        guard combination == .concatenate else { return shape == first }
        // The batch alone is no dimension to put examples side by side in.
        return shape.rank > 1 && shape.sizes.dropLast() == first.sizes.dropLast()
    }

    /// As it is declared.
    public var description: String {
        children.declared(after: "Parallel(.\(combination.rawValue))")
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case children = "branches"
        case combination
    }

    /// Reads branches; where it is not said what becomes of them, they are concatenated.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        children = try fields.required(.children)
        combination = try fields[.combination] ?? .concatenate
    }
}
