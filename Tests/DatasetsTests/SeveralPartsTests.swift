import Computation
import Datasets
import Foundation
import NeuralNetworks
import Testing

/// A picture and a row of a table in, a digit and a number out.
@Suite("A picture and a row in, a label and a number out")
struct SeveralPartsTests {
    /// How far the ink of a picture leans: the slope of its columns over its rows, by least squares.
    private func slant(_ pixels: [UInt8]) -> Float {
        var (ink, columns, rows) = (0.0, 0.0, 0.0)
        for (place, pixel) in pixels.enumerated() {
            ink += Double(pixel)
            columns += Double(pixel) * Double(place % 28)
            rows += Double(pixel) * Double(place / 28)
        }
        var (product, square) = (0.0, 0.0)
        for (place, pixel) in pixels.enumerated() {
            let row = Double(place / 28) - rows / ink
            product += Double(pixel) * row * (Double(place % 28) - columns / ink)
            square += Double(pixel) * row * row
        }
        return Float(-product / square)
    }

    /// Digits, each with a row of five numbers; the number to be told is the digit's slant and the row's
    /// first number together.
    private func examples(_ count: Int, _ part: GeneratedDigits.Part) throws -> Examples {
        let digits = GeneratedDigits().examples(count, of: part)
        guard case .uint8(let pixels) = digits.inputs.storage else {
            throw CocoaError(.fileReadCorruptFile)
        }
        var stream = RandomStream(seed: 5, for: "rows", part.rawValue)
        let rows = (0..<count * 5).map { _ in stream.uniform(in: -1...1) }
        let slants = (0..<count).map { index in
            slant(Array(pixels[index * 784..<(index + 1) * 784])) + rows[5 * index]
        }
        return try Examples(
            inputs: ["picture": digits.inputs, "row": Tensor(rows, shape: [count, 5])],
            targets: ["digit": digits.targets, "slant": Tensor(slants, shape: [count, 1])]
        )
    }

    private let network = Network {
        Inputs(["picture": [28, 28], "row": [5]])
        Parallel(.concatenate) {
            Network {
                Input("picture")
                Flatten()
                Dense(32, activation: .relu)
            }
            Input("row")
        }
        Dense(32, activation: .relu)
        Outputs {
            Dense(10).named("digit")
            Dense(1).named("slant")
        }
    }

    private func train(on examples: Examples, epochs: Int, threads: Int) async throws -> Model {
        let model = try Model(network, seed: 1)
        var trainer = Trainer(
            loss: .parts(
                .part("digit", .softmaxCrossEntropy),
                .part("slant", .meanSquaredError, weight: 2)
            ),
            optimizer: .adam(learningRate: 0.003)
        )
        trainer.processor = Processor(threads: threads)
        for try await _ in trainer.train(model, on: examples, epochs: epochs) {}
        return model
    }

    @Test("Both are learned")
    func learned() async throws {
        let model = try await train(on: examples(4000, .training), epochs: 8, threads: 2)
        let others = try examples(1000, .validation)
        let pictures = try #require(others.input("picture"))
        let rows = try #require(others.input("row"))
        let answers = try model.predict(["picture": pictures, "row": rows])
        let shares = try #require(answers["digit"]?.floats)
        let labels = try #require(others.target("digit")?.floats.map(Int.init))
        let right = labels.indices.count { index in
            let row = shares[index * 10..<(index + 1) * 10]
            return row.firstIndex(of: row.max() ?? 0) == index * 10 + labels[index]
        }
        let slants = try #require(answers["slant"]?.floats)
        let wanted = try #require(others.target("slant")?.floats)
        let mean = wanted.reduce(0, +) / Float(wanted.count)
        let error = zip(slants, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let spread = wanted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        #expect(right > 850, "\(right) of 1000 digits")
        #expect(
            1 - error / spread > 0.9,
            "the share of the spread that is told: \(1 - error / spread)"
        )
    }

    @Test("The same bytes on any number of threads")
    func threads() async throws {
        let examples = try examples(300, .training)
        var models: [[String: Tensor]] = []
        for threads in 1...4 {
            let model = try await train(on: examples, epochs: 2, threads: threads)
            let tensors = model.parameterNames.map { ($0, model[parameter: $0]) }
            models.append(
                Dictionary(
                    uniqueKeysWithValues: tensors.compactMap { name, tensor in
                        tensor.map { (name, $0) }
                    }
                )
            )
        }
        for model in models { #expect(model == models[0]) }
    }
}
