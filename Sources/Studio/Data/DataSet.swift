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

    /// The network of the settings for this data, with sigmoid outputs where the loss is quadratic.
    func network(_ settings: Settings) throws(StudioError) -> Network {
        guard settings.hidden.count <= Limits.layers else {
            throw .badRequest(
                "there may be \(Limits.layers) hidden layers, not \(settings.hidden.count)"
            )
        }
        if let width = settings.hidden.first(where: { !(1...Limits.width).contains($0) }) {
            throw .badRequest("a hidden layer must have 1 to \(Limits.width) neurons, not \(width)")
        }
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
        let sizes = [inputShape.count] + settings.hidden + [classes.count]
        let parameters = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
        guard parameters <= Limits.parameters else {
            throw .badRequest(
                "the network would have \(parameters) weights, and at most \(Limits.parameters) "
                    + "are allowed; make its layers narrower"
            )
        }
        return Network {
            if kind == .pictures { Flatten() }
            for units in settings.hidden { Dense(units, activation: activation) }
            Dense(classes.count, activation: isQuadratic ? .sigmoid : .identity)
        }
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
