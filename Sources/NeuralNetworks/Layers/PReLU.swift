public import Computation

/// x, or w·x where x is negative, with one learned slope w for each channel.
///
/// Shapes: input `[batch, …, channels]`, `weight` `[channels]`, which begins at 0.25.
///
/// Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015.
public struct PReLU: Layer {
    /// The name in files.
    public static let name = "PReLU"

    /// A layer of learned slopes.
    public init() {}

    /// Writes max(x, 0) + w·min(x, 0).
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.shape.rank >= 2 else {
            scope.fail(
                "takes numbers for each channel, but gets a single number",
                remedy: "declare the input as [1]"
            )
            return input
        }
        let slopes = scope.parameter("weight", [input.shape[-1]], .constant(0.25))
        return input.relu() - slopes * (-input).relu()
    }

    /// Reads a layer of learned slopes.
    public init(from decoder: any Decoder) throws {
        _ = try LayerFields<NoFields>(decoder, of: Self.self)
    }
}
