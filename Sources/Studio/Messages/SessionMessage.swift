import NeuralNetworks

/// All about a session, as a page needs it to draw.
struct SessionMessage: Encodable {
    let id: String
    let settings: Settings
    let recipe: Recipe
    let recipeIsWhole: Bool
    let undo: Int
    let parameterCount: Int
    let inputShape: [Int]
    let inputCount: Int
    let classes: [String]
    let kind: DataSet.Kind
    let layers: [Layer]
    let interpretation: String
    let parameters: [Parameter]
    let status: Status
    let score: ScoreMessage

    /// A layer of neurons.
    struct Layer: Encodable {
        let number: Int
        let path: String
        let inputs: Int
        let units: Int
        let activation: String
        let formula: String
    }

    /// A tensor of weights.
    struct Parameter: Encodable {
        let name: String
        let shape: [Int]
    }

    init(_ session: Session) throws {
        let model = session.model
        let score = try session.score()
        id = session.id
        (settings, recipe, status) = (session.settings, session.recipe, session.status)
        recipeIsWhole = recipe.isWhole
        undo = session.undoCount
        parameterCount = model.parameterCount
        inputShape = model.inputShape.sizes
        inputCount = model.inputShape.count
        classes = session.data.classes
        kind = session.data.kind
        layers = model.denseLayers.enumerated().map { index, layer in
            Layer(
                number: index + 1,
                path: layer.path,
                inputs: layer.inputs,
                units: layer.units,
                activation: layer.function.rawValue,
                formula: layer.function.formula
            )
        }
        interpretation = model.information.interpretation.rawValue
        parameters = model.layout.segments.map {
            Parameter(name: $0.parameter.name, shape: $0.parameter.shape.sizes)
        }
        self.score = score
    }
}

extension Model {
    /// The dense layers with the paths of their weights and the counts of their inputs.
    var denseLayers: [(path: String, inputs: Int, units: Int, function: ActivationFunction)] {
        var inputs = inputShape.count
        var result: [(path: String, inputs: Int, units: Int, function: ActivationFunction)] = []
        for (index, layer) in network.layers.enumerated() {
            guard let dense = layer as? Dense else { continue }
            result.append(("layers.\(index)", inputs, dense.units, dense.activation))
            inputs = dense.units
        }
        return result
    }
}

/// What changed by a turn.
struct TurnMessage: Encodable {
    let status: Status
    let score: ScoreMessage
    let previous: Float
    let recipe: Recipe
    let recipeIsWhole: Bool
    let undo: Int

    init(_ session: Session, previous: Float) throws {
        score = try session.score()
        status = session.status
        self.previous = previous
        recipe = session.recipe
        recipeIsWhole = recipe.isWhole
        undo = session.undoCount
    }
}

/// What changed by training.
struct TrainingMessage: Encodable {
    let status: Status
    let score: ScoreMessage?
    let recipe: Recipe
    let recipeIsWhole: Bool
    let settings: Settings
    let undo: Int

    init(_ session: Session, withScore: Bool) throws {
        score = withScore ? try session.score() : nil
        status = session.status
        recipe = session.recipe
        recipeIsWhole = recipe.isWhole
        settings = session.settings
        undo = session.undoCount
    }
}
