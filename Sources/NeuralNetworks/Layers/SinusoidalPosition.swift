public import Computation

/// Adds to each step of a sequence sines and cosines of its place, of which each pair is slower than the one
/// before.
///
/// Columns 2j and 2j + 1 of place i get sin and cos of i/base^(2j/width). Where a sequence goes on from an
/// earlier run, places count from its beginning.
///
/// Shapes: input and output `[batch, length, width]`, with an even width. Source: Vaswani et al., "Attention
/// Is All You Need", 2017, section 3.5.
public struct SinusoidalPosition: Layer {
    /// The name in files.
    public static let name = "SinusoidalPosition"
    /// How much slower the last pair is than the first.
    public let base: Double

    /// A layer that adds sines of places.
    public init(base: Double = 10_000) { self.base = base }

    /// Writes x + sinusoids.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.isSequence(in: scope) else { return input }
        let (length, width) = (input.shape[1], input.shape[2])
        let waves = scope.firstPositions.sinusoids(length: length, width: width, base: base)
        guard scope.builder.failure == nil else { return input }
        return input + (waves.shape[0] == 1 ? waves.reshaped(to: [length, width]) : waves)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case base }

    /// Reads a layer that adds sines of places.
    public init(from decoder: any Decoder) throws {
        base = try LayerFields<CodingKeys>(decoder, of: Self.self)[.base] ?? 10_000
    }

    /// As it is declared: `SinusoidalPosition()`.
    public var description: String {
        "SinusoidalPosition(\(base == 10_000 ? "" : "base: \(base)"))"
    }
}
