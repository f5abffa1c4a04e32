/// What begins a session.
struct BeginRequest: Decodable {
    let settings: Settings
    let recipe: [RecipeEntry]?
}

/// Asks what the network makes of an input.
struct AnswerRequest: Decodable {
    let input: Input
}

/// Asks how a neuron comes to its activation.
struct ExplainRequest: Decodable {
    let input: Input
    let layer: Int
    let neuron: Int
}

/// Says what a training should do.
struct TrainRequest: Decodable {
    enum Action: String, Decodable { case run, pause, step, example, restart }

    let action: Action
    /// After how many steps a run pauses.
    let steps: Int?
    /// At most how many steps a run takes in a second, to be watched.
    let stepsPerSecond: Double?
    /// What an example's step is on.
    let input: Input?
    let label: Int?
}

/// Says that a page is hidden and closes its event stream, but comes back.
struct LingerRequest: Decodable {
    /// How long its session neither pauses nor ends.
    let seconds: Int
}

/// A request that says nothing.
struct EmptyRequest: Decodable {}

/// Asks what a neuron looks for.
struct ExciteRequest: Decodable {
    let layer: Int
    let neuron: Int
}

/// Asks how the loss goes back through the network.
struct BackpropagationRequest: Decodable {
    let input: Input
    let label: Int
    /// How many of the next step's examples are asked as well; none without it.
    let batch: Int?
}
