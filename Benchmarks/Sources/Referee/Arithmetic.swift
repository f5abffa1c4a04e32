package import Conversation

extension Work {
    /// How many examples an epoch has.
    package static let examplesPerEpoch = 60_000

    /// The multiplications and additions that one iteration cannot do without: those of its
    /// matrix products.
    ///
    /// Forward each example costs 2·in·out in each layer; learning costs as much again for the gradient of
    /// the weights and for that of the inputs, which the first layer does not need.
    package var arithmetic: Double {
        switch self {
        case .step(let training):
            Self.learning(training.layers, examples: training.batch)
        case .epoch(let training):
            Self.learning(training.layers, examples: Self.examplesPerEpoch)
        case .predict(let prediction):
            2 * Double(prediction.batch) * Self.weights(prediction.layers)
        case .product(let product):
            2 * Double(product.m) * Double(product.n) * Double(product.k)
        }
    }

    private static func learning(_ layers: [Int], examples: Int) -> Double {
        let first = Double(layers.first ?? 0) * Double(layers.dropFirst().first ?? 0)
        return 2 * Double(examples) * (3 * weights(layers) - first)
    }

    private static func weights(_ layers: [Int]) -> Double {
        zip(layers, layers.dropFirst()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
