public import Computation

/// The dimensions of each example in another order.
///
/// `Permute([2, 1])` makes `[batch, columns, rows]` of `[batch, rows, columns]`.
public struct Permute: Layer {
    /// The name in files.
    public static let name = "Permute"
    /// For each dimension of the output, which one of the input it is, counted from 1 without the batch.
    public let order: [Int]

    /// A layer that reorders dimensions.
    ///
    /// - Parameter order: For each dimension of the output, which one of the input it is, counted
    ///   from 1 without the batch.
    public init(_ order: [Int]) { self.order = order }

    /// Writes the reordering.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let rank = input.shape.rank - 1
        guard rank >= 0, order.sorted() == Array(1..<rank + 1) else {
            scope.fail(
                "\(order) is no order of the dimensions of \(Shape(Array(input.shape.sizes.dropFirst())))",
                remedy:
                    "name each of the \(rank) dimensions once, counted from 1, without the batch"
            )
            return input
        }
        return input.transposed([0] + order)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case order }

    /// Reads a layer that reorders dimensions.
    public init(from decoder: any Decoder) throws {
        order = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.order)
    }

    /// As it is declared: `Permute([2, 1])`.
    public var description: String { "Permute(\(order))" }
}
