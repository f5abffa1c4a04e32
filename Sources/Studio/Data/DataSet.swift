import Datasets
import Learners
import NeuralNetworks

/// What networks learn from: examples in parts, under a name.
struct DataSet: Sendable {
    /// What one example is.
    enum Kind: String, Encodable, Sendable {
        /// Grey bytes, `[height, width]`.
        case pictures
        /// Two coordinates.
        case points
    }

    let name: String
    let kind: Kind
    let training: Examples
    let validation: Examples
    /// nil where there is none.
    let test: Examples?

    var inputShape: Shape { training.inputShape }
    var classes: [String] { training.classNames }

    /// The validation examples that scores are measured on.
    var scored: Examples { validation[0..<min(validation.count, Limits.scoreExamples)] }

    /// The examples of a part.
    func examples(of part: Input.Part) throws(StudioError) -> Examples {
        switch part {
        case .training: return training
        case .validation: return validation
        case .test:
            guard let test else { throw .notFound("the data \"\(name)\" has no test examples") }
            return test
        }
    }

    /// The data's row in the catalogue.
    func listing(isTrained: Bool) -> DataListing {
        DataListing(
            name: name,
            kind: kind,
            shape: inputShape.sizes,
            classes: classes,
            counts: [
                "training": training.count, "validation": validation.count,
                "test": test?.count,
            ].compactMapValues(\.self),
            trained: isTrained
        )
    }

    /// The network of the settings for this data, as `DigitLearner` makes it, with sigmoid outputs where the
    /// loss is quadratic.
    func network(_ settings: Settings) throws(StudioError) -> Network {
        guard settings.hidden.count <= Limits.layers else {
            throw .badRequest(
                "there may be \(Limits.layers) hidden layers, not \(settings.hidden.count)"
            )
        }
        if let width = settings.hidden.first(where: { !(1...Limits.width).contains($0) }) {
            throw .badRequest("a hidden layer must have 1 to \(Limits.width) neurons, not \(width)")
        }
        try checkConvolutions(settings)
        guard
            let activation = Choices.activations.first(where: { $0.rawValue == settings.activation }
            )
        else {
            throw .unknownChoice(
                "activation",
                settings.activation,
                Choices.activations.map(\.rawValue)
            )
        }
        let isQuadratic = try Choices.loss(settings.loss).interpretation == .values
        let (convolutions, features) = weights(ofConvolutions: settings.filters)
        let sizes = [features] + settings.hidden + [classes.count]
        let parameters = zip(sizes, sizes.dropFirst()).reduce(convolutions) {
            $0 + ($1.0 + 1) * $1.1
        }
        guard parameters <= Limits.parameters else {
            throw .badRequest(
                "the network would have \(parameters) weights, and at most \(Limits.parameters) "
                    + "are allowed; make its layers narrower"
            )
        }
        return Network {
            for filters in settings.filters {
                Conv2D(filters, kernel: DataSet.kernel, padding: .same, activation: activation)
                MaxPooling2D(window: DataSet.window)
            }
            if kind == .pictures { Flatten() }
            for units in settings.hidden { Dense(units, activation: activation) }
            Dense(classes.count, activation: isQuadratic ? .sigmoid : .identity)
        }
    }
}

extension DataSet {
    /// The side of a filter's patch: of a digit, about the width of two strokes.
    private static let kernel: Extent2D = 5
    /// The side of the squares of which pooling keeps the largest number.
    private static let window: Extent2D = 2

    private func checkConvolutions(_ settings: Settings) throws(StudioError) {
        let filters = settings.filters
        guard !filters.isEmpty else { return }
        guard kind == .pictures else {
            throw .badRequest("the data \"\(name)\" has points, and filters look at pictures")
        }
        guard filters.count <= Limits.convolutions else {
            throw .badRequest(
                "there may be \(Limits.convolutions) convolutions, not \(filters.count)"
            )
        }
        if let count = filters.first(where: { !(1...Limits.filters).contains($0) }) {
            throw .badRequest(
                "a convolution must have 1 to \(Limits.filters) filters, not \(count)"
            )
        }
    }

    /// How many weights convolutions have, and how many numbers they hand on.
    private func weights(ofConvolutions filters: [Int]) -> (weights: Int, features: Int) {
        var (weights, channels) = (0, 1)
        var sides = inputShape.sizes
        for count in filters {
            weights += (channels * DataSet.kernel.down * DataSet.kernel.across + 1) * count
            channels = count
            sides = sides.map { $0 / DataSet.window.down }
        }
        return (weights, sides.reduce(channels, *))
    }
}

/// What the catalogue says about data.
struct DataListing: Encodable, Sendable {
    let name: String
    let kind: DataSet.Kind
    let shape: [Int]
    let classes: [String]
    let counts: [String: Int]
    let trained: Bool
}
