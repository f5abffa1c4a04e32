import Computation
import Datasets
import NeuralNetworks
import Testing

@Suite("Points of a plane")
struct PlanePointsTests {
    typealias Figure = PlanePoints.Figure

    @Test(
        "Coordinates are within the plane, and of two in a row one is blue",
        arguments: Figure.allCases
    )
    func balance(_ figure: Figure) throws {
        for part in GeneratedDigits.Part.allCases {
            let examples = PlanePoints(figure, noise: 0.05).examples(1001, of: part)
            #expect(examples.inputs.shape == [1001, 2])
            #expect(examples.inputs.elementType == .float32)
            #expect(examples.classNames == ["orange", "blue"])
            #expect(examples.inputs.floats.allSatisfy { abs($0) < 1.2 })
            let labels = try #require(examples.labels)
            for first in stride(from: 0, to: 1000, by: 2) {
                #expect(labels[first] + labels[first + 1] == 1)
            }
            let firsts = stride(from: 0, to: 1000, by: 2).map { labels[$0] }
            #expect((200...300).contains(firsts.reduce(0, +)), "the order is no pattern")
            // The figure fills the plane: no coordinate stays on one side.
            for axis in 0..<2 {
                let numbers = (0..<1001).map { examples.inputs.floats[2 * $0 + axis] }
                let reach = (low: numbers.min() ?? 0, high: numbers.max() ?? 0)
                #expect(reach.low < -0.5 && reach.high > 0.5)
            }
        }
    }

    @Test("A point depends on nothing but figure, noise, seed, part and index")
    func pureFunction() {
        let points = PlanePoints(.spiral, noise: 0.02, seed: 7)
        let examples = points.examples(40, of: .validation)
        for index in [39, 0, 17] {
            let point = points.point(at: index, of: .validation)
            #expect(examples.inputs[index].floats == [point.x, point.y])
            #expect(examples.labels?[index] == point.label)
        }
        #expect(points.examples(9, of: .validation) == examples[0..<9])
        let others = [
            PlanePoints(.spiral, noise: 0.02, seed: 8), PlanePoints(.spiral, noise: 0.04, seed: 7),
            PlanePoints(.moons, noise: 0.02, seed: 7),
        ]
        for other in others { #expect(other.examples(40, of: .validation) != examples) }
    }

    @Test(
        "The same points come out on every machine",
        arguments: zip(
            Figure.allCases,
            [1_904_808_461, 1_028_968_784, 3_758_263_896, 624_503_112, 2_509_187_064]
        )
    )
    func bits(_ figure: Figure, expected: UInt32) {
        let examples = PlanePoints(figure, seed: 1).examples(200, of: .training)
        // FNV-1a over the bits.
        let hash = examples.inputs.floats.reduce(0x811C_9DC5 as UInt32) {
            ($0 ^ $1.bitPattern) &* 0x0100_0193
        }
        #expect(hash == expected)
    }

    @Test("No part has a point of another", arguments: Figure.allCases)
    func parts(_ figure: Figure) {
        var seen: Set<[Float]> = []
        for part in GeneratedDigits.Part.allCases {
            let inputs = PlanePoints(figure).examples(2000, of: part).inputs
            for index in 0..<2000 { seen.insert(inputs[index].floats) }
        }
        #expect(seen.count == 6000)
    }

    @Test("Without noise, points lie where the figure has them")
    func places() {
        func points(_ figure: Figure) -> [(x: Float, y: Float, label: Int)] {
            let points = PlanePoints(figure, noise: 0)
            return (0..<500).map { points.point(at: $0, of: .test) }
        }
        for point in points(.circle) {
            let radius = (point.x * point.x + point.y * point.y).squareRoot()
            #expect(point.label == 1 ? radius <= 0.51 : (0.69...0.96).contains(radius))
        }
        for point in points(.xor) {
            #expect((point.x * point.y < 0) == (point.label == 1))
            #expect(min(abs(point.x), abs(point.y)) >= 0.1)
        }
        for point in points(.moons) {
            let side: Float = point.label == 1 ? 1 : -1
            let (x, y) = (point.x - 0.3 * side, point.y - 0.15 * side)
            #expect(abs((x * x + y * y).squareRoot() - 0.6) < 0.01)
            #expect(y * side <= 0)
        }
        for point in points(.clusters) { #expect((point.x + point.y > 0) == (point.label == 1)) }
    }

    @Test("A small network learns each figure", arguments: Figure.allCases)
    func learning(_ figure: Figure) async throws {
        let points = PlanePoints(figure)
        let model = try Model(
            Network {
                Dense(16, activation: .relu)
                Dense(16, activation: .relu)
                Dense(2)
            },
            input: [2],
            seed: 1
        )
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adam(learningRate: 0.02),
            seed: 1
        )
        var accuracy = 0.0
        let run = trainer.train(
            model,
            on: points.examples(500, of: .training),
            validation: points.examples(500, of: .validation),
            epochs: figure == .spiral ? 200 : 20,
            batchSize: 16
        )
        for try await epoch in run { accuracy = epoch.validation?.accuracy ?? 0 }
        #expect(accuracy >= 0.95, "\(figure)")
    }
}
