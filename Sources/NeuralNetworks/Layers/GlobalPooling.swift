public import Computation

/// The mean of each channel over all places of an example: `[batch, …, channels]` becomes
/// `[batch, channels]`.
///
/// Source: Lin, Chen, Yan, "Network In Network", 2014.
public struct GlobalAveragePooling: Layer {
    /// The name in files.
    public static let name = "GlobalAveragePooling"

    /// A layer that takes means.
    public init() {}

    /// Writes the means.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        scope.places(of: input).map { input.mean(over: $0) } ?? input
    }

    /// Reads a layer that takes means.
    public init(from decoder: any Decoder) throws {
        _ = try LayerFields<NoFields>(decoder, of: Self.self)
    }
}

/// The largest number of each channel over all places of an example: `[batch, …, channels]` becomes
/// `[batch, channels]`.
public struct GlobalMaxPooling: Layer {
    /// The name in files.
    public static let name = "GlobalMaxPooling"

    /// A layer that takes the largest.
    public init() {}

    /// Writes the largest.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        scope.places(of: input).map { input.largest(over: $0) } ?? input
    }

    /// Reads a layer that takes the largest.
    public init(from decoder: any Decoder) throws {
        _ = try LayerFields<NoFields>(decoder, of: Self.self)
    }
}

extension Scope {
    /// The dimensions between batch and channels, or nil where there are none, which is then said.
    fileprivate func places(of input: Symbol) -> Range<Int>? {
        guard input.shape.rank > 2, !input.shape.sizes.dropFirst().contains(0) else {
            fail(
                "takes [batch, …, channels] with places between, not \(input.shape)",
                remedy: "put it where the layers still give pictures or sequences"
            )
            return nil
        }
        return 1..<input.shape.rank - 1
    }
}
