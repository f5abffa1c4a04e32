extension Work {
    /// A causal Transformer as GPT-2 is built: embeddings of tokens and places, blocks that normalise first, with
    /// GELU between two dense layers, a last normalisation, and a score for each token; it learns by AdamW.
    package struct Transformer: Hashable, Sendable, Codable {
        /// How many kinds of token there are.
        package let vocabulary: Int
        /// How many tokens a sequence has.
        package let context: Int
        /// How many numbers each token is.
        package let width: Int
        /// How many heads attention has.
        package let heads: Int
        /// How many neurons lie between two dense layers of a block.
        package let feedForward: Int
        /// How many blocks there are.
        package let blocks: Int
        /// How many sequences a step takes.
        package let batch: Int

        /// A Transformer from its sizes.
        package init(
            vocabulary: Int,
            context: Int,
            width: Int,
            heads: Int,
            feedForward: Int,
            blocks: Int,
            batch: Int
        ) {
            self.vocabulary = vocabulary
            self.context = context
            self.width = width
            self.heads = heads
            self.feedForward = feedForward
            self.blocks = blocks
            self.batch = batch
        }
    }
}
