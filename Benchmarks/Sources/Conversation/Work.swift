/// What a contestant is asked to do over and over.
package enum Work: Hashable, Sendable {
    /// One training step: forward, loss, backward, update, on batches sliced beforehand.
    case step(Training)
    /// One pass over all training examples as users write it: shuffle, batches, steps.
    case epoch(Training)
    /// One forward pass.
    case predict(Prediction)
    /// One product of matrices.
    case product(Product)
    /// One training step of a Transformer that tells the next token.
    case transformer(Transformer)
    /// Writing with such a Transformer: as many tokens as it looks back on, each the likeliest.
    case generate(Transformer)
    /// One training step of a recurrent layer.
    case recurrent(Recurrent)

    /// A network and how it learns.
    package struct Training: Hashable, Sendable, Codable {
        /// What comes before the dense layers, in a convolutional network.
        package let convolutions: Convolutions?
        /// How many neurons each dense layer has, their inputs first.
        package let layers: [Int]
        /// What the hidden layers apply to their sums.
        package let activation: String
        /// How weights follow from gradients: `sgd`, `momentum` or `adam`.
        package let optimizer: String
        /// How many examples a step takes.
        package let batch: Int

        /// A training from its parts.
        package init(
            convolutions: Convolutions? = nil,
            layers: [Int],
            activation: String,
            optimizer: String,
            batch: Int
        ) {
            self.convolutions = convolutions
            self.layers = layers
            self.activation = activation
            self.optimizer = optimizer
            self.batch = batch
        }
    }

    /// A network and how many examples it is given at once.
    package struct Prediction: Hashable, Sendable, Codable {
        /// What comes before the dense layers, in a convolutional network.
        package let convolutions: Convolutions?
        /// How many neurons each dense layer has, their inputs first.
        package let layers: [Int]
        /// What the hidden layers apply to their sums.
        package let activation: String
        /// How many examples a call takes.
        package let batch: Int

        /// A prediction from its parts.
        package init(
            convolutions: Convolutions? = nil,
            layers: [Int],
            activation: String,
            batch: Int
        ) {
            self.convolutions = convolutions
            self.layers = layers
            self.activation = activation
            self.batch = batch
        }
    }

    /// The sizes of C = A·B, A being m×k and B being k×n.
    package struct Product: Hashable, Sendable, Codable {
        /// The rows of A.
        package let m: Int
        /// The columns of B.
        package let n: Int
        /// The columns of A.
        package let k: Int

        /// A product from its sizes.
        package init(m: Int, n: Int, k: Int) {
            self.m = m
            self.n = n
            self.k = k
        }
    }
}

extension Work: Codable {
    private enum Kind: String, Codable {
        case step, epoch, predict, product, transformer, generate, recurrent
    }
    private enum CodingKeys: String, CodingKey { case kind }

    /// Reads what `kind` says.
    package init(from decoder: any Decoder) throws {
        let kind = try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind)
        self =
            switch kind {
            case .step: .step(try Training(from: decoder))
            case .epoch: .epoch(try Training(from: decoder))
            case .predict: .predict(try Prediction(from: decoder))
            case .product: .product(try Product(from: decoder))
            case .transformer: .transformer(try Transformer(from: decoder))
            case .generate: .generate(try Transformer(from: decoder))
            case .recurrent: .recurrent(try Recurrent(from: decoder))
            }
    }

    /// Writes the kind beside the sizes, in one object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .step(let training):
            try container.encode(Kind.step, forKey: .kind)
            try training.encode(to: encoder)
        case .epoch(let training):
            try container.encode(Kind.epoch, forKey: .kind)
            try training.encode(to: encoder)
        case .predict(let prediction):
            try container.encode(Kind.predict, forKey: .kind)
            try prediction.encode(to: encoder)
        case .product(let product):
            try container.encode(Kind.product, forKey: .kind)
            try product.encode(to: encoder)
        case .transformer(let transformer):
            try container.encode(Kind.transformer, forKey: .kind)
            try transformer.encode(to: encoder)
        case .generate(let transformer):
            try container.encode(Kind.generate, forKey: .kind)
            try transformer.encode(to: encoder)
        case .recurrent(let recurrent):
            try container.encode(Kind.recurrent, forKey: .kind)
            try recurrent.encode(to: encoder)
        }
    }
}
