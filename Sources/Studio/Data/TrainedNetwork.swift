import Learners
import NeuralNetworks

/// A network that was trained before, and what the settings say about it.
struct TrainedNetwork: Sendable {
    let model: Model
    let filters: [Int]
    let hidden: [Int]
    let activation: ActivationFunction
    let loss: String

    /// A network of dense layers, with or without convolutions before them, that tells classes of pictures or
    /// points apart.
    ///
    /// - Parameters:
    ///   - model: The network.
    ///   - name: What it is called in the words of an error.
    /// - Throws: ``StudioProblem`` where it is another kind of network.
    init(_ model: Model, named name: String) throws(StudioProblem) {
        func problem(_ text: String) -> StudioProblem {
            StudioProblem(
                "\(name): \(text); the studio shows networks of dense layers, with or without "
                    + "convolutions over pictures before them"
            )
        }
        let layers = model.neuronLayers
        let dense = layers.drop { $0.convolution != nil }
        if let other = model.network.layers.first(where: {
            !TrainedNetwork.known.contains(type(of: $0).name)
        }) {
            throw problem("it has the layer \(type(of: other).name)")
        }
        guard let last = dense.last,
            dense.allSatisfy({ $0.convolution == nil && model.hasBias($0) })
        else { throw problem("it has no dense layers, or some without biases") }
        guard model.inputShape.rank == 2 || model.inputShape == [2] else {
            throw problem("it reads \(model.inputShape), neither grey pictures nor points")
        }
        filters = layers.prefix { $0.convolution != nil }.map { $0.outputs[2] }
        hidden = dense.dropLast().map { $0.outputs[0] }
        activation = layers.dropLast().map(\.function).first { $0 != .identity } ?? .relu
        // Behind a convolution the activation function may be a layer of its own.
        guard
            dense.dropLast().allSatisfy({ [activation] in $0.function == activation })
        else { throw problem("its hidden layers have several activation functions") }
        switch (model.information.interpretation, last.function) {
        case (.classLogits, .identity): loss = SoftmaxCrossEntropy.name
        case (.values, _): loss = QuadraticCost.name
        default: throw problem("its outputs are no classes, of which one is true")
        }
        self.model = model
    }

    /// The layers that the studio can show: each hands its numbers on to the next.
    private static let known: Set<String> = [
        Dense.name, Conv2D.name, Flatten.name, Dropout.name, MaxPooling2D.name,
        AveragePooling2D.name, Activation.name, BatchNorm.name,
    ]

    /// Whether the settings ask for a network of this form.
    func fits(_ settings: Settings) -> Bool {
        settings.filters == filters && settings.hidden == hidden
            && settings.activation == activation.rawValue && settings.loss == loss
    }

    /// Whether its inputs and outputs are those of the data.
    func suits(_ listing: DataListing) -> Bool {
        model.inputShape.sizes == listing.shape && model.outputShape == [listing.classes.count]
    }
}

extension Model {
    fileprivate func hasBias(_ layer: NeuronLayer) -> Bool {
        self[parameter: layer.path + ".bias"] != nil
    }
}

/// Why the studio cannot begin: one line.
public struct StudioProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong and what was expected.
    public let description: String
    init(_ description: String) { self.description = description }
}
