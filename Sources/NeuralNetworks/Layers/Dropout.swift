public import Computation

/// While learning, sets each activation to zero with probability `rate` and scales the others by
/// 1/(1 − rate); in use, changes nothing.
///
/// Source: Srivastava et al., 2014.
public struct Dropout: Layer {
    /// The name in files.
    public static let name = "Dropout"
    /// The probability of dropping an activation, at least 0 and less than 1.
    public let rate: Float

    /// A layer that drops activations with probability `rate`.
    public init(_ rate: Float) {
        self.rate = rate
    }

    /// Writes the dropping, if the network is built to learn.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard rate >= 0, rate < 1 else {
            scope.fail(
                "a dropout rate must be at least 0 and less than 1, not \(rate)",
                remedy: "0.5 drops every second activation"
            )
            return input
        }
        guard scope.mode == .training, let key = scope.key, rate > 0 else { return input }
        return input.dropout(rate: rate, stream: scope.nextStream(), key: key)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case rate }

    /// Reads a layer that drops.
    public init(from decoder: any Decoder) throws {
        rate = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.rate)
    }

    /// As it is declared: `Dropout(0.5)`.
    public var description: String { "Dropout(\(rate))" }
}
