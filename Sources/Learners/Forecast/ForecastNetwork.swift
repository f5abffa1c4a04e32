public import NeuralNetworks

/// The networks that look ahead: weighted sums of the past, and a network that bends them; several beside each
/// other, whose mean answers.
///
/// The sums begin as linear regression has them, and what bends them begins at 0: so the training begins where
/// linear regression ends.
enum ForecastNetwork {
    private static let linear = "linear"

    /// The whole network, with outputs `[members, horizon · quantiles]`.
    ///
    /// - Throws: ``NetworkOutputError`` where layers of one's own give other numbers.
    static func network(_ form: ForecastForm, _ shape: ForecastShape) throws -> Network {
        let outputs = form.horizon * ForecastForm.quantiles.count
        if let network = shape.network {
            try Model(network, input: [form.inputCount]).checkOutputs(
                outputs,
                "\(ForecastForm.quantiles.count) quantiles of \(form.horizon) "
                    + (form.horizon == 1 ? "step" : "steps")
            )
        }
        let member = Parallel(.add) {
            Dense(outputs, initializer: .zeros).named(linear)
            Network(bending(shape, outputs))
        }
        return Network {
            Parallel(.concatenate, (0..<shape.members).map { _ in member })
            Reshape([shape.members, outputs])
        }
    }

    private static func bending(_ shape: ForecastShape, _ outputs: Int) -> [any Layer] {
        if let network = shape.network { return network.layers }
        var layers: [any Layer] = []
        for units in shape.hidden {
            layers.append(Dense(units, activation: .relu))
            if shape.dropout > 0 { layers.append(Dropout(Float(shape.dropout))) }
        }
        return layers + [Dense(outputs, initializer: .zeros)]
    }

    /// Gives the sums the weights of a linear regression, each quantile with its own distance.
    ///
    /// - Parameters:
    ///   - model: The model with fresh weights.
    ///   - regression: Weights for each step ahead, of numbers less their mean, over their deviation.
    ///   - windows: What it was learned from.
    ///   - form: What is forecast.
    /// - Throws: `ParameterError` where the model is of another network.
    static func begin(
        _ model: Model,
        with regression: LinearModel,
        on windows: ForecastWindows,
        _ form: ForecastForm
    ) throws(ParameterError) {
        let (mean, deviation) = form.scale
        let found = regression(windows.inputs)
        var (weights, biases): ([Float], [Float]) = ([], [])
        for step in 0..<form.horizon {
            let errors = zip(windows.answers, found).map { answer, found in
                (Double(answer[step]) - mean) / deviation - found[step]
            }.filter { !$0.isNaN }.sorted()
            for share in ForecastForm.quantiles {
                let place = Int(share * Double(max(errors.count - 1, 0)))
                weights += regression.weights[step].map { Float($0) }
                biases.append(
                    Float(regression.biases[step] + (errors.isEmpty ? 0 : errors[place]))
                )
            }
        }
        let columns = regression.weights.first?.count ?? 0
        for name in model.parameterNames {
            if name.hasSuffix("." + linear + ".weight") {
                try model.setParameter(name, to: Tensor(weights, shape: [biases.count, columns]))
            } else if name.hasSuffix("." + linear + ".bias") {
                try model.setParameter(name, to: Tensor(biases))
            }
        }
    }
}

/// What the network for a series is like.
public struct ForecastShape: Hashable, Sendable {
    /// The widths of the hidden layers.
    public var hidden = [64, 64]
    /// The share of activations that is dropped while it learns.
    public var dropout = 0.2
    /// How many networks learn beside each other.
    public var members = 4
    /// What bends the weighted sums, in place of the hidden layers and their output.
    public var network: Network?

    /// The usual network.
    public init() {}
}
