public import Computation

/// Adds to each step of a sequence what is learned of its place.
///
/// Places from `count` on get nothing. Where a sequence goes on from an earlier run, places count from its
/// beginning.
///
/// Shapes: input and output `[batch, length, width]`; `weight` `[count, width]`.
public struct PositionEmbedding: Layer {
    /// The name in files.
    public static let name = "PositionEmbedding"
    /// How many places there are.
    public let count: Int

    /// A layer that knows so many places.
    public init(_ count: Int) { self.count = count }

    /// Writes x + weight[place].
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard count > 0, input.isSequence(in: scope) else {
            scope.fail("needs at least one place, not \(count)")
            return input
        }
        let (length, width) = (input.shape[1], input.shape[2])
        guard length <= count else {
            scope.fail(
                "knows \(count) places, but a sequence has \(length) steps",
                remedy: "give it as many places as the longest sequence has steps"
            )
            return input
        }
        let table = scope.parameter("weight", [count, width], .normal(deviation: 0.02))
        guard let position = scope.position else { return input + table.slice(0, 0..<length) }
        let steps = scope.builder.constant((0..<length).map(Float.init), shape: [1, length])
        let places = position.asFloats().reshaped(to: [input.shape[0], 1]) + steps
        return input + table.gather(places.asWholeNumbers())
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case count }

    /// Reads a layer that knows places.
    public init(from decoder: any Decoder) throws {
        count = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.count)
    }

    /// As it is declared: `PositionEmbedding(128)`.
    public var description: String { "PositionEmbedding(\(count))" }
}

extension Scope {
    /// The first position of each sequence as float32, `[1]` or `[batch]`.
    var firstPositions: Symbol { position?.asFloats() ?? builder.constant([0], shape: [1]) }
}

extension Symbol {
    /// Whether these are sequences, `[batch, length, width]`; if not, the failure says so.
    func isSequence(in scope: Scope) -> Bool {
        guard builder.failure == nil else { return false }
        guard shape.rank == 3, shape[1] > 0, shape[2] > 0 else {
            scope.fail(
                "takes sequences [batch, length, width], but gets \(shape)",
                remedy: "put an Embedding before it, or declare the input as [length, width]"
            )
            return false
        }
        return true
    }
}
