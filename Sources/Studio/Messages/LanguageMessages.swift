import Datasets
import NeuralNetworks

/// All about a language model, as a page needs it to draw.
struct LanguageMessage: Encodable {
    let model: String
    let tokenizer: Tokenizer.Kind
    let tokenCount: Int
    /// How many tokens it looks back at, if not at all.
    @Nullable var window: Int?
    let parameterCount: Int
    let attention: [AttentionLayer]
    let recurrent: [RecurrentLayer]
    let mostTokens = Limits.tokens
    let largestSeed = Limits.seed
    let mostGateSteps = Limits.gateSteps.upperBound
    let version: String

    /// A layer of attention.
    struct AttentionLayer: Encodable {
        let path: String
        let heads: Int
    }

    /// A recurrent layer.
    struct RecurrentLayer: Encodable {
        let path: String
        let level: Int
        let units: Int
        /// What can be seen of it: its gates, its states and its cells.
        let maps: [String]
    }
}

/// The tokens of a text.
struct TextMessage: Encodable {
    let given: Int
    let pieces: [Piece]
    /// Whether a token has ended it.
    let hasEnded: Bool

    /// One token.
    struct Piece: Encodable, Hashable {
        let token: Int32
        /// What it adds to the text; none where it is the beginning of a character.
        let text: String
        /// The token as it can be shown.
        let name: String
    }
}

/// What might come at one place of a text.
struct ChoiceMessage: Encodable {
    /// How many tokens come before.
    let place: Int
    /// The first of those that the model looked back at.
    let start: Int
    /// The likeliest, most probable first.
    let candidates: [Candidate]
    /// All others together.
    let others: Others
    /// What came, where the text went on.
    @Nullable var drawn: Candidate?

    /// A token that might come.
    struct Candidate: Encodable {
        let token: Int32
        let name: String
        let probability: Double
        /// How many are likelier.
        let rank: Int
    }

    /// The tokens that are not among the candidates.
    struct Others: Encodable {
        let count: Int
        let probability: Double
    }
}

/// One more token.
struct WriteMessage: Encodable {
    let piece: TextMessage.Piece
    /// What it was chosen from.
    let choice: ChoiceMessage
    let hasEnded: Bool
}

/// Where attention looked to say what comes at a place.
struct AttentionMessage: Encodable {
    let place: Int
    /// The token that the first weight belongs to.
    let start: Int
    let layers: [Layer]

    /// One layer: weights that are together 1, of each head and of all in the mean.
    struct Layer: Encodable {
        let heads: [[Float]]
        let mean: [Float]
    }
}

/// What a recurrent layer did on the last steps of a text.
struct GatesMessage: Encodable {
    let place: Int
    let layer: Int
    /// The token of the first step.
    let start: Int
    let steps: Int
    let units: Int
    let maps: [Map]

    /// One gate, the states or the cells: a row for each unit, a column for each step.
    struct Map: Encodable {
        let name: String
        let values: Floats64
    }
}
