public import Computation

/// Pictures and sequences made larger by a whole factor, each place repeated.
///
/// Shapes: `[batch, height, width, channels]` becomes `[batch, factor·height, factor·width, channels]`,
/// `[batch, length, channels]` becomes `[batch, factor·length, channels]`.
public struct Upsampling: Layer {
    /// The name in files.
    public static let name = "Upsampling"
    /// How many times each row and column comes.
    public let factor: Int

    /// A layer that repeats each row and column `factor` times.
    public init(_ factor: Int) { self.factor = factor }

    /// Writes the repetition.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard (1...1 << 20).contains(factor) else {
            scope.fail("a row can come 1 to 1,048,576 times, not \(factor)")
            return input
        }
        guard (3...4).contains(input.shape.rank) else {
            scope.fail(
                "takes pictures [batch, height, width, channels] or sequences [batch, length, "
                    + "channels], not \(input.shape)",
                remedy: "put Reshape([height, width, channels]) before it"
            )
            return input
        }
        guard factor > 1 else { return input }
        let (batch, channels) = ([input.shape[0]], [input.shape[-1]])
        let places = input.shape.sizes.dropFirst().dropLast()
        // A dimension of its own for the repetitions of each place.
        let single = batch + places.flatMap { [$0, 1] } + channels
        let repeated = batch + places.flatMap { [$0, factor] } + channels
        return input.reshaped(to: Shape(single)).broadcast(to: Shape(repeated))
            .reshaped(to: Shape(batch + places.map { $0 * factor } + channels))
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case factor }

    /// Reads a layer that repeats places.
    public init(from decoder: any Decoder) throws {
        factor = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.factor)
    }

    /// As it is declared: `Upsampling(2)`.
    public var description: String { "Upsampling(\(factor))" }
}
