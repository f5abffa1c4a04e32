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
        /// How many neurons there are; each cell of a map is one.
        let units: Int
        let activation: String
        let formula: String
        /// Height, width and channels of what comes in, where it is pictures or maps.
        @Nullable var source: [Int]?
        /// How cells see what comes in, where the neurons are those of maps.
        @Nullable var convolution: Convolution?
    }

    /// Where the patches of a convolution lie, down and across.
    struct Convolution: Encodable {
        let filters: Int
        let kernel: [Int]
        let positions: [Int]
        let stride: [Int]
        let before: [Int]
        let dilation: [Int]
        let groups: Int
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
        layers = model.neuronLayers.enumerated().map { Layer($1, number: $0 + 1) }
        interpretation = model.information.interpretation.rawValue
        parameters = model.layout.segments.map {
            Parameter(name: $0.parameter.name, shape: $0.parameter.shape.sizes)
        }
        self.score = score
    }
}

extension SessionMessage.Layer {
    init(_ layer: NeuronLayer, number: Int) {
        self.number = number
        path = layer.path
        inputs = layer.inputs.count
        units = layer.outputs.count
        activation = layer.function.rawValue
        formula = layer.function.formula
        // A picture without channels has one.
        source =
            switch layer.inputs.rank {
            case 3: layer.inputs.sizes
            case 2: layer.inputs.sizes + [1]
            default: nil
            }
        convolution = layer.convolution.map {
            SessionMessage.Convolution(
                filters: layer.outputs.sizes.last ?? 0,
                kernel: $0.kernel,
                positions: $0.positions,
                stride: $0.stride,
                before: $0.before,
                dilation: $0.dilation,
                groups: $0.groups
            )
        }
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
