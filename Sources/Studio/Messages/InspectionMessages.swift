import NeuralNetworks

/// What a neuron looks for.
struct ExcitementMessage: Encodable {
    @Nullable var pixels: Floats64?
    @Nullable var values: [Float]?
    let activation: Float
    let z: Float
    let examples: [Example]

    /// An example that makes its activation large.
    struct Example: Encodable {
        let part: Input.Part
        let index: Int
        let label: Int
        let activation: Float
        @Nullable var pixels: Bytes64?
        @Nullable var values: [Float]?
    }
}

/// How the loss of an example goes back through the network.
struct BackpropagationMessage: Encodable {
    let loss: Float
    let lossFormula: String
    let steps: Int
    let learningRate: Double
    let layers: [Layer]
    let wanted: [Int]
    let probabilities: [Float]
    @Nullable var batch: Batch?

    /// A layer of neurons.
    struct Layer: Encodable {
        let number: Int
        let activations: LayerNumbers
        let z: LayerNumbers
        @Nullable var slopes: LayerNumbers?
        @Nullable var activationGradients: LayerNumbers?
        let deltas: LayerNumbers
        let weightGradients: Floats64
        let biasGradients: [Float]
    }

    /// The mean over the examples of the next step.
    struct Batch: Encodable {
        let count: Int
        let loss: Float
        let indices: [Int]
        let labels: [Int]
        let layers: [Gradients]
    }

    /// The gradients of a layer's weights and biases.
    struct Gradients: Encodable {
        let weightGradients: Floats64
        let biasGradients: [Float]
    }
}

/// How each layer does.
struct InsightMessage: Encodable {
    let version: Int
    let layers: [Layer]

    /// A layer of neurons.
    struct Layer: Encodable {
        let number: Int
        let weights: Spread
        let activations: Spread
        let gradients: Spread
        let dead: [Int]
        let saturated: [Int]
    }

    /// How numbers are spread.
    struct Spread: Encodable {
        let low: Float
        let high: Float
        let counts: [Int]
        let mean: Float
        let deviation: Float

        init(_ histogram: Histogram) {
            (low, high, counts) = (histogram.low, histogram.high, histogram.counts)
            (mean, deviation) = (histogram.mean, histogram.deviation)
        }
    }
}

/// What the network gets wrong of the validation examples.
struct MistakesMessage: Encodable {
    let version: Int
    let count: Int
    let accuracy: Double
    let confusion: [[Int]]
    let mistakes: [Mistake]

    /// One example, and the answer that was given.
    struct Mistake: Encodable {
        let index: Int
        let label: Int
        let answer: Int
        let confidence: Float
        @Nullable var pixels: Bytes64?
        @Nullable var values: [Float]?
    }
}

/// What the network makes of every place of the plane.
struct PlaneMessage: Encodable {
    let version: Int
    let size: Int
    let low: Float
    let high: Float
    let probabilities: Bytes64
    let neurons: [[Bytes64]]
}

/// The examples of the plane: x, y and label of each.
struct PointsMessage: Encodable {
    let points: [[Float]]
}
