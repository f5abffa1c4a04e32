public import Computation

/// Attention, then two layers of neurons at each step, each beside a way past it: y = x + attention(norm(x)),
/// z = y + neurons(norm(y)).
///
/// Where it does not normalise first, it is norm(x + attention(x)), as in the first paper. Weights are named as
/// in PyTorch's `nn.TransformerEncoderLayer`: `self_attn.in_proj_weight`, `linear1.weight`, `norm1.weight`…
/// Weights of attention are not dropped.
///
/// Shapes: input and output `[batch, length, width]`. Sources: Vaswani et al., 2017; normalising first: Xiong
/// et al., "On Layer Normalization in the Transformer Architecture", 2020.
public struct TransformerBlock: Layer {
    /// The name in files.
    public static let name = "TransformerBlock"

    /// What brings each step to an even size.
    public enum NormalizationKind: String, Hashable, Sendable, Codable, CaseIterable {
        /// ``LayerNorm``.
        case layer
        /// ``RMSNorm``.
        case rms
    }

    /// How many heads the attention has; they divide the width.
    public let heads: Int
    /// How many heads keys and values have; they divide the heads.
    public let groups: Int
    /// How many neurons the first of the two layers has; nil for four times the width.
    public let feedForward: Int?
    /// The activation function of those neurons.
    public let activation: ActivationFunction
    /// The probability of dropping what attention and neurons give, and what the first neurons do.
    public let dropout: Float
    /// Whether a step sees only itself and what comes before it.
    public let causal: Bool
    /// Whether queries and keys are turned by their place.
    public let rotary: Bool
    /// What brings each step to an even size.
    public let normalization: NormalizationKind
    /// Whether it normalises what goes into attention and neurons, or what comes out.
    public let normalizesFirst: Bool

    /// A block of a Transformer.
    ///
    /// - Parameters:
    ///   - heads: How many heads the attention has.
    ///   - groups: How many heads keys and values have; by default as many.
    ///   - feedForward: How many neurons the first of the two layers has; by default four times the width.
    ///   - activation: The activation function of those neurons.
    ///   - dropout: The probability of dropping what attention and neurons give.
    ///   - causal: Whether a step sees only itself and what comes before it.
    ///   - rotary: Whether queries and keys are turned by their place.
    ///   - normalization: What brings each step to an even size.
    ///   - normalizesFirst: Whether it normalises what goes in, or what comes out.
    public init(
        heads: Int,
        groups: Int? = nil,
        feedForward: Int? = nil,
        activation: ActivationFunction = .gelu,
        dropout: Float = 0,
        causal: Bool = false,
        rotary: Bool = false,
        normalization: NormalizationKind = .layer,
        normalizesFirst: Bool = true
    ) {
        self.heads = heads
        self.groups = groups ?? heads
        self.causal = causal
        self.rotary = rotary
        self.feedForward = feedForward
        self.activation = activation
        self.dropout = dropout
        self.normalization = normalization
        self.normalizesFirst = normalizesFirst
    }

    /// Writes the block.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.isSequence(in: scope) else { return input }
        let width = input.shape[2]
        let (units, isTooLarge) =
            feedForward.map { ($0, false) }
            ?? width.multipliedReportingOverflow(by: 4)
        guard !isTooLarge else {
            scope.fail("four times a width of \(width) is too large to compute with")
            return input
        }
        let attention = MultiHeadAttention(heads, groups: groups, causal: causal, rotary: rotary)
        let norm: any Layer = normalization == .layer ? LayerNorm() : RMSNorm()
        func dropped(_ value: Symbol, _ label: String) -> Symbol {
            dropout == 0 ? value : scope.apply(Dropout(dropout), as: label, to: value)
        }
        func step(
            _ value: Symbol,
            _ number: Int,
            _ body: (Symbol) -> Symbol
        ) -> Symbol {
            let label = "norm\(number)"
            let before = normalizesFirst ? scope.apply(norm, as: label, to: value) : value
            let after = dropped(body(before), "dropout\(number)")
            guard scope.builder.failure == nil else { return value }
            let sum = value + after
            return normalizesFirst ? sum : scope.apply(norm, as: label, to: sum)
        }
        let attended = step(input, 1) { scope.apply(attention, as: "self_attn", to: $0) }
        return step(attended, 2) { value in
            let inner = scope.apply(
                Dense(units, activation: activation),
                as: "linear1",
                to: value
            )
            return scope.apply(Dense(width), as: "linear2", to: dropped(inner, "dropout"))
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case heads, groups, feedForward, activation, dropout, causal, rotary, normalization
        case normalizesFirst
    }

    /// Reads a block.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            heads: fields.required(.heads),
            groups: fields[.groups],
            feedForward: fields[.feedForward],
            activation: fields[.activation] ?? .gelu,
            dropout: fields[.dropout] ?? 0,
            causal: fields[.causal] ?? false,
            rotary: fields[.rotary] ?? false,
            normalization: fields[.normalization] ?? .layer,
            normalizesFirst: fields[.normalizesFirst] ?? true
        )
    }

    /// As it is declared: `TransformerBlock(heads: 4, causal: true)`.
    public var description: String {
        "TransformerBlock(heads: \(heads)"
            + (groups == heads ? "" : ", groups: \(groups)")
            + (feedForward.map { ", feedForward: \($0)" } ?? "")
            + (activation == .gelu ? "" : ", activation: .\(activation.rawValue)")
            + (dropout == 0 ? "" : ", dropout: \(dropout)")
            + (causal ? ", causal: true" : "")
            + (rotary ? ", rotary: true" : "")
            + (normalization == .layer ? "" : ", normalization: .\(normalization.rawValue)")
            + (normalizesFirst ? "" : ", normalizesFirst: false") + ")"
    }
}
