public import Computation

/// Where one layer of attention looks in a sequence.
public struct AttentionTrace: Hashable, Sendable {
    /// The layer's path, such as `layers.2.self_attn`, which also begins the names of its weights.
    public let path: String
    /// How much each step looks at each other, `[heads, queries, keys]`: softmax(q·kᵀ/√size), each row together 1.
    ///
    /// A key that a query does not see, because it comes later or is padding, has exactly 0; so have all keys of a
    /// query that is padding itself.
    public let weights: Tensor

    /// How many heads look side by side.
    public var headCount: Int { weights.shape[0] }
}

extension Model {
    /// Where each layer of attention looks, for a sequence of tokens.
    ///
    /// The weights follow from the very queries and keys with which the model computes, turned by their places
    /// where positions are rotary, and shared by heads where they are grouped. Attention itself never makes the
    /// matrix of all weights; here it is made, so that memory grows with the square of the length.
    ///
    /// ```swift
    /// for layer in try model.attention(on: tokens) {
    ///     print(layer.path, layer.weights[0])  // [queries, keys] of the first head
    /// }
    /// ```
    ///
    /// - Parameter tokens: A sequence of any length that the network takes; −1 at its end is padding.
    /// - Returns: The layers of attention in order; none where the network has none.
    /// - Throws: ``InspectionError`` where the network does not take the sequence, or the weights would be too many.
    public func attention(on tokens: [Int32]) throws(InspectionError) -> [AttentionTrace] {
        try attention(on: Tensor(tokens))
    }

    /// The same for a sequence as a tensor.
    ///
    /// - Parameter input: One sequence, `[length]` tokens or `[length, channels]` numbers.
    /// - Returns: The layers of attention in order; none where the network has none.
    /// - Throws: ``InspectionError`` where the network does not take the sequence, or the weights would be too many.
    public func attention(on input: Tensor) throws(InspectionError) -> [AttentionTrace] {
        let sequence = try InspectedSequence(input, for: self)
        let built = try sequence.built(self)
        let layers = built.record.attentions
        let symbols = layers.compactMap(\.weights)
        let count = symbols.reduce(0) { $0 + $1.shape.count }
        guard count <= Model.mostAttentionWeights else {
            throw .setting(
                name: "length of a sequence whose attention is looked at",
                value: "\(sequence.length), with \(grouped(count)) weights",
                expected: "such that there are at most \(grouped(Model.mostAttentionWeights))"
            )
        }
        let values = try sequence.values(symbols, of: built, self)
        return zip(layers, values).map { layer, weights in
            AttentionTrace(path: layer.path, weights: sequence.withoutPadding(weights))
        }
    }

    /// A quarter of a gigabyte.
    private static let mostAttentionWeights = 1 << 26
}

extension Record.Attention {
    /// The weights, `[batch, heads, queries, keys]`; nil where nothing was recorded.
    fileprivate var weights: Symbol? {
        sources.first?.attentionWeights(
            heads,
            with: Array(sources.dropFirst()),
            lengths: lengths
        )
    }
}
