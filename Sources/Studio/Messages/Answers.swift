import Datasets
import NeuralNetworks

/// What a network makes of an input.
struct AnswerMessage: Encodable {
    let steps: Int
    let version: Int
    @Nullable var pixels: Bytes64?
    @Nullable var values: [Float]?
    @Nullable var label: Int?
    @Nullable var preparation: PreparationMessage?
    let layers: [LayerMessage]
    let probabilities: [Float]
    let answer: Int
    let confidence: Float
    @Nullable var loss: Float?

    /// The values of a layer of neurons.
    struct LayerMessage: Encodable {
        let z: LayerNumbers
        let activations: LayerNumbers
        /// What came in, where that is not what the layer before handed on: maps that were made smaller.
        @Nullable var inputs: Floats64?
    }
}

/// How a picture became the input, step by step.
struct PreparationMessage: Encodable {
    let width: Int
    let height: Int
    let inverted: Bool
    let crop: Rectangle
    let ink: Image
    let scaled: Image
    let centre: Point

    /// A part of the picture, in its pixels.
    struct Rectangle: Encodable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
    }

    /// Grey bytes.
    struct Image: Encodable {
        let width: Int
        let height: Int
        let pixels: Bytes64

        init(_ tensor: Tensor) {
            (width, height) = (tensor.shape[1], tensor.shape[0])
            if case .uint8(let bytes) = tensor.storage {
                pixels = Bytes64(bytes)
            } else {
                pixels = Bytes64([])
            }
        }
    }

    /// A place in the input, in pixels from its top left corner.
    struct Point: Encodable {
        let x: Double
        let y: Double
    }

    init(_ picture: DigitPicture, width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        inverted = picture.isInverted
        crop = Rectangle(
            x: picture.crop.x,
            y: picture.crop.y,
            width: picture.crop.width,
            height: picture.crop.height
        )
        ink = Image(picture.ink)
        scaled = Image(picture.scaled)
        // The centre of mass, where each pixel's mass sits in its middle.
        var (sum, x, y) = (0.0, 0.0, 0.0)
        let columns = picture.pixels.shape[1]
        for (index, value) in picture.pixels.floats.enumerated() {
            sum += Double(value)
            x += Double(value) * (Double(index % columns) + 0.5)
            y += Double(value) * (Double(index / columns) + 0.5)
        }
        centre = Point(x: x / max(sum, 1), y: y / max(sum, 1))
    }
}

/// A field that is null where there is no value, instead of missing.
@propertyWrapper
struct Nullable<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue {
            try container.encode(wrappedValue)
        } else {
            try container.encodeNil()
        }
    }
}

extension Nullable: Sendable where Value: Sendable {}
extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}

/// How a neuron comes to its activation.
struct ExplanationMessage: Encodable {
    let path: String
    let layer: Int
    let neuron: Int
    let function: String
    let formula: String
    let bias: Float
    let z: Float
    let activation: Float
    @Nullable var probability: Float?
    let terms: [Term]

    struct Term: Encodable {
        let input: Int
        let weight: Float
        let activation: Float
        let product: Float
    }
}
