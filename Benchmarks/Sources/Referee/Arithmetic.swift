package import Conversation

extension Work {
    /// How many examples an epoch has.
    package static let examplesPerEpoch = 60_000

    /// The multiplications and additions that one iteration cannot do without: those of its
    /// matrix products.
    ///
    /// Forward each example costs 2·in·out in each dense layer, and as much at each position in a convolution;
    /// learning costs as much again for the gradient of the weights and for that of the inputs, which the
    /// first layer does not need.
    package var arithmetic: Double {
        switch self {
        case .step(let training):
            Self.learning(training, examples: training.batch)
        case .epoch(let training):
            Self.learning(training, examples: Self.examplesPerEpoch)
        case .predict(let prediction):
            2 * Double(prediction.batch) * Self.products(of: prediction).reduce(0, +)
        case .product(let product):
            2 * Double(product.m) * Double(product.n) * Double(product.k)
        case .transformer(let transformer):
            3 * Self.reading(transformer)
        case .generate(let transformer):
            Self.reading(transformer)
        case .recurrent(let recurrent):
            6 * Double(recurrent.batch * recurrent.length)
                * Double(4 * recurrent.hidden * (recurrent.inputs + recurrent.hidden))
        }
    }

    /// The products of weights and of attention, of which half is not seen.
    private static func reading(_ transformer: Transformer) -> Double {
        let width = Double(transformer.width)
        let weights = width * (4 * width + 2 * Double(transformer.feedForward))
        let attention = width * Double(transformer.context)
        let token =
            Double(transformer.blocks) * (weights + attention)
            + width * Double(transformer.vocabulary)
        return 2 * Double(transformer.batch * transformer.context) * token
    }

    private static func learning(_ training: Training, examples: Int) -> Double {
        let products = products(of: training)
        return 2 * Double(examples) * (3 * products.reduce(0, +) - (products.first ?? 0))
    }

    /// How many numbers each layer multiplies by a weight for one example.
    private static func products(of network: some NetworkWork) -> [Double] {
        let dense = zip(network.layers, network.layers.dropFirst()).map { Double($0) * Double($1) }
        guard let convolutions = network.convolutions else { return dense }
        let sizes = zip(convolutions.channels, convolutions.filters)
        return sizes.enumerated().map { index, sizes in
            let across = Double(convolutions.side(after: index) * convolutions.kernel)
            return across * across * Double(sizes.0) * Double(sizes.1)
        } + dense
    }
}
