#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Each query's mean of the values, weighted by softmax(q·k/√size) over the keys that it sees, head by head:
/// all numbers of the result, and after them, for the gradient, the largest score and the sum of
/// exponentials of each row, `[batch, heads, length, 2]`.
///
/// Source: Vaswani et al., "Attention Is All You Need", 2017, equation 1; shared keys and values: Ainslie et
/// al., 2023.
package struct Attention: Operation {
    package let heads: AttentionHeads

    package var description: String { "attention" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        TensorType(.float32, [try heads.layout(of: inputs).rawCount])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let reference = AttentionReference(heads, inputs)
        let layout = reference.layout
        var result = [Double](repeating: 0, count: layout.output.count)
        var rows: [Double] = []
        forEachIndex(of: [layout.batch, heads.heads, layout.length]) { index in
            let (item, head, query) = (index[0], index[1], index[2])
            let scores = reference.scores(item, head, query)
            let largest = scores.max() ?? -.infinity
            let sum = scores.reduce(0) { $0 + exp($1 - largest) }
            rows += [largest, sum]
            let first = ((item * layout.length + query) * heads.heads + head) * layout.size
            for (key, score) in scores.enumerated() {
                let weight = exp(score - largest) / sum
                for number in 0..<layout.size {
                    result[first + number] +=
                        weight * reference.number(2, item, key, reference.group(head), number)
                }
            }
        }
        return ReferenceArray(result + rows, shape: [layout.rawCount])
    }

    package var gradientUses: GradientUses { [] }
    /// None: ``AttentionResult`` knows the way.
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        guard let layout = try? heads.layout(of: lowering.inputTypes) else { return }
        lowering.emit(
            .attention,
            [lowering.output] + layout.buffers(lowering.inputs),
            sizes: layout.sizes,
            scalars: [layout.scale],
            work: layout.scoreCount * (4 * layout.size + 20)
        )
    }
}

/// The numbers that ``Attention`` leaves, `[batch, length, heads·size]`, and their gradient.
///
/// The first input is what attention left; then follow its inputs.
package struct AttentionResult: ViewOperation {
    package let heads: AttentionHeads

    package var description: String { "attention" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let layout = try heads.layout(of: Array(inputs.dropFirst()))
        guard inputs[0] == TensorType(.float32, [layout.rawCount]) else {
            throw ShapeError("\(description): \(inputs) do not belong together")
        }
        return TensorType(.float32, layout.output)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = AttentionReference(heads, Array(inputs.dropFirst())).layout.output
        return ReferenceArray(Array(inputs[0].values.prefix(shape.count)), shape: shape)
    }

    package var gradientUses: GradientUses { .inputs }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let sources = Array(context.inputs.dropFirst())
        let all = context.output.builder.apply(
            AttentionGradient(heads: heads),
            to: [context.upstream] + context.inputs
        )
        let lengths = [Symbol?](repeating: nil, count: sources.count - heads.sourceCount)
        guard !heads.isPacked else { return [nil, all] + lengths }
        var start = 0
        let parts = sources.prefix(3).map { source in
            let range = start..<start + source.shape.count
            start = range.upperBound
            return all.slice(0, range).reshaped(to: source.shape) as Symbol?
        }
        return [nil] + parts + lengths
    }
}

/// The gradients of attention with respect to its inputs, from upstream, what ``Attention`` left, and its inputs:
/// of the packed input, or those of queries, keys and values one after the other.
package struct AttentionGradient: Operation {
    package let heads: AttentionHeads

    package var description: String { "gradient of attention" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let layout = try heads.layout(of: Array(inputs.dropFirst(2)))
        return heads.isPacked
            ? inputs[2] : TensorType(.float32, [layout.gradientCounts.reduce(0, +)])
    }

    /// dV = Pᵀ·G; dS = P∘(G·Vᵀ − Σ G·O)/√size; dQ = dS·K; dK = dSᵀ·Q.
    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let reference = AttentionReference(heads, Array(inputs.dropFirst(2)))
        let layout = reference.layout
        let shape = heads.isPacked ? inputs[2].shape : [layout.gradientCounts.reduce(0, +)]
        var result = ReferenceArray([Double](repeating: 0, count: shape.count), shape: shape)
        // Where the gradient of an input's number is, seen from where that number is.
        let shifts = (0..<3).map { layout.sizes[14 + $0] - layout.sizes[11 + $0] }
        forEachIndex(of: [layout.batch, heads.heads, layout.length]) { index in
            let (item, head, query) = (index[0], index[1], index[2])
            let group = reference.group(head)
            let weights = reference.weights(item, head, query)
            func upstream(_ number: Int) -> Double {
                inputs[0][[item, query, head * layout.size + number]]
            }
            let arriving = weights.indices.map { key in
                (0..<layout.size).reduce(0) {
                    $0 + upstream($1) * reference.number(2, item, key, group, $1)
                }
            }
            let mean = zip(weights, arriving).reduce(0) { $0 + $1.0 * $1.1 }
            for (key, weight) in weights.enumerated() {
                let slope = weight * (arriving[key] - mean) / Double(layout.size).squareRoot()
                for number in 0..<layout.size {
                    let places = [
                        reference.place(0, item, query, head, number),
                        reference.place(1, item, key, group, number),
                        reference.place(2, item, key, group, number),
                    ]
                    let changes = [
                        slope * reference.number(1, item, key, group, number),
                        slope * reference.number(0, item, query, head, number),
                        weight * upstream(number),
                    ]
                    for what in 0..<3 {
                        result.values[places[what] + shifts[what]] += changes[what]
                    }
                }
            }
        }
        return result
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        guard let layout = try? heads.layout(of: Array(lowering.inputTypes.dropFirst(2))) else {
            return
        }
        lowering.emit(
            .gradientAttention,
            [lowering.output] + lowering.inputs.prefix(2)
                + layout.buffers(Array(lowering.inputs.dropFirst(2))),
            sizes: layout.sizes,
            scalars: [layout.scale],
            work: layout.scoreCount * (10 * layout.size + 20)
        )
    }
}

/// The weights of attention, `[batch, heads, length, keys]`: how much each query looks at each key; 0 where it
/// does not see it.
package struct AttentionWeights: Operation {
    package let heads: AttentionHeads

    package var description: String { "weights of attention" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let layout = try heads.layout(of: inputs)
        return TensorType(.float32, [layout.batch, heads.heads, layout.length, layout.keys])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let reference = AttentionReference(heads, inputs)
        let layout = reference.layout
        return ReferenceArray(shape: [layout.batch, heads.heads, layout.length, layout.keys]) {
            let weights = reference.weights($0[0], $0[1], $0[2])
            return $0[3] < weights.count ? weights[$0[3]] : 0
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        guard let layout = try? heads.layout(of: lowering.inputTypes) else { return }
        lowering.emit(
            .attentionWeights,
            [lowering.output] + layout.buffers(lowering.inputs),
            sizes: layout.sizes,
            scalars: [layout.scale],
            work: layout.scoreCount * (2 * layout.size + 20)
        )
    }
}

extension Symbol {
    /// Attention of these queries `[batch, length, heads·size]`: each query's mean of the values, weighted by
    /// how well its product with their keys does.
    ///
    /// - Parameters:
    ///   - keys: The keys, `[batch, keys, groups·size]`.
    ///   - values: The values, `[batch, keys, groups·size]`.
    ///   - heads: How many heads the queries have.
    ///   - groups: How many heads keys and values have; they divide the heads. By default as many.
    ///   - isCausal: Whether the last query sees all keys, and each one before it one less.
    ///   - lengths: How many keys of each example are real, int32 `[batch]`; nil where all are.
    /// - Returns: The means, `[batch, length, heads·size]`; zeros for a query that sees no key.
    public func attention(
        to keys: Symbol,
        _ values: Symbol,
        heads: Int,
        groups: Int? = nil,
        isCausal: Bool = false,
        lengths: Symbol? = nil
    ) -> Symbol {
        attend(
            AttentionHeads(
                heads: heads,
                groups: groups,
                isCausal: isCausal,
                isPacked: false
            ),
            [self, keys, values],
            lengths
        )
    }

    /// The same, where this value holds queries, keys and values beside each other,
    /// `[batch, length, (heads + 2·groups)·size]`.
    ///
    /// - Parameters:
    ///   - heads: How many heads the queries have.
    ///   - groups: How many heads keys and values have; they divide the heads. By default as many.
    ///   - isCausal: Whether a query sees no keys after its own place.
    ///   - lengths: How many keys of each example are real, int32 `[batch]`; nil where all are.
    /// - Returns: The means, `[batch, length, heads·size]`.
    public func selfAttention(
        heads: Int,
        groups: Int? = nil,
        isCausal: Bool = false,
        lengths: Symbol? = nil
    ) -> Symbol {
        attend(
            AttentionHeads(
                heads: heads,
                groups: groups,
                isCausal: isCausal,
                isPacked: true
            ),
            [self],
            lengths
        )
    }

    /// The weights with which attention takes its means.
    ///
    /// - Parameters:
    ///   - heads: How the inputs are read.
    ///   - others: Keys and values, where they are not packed with the queries.
    ///   - lengths: How many keys of each example are real, int32 `[batch]`; nil where all are.
    /// - Returns: The weights, `[batch, heads, length, keys]`.
    package func attentionWeights(
        _ heads: AttentionHeads,
        with others: [Symbol] = [],
        lengths: Symbol?
    ) -> Symbol {
        builder.apply(
            AttentionWeights(heads: heads),
            to: [self] + others + (lengths.map { [$0] } ?? [])
        )
    }

    private func attend(_ heads: AttentionHeads, _ sources: [Symbol], _ lengths: Symbol?) -> Symbol
    {
        let inputs = sources + (lengths.map { [$0] } ?? [])
        let raw = builder.apply(Attention(heads: heads), to: inputs)
        guard builder.failure == nil else { return self }
        return builder.apply(AttentionResult(heads: heads), to: [raw] + inputs)
    }
}
