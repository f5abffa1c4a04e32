import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Where attention looks")
struct AttentionTraceTests {
    private static let length = 6
    private static let width = 16

    /// A layer of attention alone, with biases that are not zero.
    private func model(_ layer: MultiHeadAttention) throws -> Model {
        let model = try Model(Network { layer }, input: [Self.length, Self.width], seed: 4)
        try model.drawBiases()
        return model
    }

    @Test(
        "The weights are those of a computation by hand, and make the layer's output",
        arguments: [
            MultiHeadAttention(4), MultiHeadAttention(2, causal: true),
            MultiHeadAttention(4, causal: true, rotary: true),
            MultiHeadAttention(4, groups: 2, causal: true),
            MultiHeadAttention(4, groups: 1, rotary: true, base: 100, usesBias: false),
        ]
    )
    func byHand(layer: MultiHeadAttention) throws {
        let model = try model(layer)
        let input = Tensor(random: [Self.length, Self.width], seed: 7)
        let traces = try model.attention(on: input)
        #expect(traces.map(\.path) == ["layers.0"] && traces[0].headCount == layer.heads)
        let hand = HandAttention(layer, model, input)
        #expect(traces[0].weights.shape == [layer.heads, Self.length, Self.length])
        #expect(relativeDistance(traces[0].weights.doubles, hand.weights) < 1e-6)
        let output = hand.output(with: traces[0].weights.doubles)
        #expect(try relativeDistance(model.outputs(input).doubles, output) < 1e-5)
        for row in 0..<layer.heads * Self.length {
            let weights = traces[0].weights.doubles[row * Self.length..<(row + 1) * Self.length]
            #expect(abs(weights.reduce(0, +) - 1) < 1e-6)
            guard layer.causal else { continue }
            #expect(weights.dropFirst(row % Self.length + 1).allSatisfy { $0 == 0 })
        }
    }

    @Test("Each block looks for itself, and shorter sequences have the bits of longer ones")
    func blocks() throws {
        let model = try WritingNetwork.all[0].model()
        let tokens: [Int32] = [3, 1, 4, 1, 5, 9, 2]
        let all = try model.attention(on: tokens)
        #expect(all.map(\.path) == ["layers.2.self_attn", "layers.3.self_attn"])
        #expect(all.map(\.headCount) == [2, 4])
        let some = try model.attention(on: Array(tokens.prefix(4)))
        for (whole, part) in zip(all, some) {
            for head in 0..<part.headCount {
                for query in 0..<4 {
                    let row = whole.weights[head][query].bits
                    #expect(row.prefix(4).elementsEqual(part.weights[head][query].bits))
                    #expect(row.dropFirst(query + 1).allSatisfy { $0 == 0 })
                }
            }
        }
        #expect(try WritingNetwork.all[2].model().attention(on: tokens).isEmpty)
    }

    @Test("Padding is not looked at and looks at nothing", arguments: [false, true])
    func padding(isCausal: Bool) throws {
        let network = Network {
            Embedding(9, width: 8)
            Repeat(2) { TransformerBlock(heads: 2, causal: isCausal) }
            Dense(9)
        }
        let model = try Model(network, input: [5], seed: 2)
        let padded = try model.attention(on: [4, 1, 7, -1, -1])
        let alone = try model.attention(on: [4, 1, 7])
        #expect(padded.count == 2 && padded.map(\.path) == alone.map(\.path))
        for (layer, expected) in zip(padded, alone) {
            #expect(layer.weights.shape == [2, 5, 5])
            for head in 0..<2 {
                for query in 0..<5 {
                    let row = layer.weights[head][query].bits
                    #expect(row.suffix(2).allSatisfy { $0 == 0 })
                    let known = query < 3 ? expected.weights[head][query].bits : [0, 0, 0]
                    #expect(row.prefix(3).elementsEqual(known))
                }
            }
        }
    }

    @Test("What cannot be looked at is refused in one line")
    func refused() throws {
        let model = try WritingNetwork.all[0].model()
        #expect(throws: InspectionError.self) { try model.attention(on: [Int32]()) }
        #expect(throws: InspectionError.self) {
            try model.attention(on: Tensor([1, 2] as [Int32], shape: [1, 2]))
        }
        let long = #expect(throws: InspectionError.self) {
            try model.attention(on: [Int32](repeating: 1, count: 17))
        }
        #expect(long?.description.contains("knows 16 places, but a sequence has 17") == true)
        let waves = try WritingNetwork.all[1].model()
        let longer = #expect(throws: InspectionError.self) {
            try waves.attention(on: [Int32](repeating: 1, count: 5_000))
        }
        #expect(
            longer?.description
                == "the length of a sequence whose attention is looked at must be such "
                + "that there are at most 67,108,864, not 5000, with 100,000,000 weights"
        )
    }
}

/// Attention in double precision, from the formulas.
private struct HandAttention {
    /// `[heads, queries, keys]`.
    var weights: [Double] = []
    private let layer: MultiHeadAttention
    private let values: [[Double]]
    private let projection: [[Double]]
    private let bias: [Double]
    private let size: Int

    init(_ layer: MultiHeadAttention, _ model: Model, _ input: Tensor) {
        let (length, width) = (input.shape[0], input.shape[1])
        let size = width / layer.heads
        func parameter(_ name: String) -> [Double] {
            model[parameter: "layers.0." + name]?.doubles ?? []
        }
        func rows(_ numbers: [Double]) -> [[Double]] {
            stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
        }
        let steps = rows(input.doubles)
        let isPacked = layer.groups == layer.heads
        let kinds = isPacked ? ["in_proj_"] : ["q_proj.", "k_proj.", "v_proj."]
        let matrix = kinds.flatMap { rows(parameter($0 + "weight")) }
        let biases = kinds.flatMap { parameter($0 + "bias") }
        let sums = steps.map { step in
            matrix.enumerated().map { unit, weights in
                zip(step, weights).reduce(biases.isEmpty ? 0 : biases[unit]) { $0 + $1.0 * $1.1 }
            }
        }
        let shared = size * layer.groups
        /// Neighbouring numbers turned by the angle of their place.
        func turned(_ head: [Double], _ place: Int) -> [Double] {
            guard layer.rotary else { return head }
            return head.indices.map { index in
                let pair = index / 2
                let angle =
                    Double(place) / pow(layer.base, Double(2 * pair) / Double(size))
                let (x, y) = (head[2 * pair], head[2 * pair + 1])
                return index % 2 == 0
                    ? x * cos(angle) - y * sin(angle) : x * sin(angle) + y * cos(angle)
            }
        }
        func part(_ place: Int, _ first: Int) -> [Double] {
            Array(sums[place][first..<first + size])
        }
        for head in 0..<layer.heads {
            let group = head / (layer.heads / layer.groups)
            for query in 0..<length {
                let asked = turned(part(query, head * size), query)
                let seen = layer.causal ? query + 1 : length
                let exponentials = (0..<seen).map { key in
                    let answer = turned(part(key, width + group * size), key)
                    let score = zip(asked, answer).reduce(0) { $0 + $1.0 * $1.1 }
                    return exp(score / Double(size).squareRoot())
                }
                let sum = exponentials.reduce(0, +)
                weights += exponentials.map { $0 / sum }
                weights += [Double](repeating: 0, count: length - seen)
            }
        }
        values = sums.map { Array($0[(width + shared)...]) }
        projection = rows(parameter("out_proj.weight"))
        bias = parameter("out_proj.bias")
        self.layer = layer
        self.size = size
    }

    /// The layer's output, with given weights.
    func output(with weights: [Double]) -> [Double] {
        let length = values.count
        return (0..<length).flatMap { query in
            let means = (0..<layer.heads * size).map { index in
                let head = index / size
                let group = head / (layer.heads / layer.groups)
                return (0..<length).reduce(0) { sum, key in
                    sum + weights[(head * length + query) * length + key]
                        * values[key][group * size + index % size]
                }
            }
            return projection.enumerated().map { unit, row in
                zip(means, row).reduce(bias.isEmpty ? 0 : bias[unit]) { $0 + $1.0 * $1.1 }
            }
        }
    }
}
