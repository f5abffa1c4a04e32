public import Computation

/// While learning, sets each channel as a whole to zero with probability `rate` and scales the others by
/// 1/(1 − rate); in use, changes nothing.
///
/// Neighbouring places of a channel say nearly the same, so that dropping single ones would hardly be
/// felt. Shapes: `[batch, …, channels]`; for `[batch, channels]` it is ``Dropout``.
///
/// Source: Tompson and others, "Efficient Object Localization Using Convolutional Networks", 2015.
public struct SpatialDropout: Layer {
    /// The name in files.
    public static let name = "SpatialDropout"
    /// The probability of dropping a channel, at least 0 and less than 1.
    public let rate: Float

    /// A layer that drops channels with probability `rate`.
    public init(_ rate: Float) { self.rate = rate }

    /// Writes the dropping, if the network is built to learn.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let sizes = input.shape.sizes
        guard sizes.count > 2 else { return Dropout(rate)(input, in: scope) }
        // What is kept of each channel is what dropout makes of a one.
        let ones = scope.builder.constant([1], shape: [1, 1])
            .broadcast(to: [input.shape[0], input.shape[-1]])
        let kept = Dropout(rate)(ones, in: scope)
        guard kept.node != ones.node else { return input }
        let between = [Int](repeating: 1, count: sizes.count - 2)
        return input * kept.reshaped(to: Shape([input.shape[0]] + between + [input.shape[-1]]))
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case rate }

    /// Reads a layer that drops channels.
    public init(from decoder: any Decoder) throws {
        rate = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.rate)
    }

    /// As it is declared: `SpatialDropout(0.2)`.
    public var description: String { "SpatialDropout(\(rate))" }
}
