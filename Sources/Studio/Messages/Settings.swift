import NeuralNetworks

/// Which network learns what and how; with a ``Recipe`` it says every weight to the bit.
struct Settings: Codable, Hashable, Sendable {
    /// Where the first weights come from.
    enum Start: String, Codable, Sendable {
        /// From a training that went before.
        case trained
        /// Drawn from the seed.
        case fresh
    }

    /// The name of the data.
    var data: String
    /// Where the first weights come from.
    var start: Start
    /// How many filters each convolution has, one after another, each with pooling behind it; none for a
    /// network of dense layers alone.
    var filters: [Int] = []
    /// The widths of the hidden layers, which come after the convolutions.
    var hidden: [Int]
    /// The activation function of the hidden layers, by its name.
    var activation: String
    /// How wrong outputs are, by its name.
    var loss: String
    /// How weights follow from gradients, by its name.
    var optimizer: String
    /// How large steps are.
    var learningRate: Double
    /// After how many examples the weights take a step.
    var batchSize: Int
    /// First weights and the order of examples follow from it.
    var seed: UInt64

    /// The settings that may change while a network goes on learning.
    var learning: Learning {
        get { Learning(optimizer: optimizer, learningRate: learningRate, batchSize: batchSize) }
        set {
            (optimizer, learningRate) = (newValue.optimizer, newValue.learningRate)
            batchSize = newValue.batchSize
        }
    }
}

extension Settings {
    /// Reads settings; those from before there were convolutions have none.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys) throws -> Value {
            try container.decode(Value.self, forKey: key)
        }
        self.init(
            data: try value(.data),
            start: try value(.start),
            filters: try container.decodeIfPresent([Int].self, forKey: .filters) ?? [],
            hidden: try value(.hidden),
            activation: try value(.activation),
            loss: try value(.loss),
            optimizer: try value(.optimizer),
            learningRate: try value(.learningRate),
            batchSize: try value(.batchSize),
            seed: try value(.seed)
        )
    }
}

/// How a network learns from here on.
struct Learning: Codable, Hashable, Sendable {
    /// How weights follow from gradients, by its name.
    var optimizer: String
    /// How large steps are.
    var learningRate: Double
    /// After how many examples the weights take a step.
    var batchSize: Int

    /// The optimizer.
    ///
    /// - Throws: ``StudioError`` where a setting makes no sense.
    func makeOptimizer() throws(StudioError) -> any Optimizer {
        guard learningRate > 0, learningRate <= 1000 else {
            throw .badRequest(
                "the learning rate must be above 0 and at most 1000, not \(learningRate)"
            )
        }
        guard (1...Limits.batchSize).contains(batchSize) else {
            throw .badRequest("the batch size must be 1 to \(Limits.batchSize), not \(batchSize)")
        }
        guard let optimizer = Choices.optimizers.first(where: { $0.name == optimizer }) else {
            throw .unknownChoice("optimizer", optimizer, Choices.optimizers.map(\.name))
        }
        var result = optimizer.optimizer
        result.learningRate = learningRate
        return result
    }
}

/// The most that is accepted.
enum Limits {
    static let layers = 8
    static let width = 1024
    /// How many convolutions leave something of a digit, and how many filters each may have.
    static let convolutions = 3
    static let filters = 64
    static let batchSize = 4096
    static let parameters = 2_000_000
    static let recipe = 512
    static let steps = 5_000_000
    static let sessions = 64
    static let lingerSeconds = 3600
    /// How many requests are worked on at once.
    static let work = 64
    /// How long a recipe may be replayed.
    static let replay = Duration.seconds(120)
    /// Whole numbers that JavaScript can tell apart.
    static let seed: UInt64 = 1 << 53
    /// The largest size of a weight that is turned by hand.
    static let weight: Float = 1e6
    /// How many tokens a text may have that a language model writes, and how many bytes what it begins with.
    static let tokens = 4000
    static let promptBytes = 1 << 16
    /// How many tokens are written at once on the page of one's own files.
    static let writtenTokens = 400
    /// How many steps a language model reads at once.
    static let readSteps = 64
    /// How many places of texts a language model stays at, to go on from there.
    static let readers = 4
    /// How many of the likeliest tokens are told, and of how many steps what gates did.
    static let candidates = 10
    static let gateSteps = 1...256
    /// How many examples of one's own are shown at once.
    static let shownExamples = 48
    static let bodyBytes = 12 << 20
    static let pictureBytes = 8 << 20
    /// How many validation examples a score is measured on.
    static let scoreExamples = 2000
    /// How many validation examples insight is measured on.
    static let insightExamples = 512
}

/// What may be chosen by name.
enum Choices {
    /// Activation functions for hidden layers: those that one neuron has by itself, and that learn.
    static let activations = ActivationFunction.allCases.filter { $0 != .step && $0 != .softmax }

    static let losses: [any Loss] = [SoftmaxCrossEntropy(), QuadraticCost()]

    static let optimizers: [(name: String, optimizer: any Optimizer)] = [
        (SGD.name, SGD()), ("momentum", SGD(momentum: 0.9)), (Adam.name, Adam()),
        (AdamW.name, AdamW()),
    ]

    /// The loss of a name.
    static func loss(_ name: String) throws(StudioError) -> any Loss {
        guard let loss = losses.first(where: { type(of: $0).name == name }) else {
            throw .unknownChoice("loss", name, losses.map { type(of: $0).name })
        }
        return loss
    }
}

extension StudioError {
    static func unknownChoice(_ kind: String, _ name: String, _ known: [String]) -> StudioError {
        .badRequest(
            "there is no \(kind) \"\(name.prefix(40))\"; there are "
                + known.joined(separator: ", ")
        )
    }
}
