public import NeuralNetworks

/// A network that says which token comes next, after all those before it.
///
/// ```swift
/// let network = LanguageNetwork(.lstm, size: .usual(forCharacters: 1_000_000))
/// let model = try Model(network.network(tokens: 65), input: [network.size.context])
/// ```
public struct LanguageNetwork: Sendable {
    /// What remembers the tokens before.
    public enum Architecture: Sendable {
        /// Attention: every token looks at those before it.
        case transformer
        /// A state that learns what to keep and what to forget.
        case lstm
        /// The same with fewer gates.
        case gru
        /// Layers between the embedding of tokens and the scores of the next one.
        case layers(Network)
    }

    /// How large the network is.
    public struct Size: Hashable, Sendable {
        /// How many numbers stand for a token on its way.
        public var width: Int
        /// How many blocks, or layers of a recurrent network, follow each other.
        public var blocks: Int
        /// How many heads attention has.
        public var heads: Int
        /// How many tokens an example has.
        public var context: Int

        /// A size.
        public init(width: Int, blocks: Int, heads: Int, context: Int) {
            (self.width, self.blocks, self.heads, self.context) = (width, blocks, heads, context)
        }

        /// What suits a text of so many characters in a few minutes.
        public static func usual(forCharacters count: Int) -> Size {
            switch count {
            case ..<100_000: Size(width: 64, blocks: 2, heads: 4, context: 64)
            case ..<500_000: Size(width: 64, blocks: 4, heads: 4, context: 64)
            default: Size(width: 128, blocks: 4, heads: 4, context: 128)
            }
        }
    }

    /// What remembers the tokens before.
    public var architecture: Architecture
    /// How large the network is.
    public var size: Size
    /// The share of numbers that are dropped while it learns.
    public var dropout: Float

    /// A network of its parts.
    public init(_ architecture: Architecture = .transformer, size: Size, dropout: Float = 0) {
        (self.architecture, self.size, self.dropout) = (architecture, size, dropout)
    }

    /// The network for so many different tokens.
    ///
    /// - Parameter tokens: How many different tokens there are.
    /// - Returns: The network, from `[context]` tokens to `[context, tokens]` logits.
    public func network(tokens: Int) -> Network {
        let size = size
        return Network {
            Embedding(tokens, width: size.width)
            switch architecture {
            case .transformer:
                PositionEmbedding(size.context)
                for _ in 0..<size.blocks {
                    TransformerBlock(heads: size.heads, dropout: dropout, causal: true)
                }
                LayerNorm()
            case .lstm:
                LSTM(size.width, returnsSequences: true, layers: size.blocks, dropout: dropout)
            case .gru:
                GRU(size.width, returnsSequences: true, layers: size.blocks, dropout: dropout)
            case .layers(let layers): layers
            }
            Dense(tokens)
        }
    }
}
