import NeuralNetworks

/// What there is to choose from.
struct Catalogue: Encodable {
    struct LimitsMessage: Encodable {
        let layers = Limits.layers
        let width = Limits.width
        let convolutions = Limits.convolutions
        let filters = Limits.filters
        let batchSize = Limits.batchSize
        let recipe = Limits.recipe
        let steps = Limits.steps
        let parameters = Limits.parameters
    }

    let data: [DataListing]
    let activations = Choices.activations.map(\.rawValue)
    let losses = Choices.losses.map { type(of: $0).name }
    let optimizers = Choices.optimizers.map(\.name)
    let limits = LimitsMessage()
    let defaults: [String: Settings]
    @Nullable var model: String?
    let version: String
}
