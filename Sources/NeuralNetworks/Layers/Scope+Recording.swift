public import Computation

extension Scope {
    /// Notes what a layer's attention asks and is asked, so that ``Model/attention(on:)-(Tensor)`` can say where it
    /// looks.
    ///
    /// - Parameters:
    ///   - queries: The queries, `[batch, length, heads·size]`.
    ///   - keys: The keys, `[batch, keys, groups·size]`.
    ///   - heads: How many heads the queries have.
    ///   - groups: How many heads the keys have; by default as many.
    ///   - isCausal: Whether the last query sees all keys, and each one before it one less.
    ///   - lengths: How many keys of each example are real, int32 `[batch]`; nil where all are.
    public func recordAttention(
        queries: Symbol,
        keys: Symbol,
        heads: Int,
        groups: Int? = nil,
        isCausal: Bool = false,
        lengths: Symbol? = nil
    ) {
        recordAttention(
            // The weights do not depend on the values, which are as large as the keys.
            [queries, keys, keys],
            AttentionHeads(heads: heads, groups: groups, isCausal: isCausal, isPacked: false),
            lengths: lengths
        )
    }

    /// The same, for queries, keys and values that may lie packed.
    func recordAttention(_ sources: [Symbol], _ heads: AttentionHeads, lengths: Symbol?) {
        record.attentions.append(
            Record.Attention(path: path, sources: sources, heads: heads, lengths: lengths)
        )
    }

    /// Notes a recurrence, so that ``Model/gates(on:)-(Tensor)`` can say what its gates did.
    func recordRecurrence(_ sequence: RecurrentSequence, level: Int) {
        record.recurrences.append(
            Record.Recurrence(path: path, level: level, sequence: sequence)
        )
    }
}
