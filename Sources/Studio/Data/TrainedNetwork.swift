import Learners
import NeuralNetworks

/// A network that was trained before, and what the settings say about it.
struct TrainedNetwork: Sendable {
    let model: Model
    let hidden: [Int]
    let activation: ActivationFunction
    let loss: String

    /// A network of dense layers that tells classes of pictures or points apart.
    ///
    /// - Parameters:
    ///   - model: The network.
    ///   - name: What it is called in the words of an error.
    /// - Throws: ``StudioProblem`` where it is another kind of network.
    init(_ model: Model, named name: String) throws(StudioProblem) {
        func problem(_ text: String) -> StudioProblem {
            StudioProblem("\(name): \(text); the studio shows networks of dense layers")
        }
        var layers = model.network.layers
        if layers.first is Flatten { layers.removeFirst() }
        let dense = layers.compactMap { $0 as? Dense }
        if let other = layers.first(where: { !($0 is Dense) }) {
            throw problem("it has the layer \(type(of: other).name)")
        }
        guard let last = dense.last, dense.allSatisfy(\.usesBias) else {
            throw problem("it has no layers, or layers without biases")
        }
        guard model.inputShape.rank == 2 || model.inputShape == [2] else {
            throw problem("it reads \(model.inputShape), neither grey pictures nor points")
        }
        hidden = dense.dropLast().map(\.units)
        activation = dense.count > 1 ? dense[0].activation : .relu
        guard dense.dropLast().allSatisfy({ [activation] in $0.activation == activation }) else {
            throw problem("its hidden layers have several activation functions")
        }
        switch (model.information.interpretation, last.activation) {
        case (.classLogits, .identity): loss = SoftmaxCrossEntropy.name
        case (.values, _): loss = QuadraticCost.name
        default: throw problem("its outputs are no classes, of which one is true")
        }
        self.model = model
    }

    /// Whether its inputs and outputs are those of the data.
    func suits(_ listing: DataListing) -> Bool {
        model.inputShape.sizes == listing.shape && model.outputShape == [listing.classes.count]
    }
}

/// Why the studio cannot begin: one line.
public struct StudioProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong and what was expected.
    public let description: String
    init(_ description: String) { self.description = description }
}
