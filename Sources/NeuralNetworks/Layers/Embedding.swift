public import Computation

/// A learned list of numbers for each kind of token.
///
/// A token that is none of them, such as the −1 of padding, gets zeros and teaches nothing. Tokens from the
/// last that is not negative on are padding, of which the layers that follow know.
///
/// Shapes: input tokens `int32 [batch, length]`, `weight` `[count, width]`, output `[batch, length, width]`.
public struct Embedding: Layer {
    /// The name in files.
    public static let name = "Embedding"
    /// How many kinds of token there are: 0 to `count` − 1.
    public let count: Int
    /// How many numbers each gets.
    public let width: Int
    /// How the first numbers are drawn.
    public let initializer: Initializer

    /// A layer that looks tokens up.
    ///
    /// - Parameters:
    ///   - count: How many kinds of token there are.
    ///   - width: How many numbers each gets.
    ///   - initializer: How the first numbers are drawn; by default normally with deviation 0.02, as GPT-2's.
    public init(
        _ count: Int,
        width: Int,
        initializer: Initializer = .normal(deviation: 0.02)
    ) {
        self.count = count
        self.width = width
        self.initializer = initializer
    }

    /// Writes the looking up.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard count > 0, width > 0 else {
            scope.fail("needs tokens and numbers for each, not \(count) of width \(width)")
            return input
        }
        guard input.shape.rank == 2 else {
            scope.fail(
                "takes tokens [batch, length], but gets \(input.shape)",
                remedy: "declare the input as [length]"
            )
            return input
        }
        let table = scope.parameter("weight", [count, width], initializer)
        let tokens = input.asWholeNumbers()
        guard scope.builder.failure == nil else { return input }
        scope.setLengths(tokens.sequenceLengths())
        return table.gather(tokens)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case count, width, initializer }

    /// Reads a layer that looks tokens up.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.count),
            width: fields.required(.width),
            initializer: fields[.initializer] ?? .normal(deviation: 0.02)
        )
    }

    /// As it is declared: `Embedding(65, width: 128)`.
    public var description: String { "Embedding(\(count), width: \(width))" }
}
