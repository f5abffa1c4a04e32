public import Computation

/// Self-attention: each step of a sequence asks all others, or all before it, and takes a mean of what they
/// have to say, weighted by how well their keys answer its query; several heads do so side by side.
///
/// With size = width / heads, x·Wᵀ + b gives queries, keys and values; each head's result is
/// softmax(q·kᵀ/√size)·v, and one more product mixes the heads. Steps that are padding are not asked. Where keys
/// and values are shared by groups of heads, there are fewer of them.
///
/// Shapes: input and output `[batch, length, width]`. Weights as PyTorch has them: `in_proj_weight`
/// `[3·width, width]`, `in_proj_bias`, `out_proj.weight` `[width, width]`, `out_proj.bias`; with groups
/// `q_proj.weight` `[width, width]`, `k_proj.weight` and `v_proj.weight` `[groups·size, width]` and their
/// biases in the place of the first two.
///
/// Sources: Vaswani et al., 2017; groups: Ainslie et al., 2023; rotary positions: Su et al., 2021, with
/// neighbouring numbers as pairs.
public struct MultiHeadAttention: Layer {
    /// The name in files.
    public static let name = "MultiHeadAttention"
    /// How many heads there are; they divide the width.
    public let heads: Int
    /// How many heads keys and values have; they divide the heads.
    public let groups: Int
    /// Whether a step sees only itself and what comes before it.
    public let causal: Bool
    /// Whether queries and keys are turned by their place.
    public let rotary: Bool
    /// How much slower the last pair of numbers is turned than the first, where they are.
    public let base: Double
    /// Whether the products have biases.
    public let usesBias: Bool

    /// A layer of attention.
    ///
    /// - Parameters:
    ///   - heads: How many heads there are.
    ///   - groups: How many heads keys and values have; by default as many.
    ///   - causal: Whether a step sees only itself and what comes before it.
    ///   - rotary: Whether queries and keys are turned by their place.
    ///   - base: How much slower the last pair of numbers is turned than the first.
    ///   - usesBias: Whether the products have biases.
    public init(
        _ heads: Int,
        groups: Int? = nil,
        causal: Bool = false,
        rotary: Bool = false,
        base: Double = 10_000,
        usesBias: Bool = true
    ) {
        self.heads = heads
        self.groups = groups ?? heads
        self.causal = causal
        self.rotary = rotary
        self.base = base
        self.usesBias = usesBias
    }

    /// Writes the attention.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.isSequence(in: scope), isPossible(input.shape[2], in: scope) else {
            return input
        }
        let width = input.shape[2]
        // Padding comes last, so what is causal does not see it.
        let lengths = causal ? nil : scope.lengths
        let turns =
            rotary
            ? scope.firstPositions.sinusoids(
                length: input.shape[1],
                width: width / heads,
                base: base
            ) : nil
        func rotated(_ value: Symbol, _ heads: Int) -> Symbol {
            turns.map { value.rotated(heads: heads, by: $0) } ?? value
        }

        let result: Symbol
        if groups == heads {
            let all = rotated(
                projection("in_proj_weight", "in_proj_bias", input, to: 3 * width, scope),
                2 * heads
            )
            if scope.end == nil {
                scope.recordAttention(
                    [all],
                    AttentionHeads(heads: heads, isCausal: causal, isPacked: true),
                    lengths: lengths
                )
                result = all.selfAttention(heads: heads, isCausal: causal, lengths: lengths)
            } else {
                let parts = (0..<3).map { all.slice(2, $0 * width..<($0 + 1) * width) }
                result = attention(parts[0], parts[1], parts[2], lengths, scope)
            }
        } else {
            let shared = width / heads * groups
            let parts = [("q_proj", width), ("k_proj", shared), ("v_proj", shared)].map {
                projection($0 + ".weight", $0 + ".bias", input, to: $1, scope)
            }
            guard scope.builder.failure == nil else { return input }
            result = attention(
                rotated(parts[0], heads),
                rotated(parts[1], groups),
                parts[2],
                lengths,
                scope
            )
        }
        guard scope.builder.failure == nil else { return input }
        return projection("out_proj.weight", "out_proj.bias", result, to: width, scope)
    }

    /// Queries meet keys and values, and those of earlier runs where the sequences go on.
    private func attention(
        _ queries: Symbol,
        _ keys: Symbol,
        _ values: Symbol,
        _ lengths: Symbol?,
        _ scope: Scope
    ) -> Symbol {
        guard scope.builder.failure == nil else { return queries }
        var (keys, values, lengths) = (keys, values, lengths)
        if let position = scope.position, let end = scope.end, let capacity = scope.capacity {
            guard causal else {
                scope.fail(
                    "looks ahead, so that sequences cannot go on step by step",
                    remedy: "use causal attention"
                )
                return queries
            }
            keys = kept("keys", keys, capacity, position, scope)
            values = kept("values", values, capacity, position, scope)
            lengths = end
        }
        scope.recordAttention(
            queries: queries,
            keys: keys,
            heads: heads,
            groups: groups,
            isCausal: causal,
            lengths: lengths
        )
        return queries.attention(
            to: keys,
            values,
            heads: heads,
            groups: groups,
            isCausal: causal,
            lengths: lengths
        )
    }

    /// Steps `[batch, length, …]` behind those of earlier runs, `[batch, capacity, …]`, which are kept for later
    /// ones.
    private func kept(
        _ name: String,
        _ steps: Symbol,
        _ capacity: Int,
        _ position: Symbol,
        _ scope: Scope
    ) -> Symbol {
        let shape: Shape = [steps.shape[0], capacity, steps.shape[2]]
        guard let before = scope.carried(name, shape) else { return steps }
        let all = before.inserting(steps, at: position)
        scope.carry(name, all)
        return all
    }

    private func isPossible(_ width: Int, in scope: Scope) -> Bool {
        guard heads > 0, groups > 0, heads % groups == 0 else {
            scope.fail(
                "\(heads) heads cannot share keys and values in \(groups) groups",
                remedy: "let the groups divide the heads"
            )
            return false
        }
        guard width % heads == 0 else {
            scope.fail(
                "\(heads) heads cannot divide a width of \(width)",
                remedy: "let the heads divide the width"
            )
            return false
        }
        guard !rotary || width / heads % 2 == 0 else {
            scope.fail(
                "\(width / heads) numbers of a head cannot be turned in pairs",
                remedy: "use another number of heads"
            )
            return false
        }
        return true
    }

    private func projection(
        _ weight: String,
        _ bias: String,
        _ input: Symbol,
        to units: Int,
        _ scope: Scope
    ) -> Symbol {
        let weights = scope.weights(weight, from: input.shape[-1], to: units, .glorot)
        let sums = input.matmul(weights)
        return usesBias ? sums + scope.parameter(bias, [units], .zeros) : sums
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case heads, groups, causal, rotary, base, usesBias
    }

    /// Reads a layer of attention.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.heads),
            groups: fields[.groups],
            causal: fields[.causal] ?? false,
            rotary: fields[.rotary] ?? false,
            base: fields[.base] ?? 10_000,
            usesBias: fields[.usesBias] ?? true
        )
    }

    /// As it is declared: `MultiHeadAttention(4, causal: true)`.
    public var description: String {
        "MultiHeadAttention(\(heads)" + (groups == heads ? "" : ", groups: \(groups)")
            + (causal ? ", causal: true" : "") + (rotary ? ", rotary: true" : "")
            + (base == 10_000 ? "" : ", base: \(base)") + (usesBias ? "" : ", usesBias: false")
            + ")"
    }
}
