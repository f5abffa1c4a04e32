import Datasets
public import NeuralNetworks

/// Learns to write on: which token comes next, after all those before it.
///
/// ```swift
/// let text = try LanguageText(file: "shakespeare.txt")
/// let tokenizer = try Tokenizer.characters(of: text.text)
/// var learner = LanguageLearner(.transformer, size: .usual(forCharacters: text.text.unicodeScalars.count))
/// let data = try LanguageData(text, tokenizer: tokenizer, context: learner.size.context)
/// let model = try learner.makeModel(for: data)
/// for try await epoch in learner.train(model, on: data) { print(epoch) }
/// ```
public struct LanguageLearner: Sendable {
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
    public let architecture: Architecture
    /// How large the network is.
    public var size: Size
    /// The share of numbers that are dropped while it learns.
    public var dropout: Float = 0
    /// How weights follow from gradients.
    public var optimizer: any Optimizer
    /// How the learning rate changes.
    public var schedule: any Schedule = .cosine(warmUp: 0.04)
    /// How large gradients may become.
    public var clipping: GradientClipping? = .norm(1)
    /// Whether a moving average of the weights is left behind.
    public var averaging: WeightAveraging?
    /// How many times as many examples as the text has are gone through.
    public var epochs = 10
    /// After how many examples the weights take a step.
    public var batchSize = 16
    /// How long the training may take; the schedule follows it.
    public var timeLimit: Duration?
    /// When to stop before the last epoch.
    public var earlyStopping: EarlyStopping?
    /// First weights and the order of examples follow from it.
    public var seed: UInt64 = 1
    /// What part of the processor is used.
    public var processor = Processor()

    /// A learner with settings that suit the network.
    public init(_ architecture: Architecture, size: Size) {
        self.architecture = architecture
        self.size = size
        optimizer = AdamW(
            learningRate: size.width <= 64 ? 0.004 : 0.003,
            beta2: 0.99,
            weightDecay: 0.1
        )
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

    /// The network with fresh weights.
    ///
    /// - Throws: `ShapeError` where it does not fit together.
    public func makeModel(for data: LanguageData) throws(ShapeError) -> Model {
        var learner = self
        learner.size.context = data.context
        return try Model(
            learner.network(tokens: data.tokenizer.vocabularyCount),
            input: [data.context],
            seed: seed,
            information: ModelInformation(
                interpretation: .classLogits,
                preparation: LanguagePreparation(data.tokenizer, data.form).information
            ),
            processor: processor
        )
    }

    /// Checks the settings, before a text is read.
    ///
    /// - Throws: `TrainingError` where a setting makes no sense.
    public func check() throws(TrainingError) {
        try trainer.check(epochs: epochs, batchSize: batchSize)
    }

    /// Starts to train.
    public func train(_ model: Model, on data: LanguageData) -> TrainingRun {
        var trainer = trainer
        trainer.augmentation = data.windows
        return trainer.train(
            model,
            on: data.training,
            validation: data.validation.count > 0 ? data.validation : nil,
            epochs: epochs,
            batchSize: batchSize
        )
    }

    private var trainer: Trainer {
        var trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: optimizer,
            schedule: schedule,
            earlyStopping: earlyStopping,
            seed: seed,
            processor: processor
        )
        trainer.timeLimit = timeLimit
        trainer.clipping = clipping
        trainer.averaging = averaging
        // Decay pulls at weights between neurons, not at biases and scales.
        trainer.weightRules = [WeightRule(.vectors, weightDecay: 0)]
        return trainer
    }
}
