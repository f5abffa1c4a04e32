import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("Writing")
struct TokenGeneratorTests {
    private func write(
        _ model: Model,
        _ prompts: [[Int32]],
        _ count: Int,
        _ sampling: Sampling = Sampling(),
        seed: UInt64 = 5,
        endings: Set<Int32> = []
    ) throws -> [[Int32]] {
        let writer = try TokenGenerator(
            model,
            prompts: prompts,
            sampling: sampling,
            seed: seed,
            endings: endings
        )
        for _ in 0..<count {
            guard try writer.next() != nil else { break }
        }
        return writer.tokens
    }

    @Test("The same seed writes the same, whatever the threads and the neighbours")
    func seeds() throws {
        for network in WritingNetwork.all {
            let model = try network.model()
            let alone = try write(model, [[1, 2, 3]], 40)
            #expect(alone[0].count == 43)
            #expect(alone[0].allSatisfy { (0..<11).contains($0) })
            let threads = try write(network.model(threads: 1), [[1, 2, 3]], 40)
            #expect(threads == alone)
            // Beyond the context it is read anew in step with the longest neighbour, so fewer tokens here.
            let together = try write(model, [[1, 2, 3], [4]], 10)
            #expect(together[0].elementsEqual(alone[0].prefix(13)))
            let other = try write(model, [[1, 2, 3]], 40, seed: 6)
            #expect(other != alone)
        }
    }

    @Test("Greedy writing takes the likeliest token, as the whole network says")
    func greedy() throws {
        let model = try WritingNetwork.all[1].model()
        let written = try write(model, [[2, 9]], 14, Sampling(temperature: 0))[0]
        for length in 2..<16 {
            let padded = written.prefix(length) + Array(repeating: 0, count: 16 - length)
            let logits = try model.outputs(Tensor(Array(padded))).floats
            let row = logits[(length - 1) * 11..<length * 11]
            let largest = row.max()
            #expect(row.firstIndex { $0 == largest } == row.startIndex + Int(written[length]))
        }
    }

    @Test("Endings end a sequence, and the writing when all have ended")
    func endings() throws {
        let model = try WritingNetwork.all[2].model()
        let all: Set<Int32> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        #expect(try write(model, [[1], [2]], 9, endings: all).map(\.count) == [2, 2])
        let writer = try TokenGenerator(model, prompts: [[1], [2]], seed: 1, endings: [3])
        var rows: [[Int32]] = []
        while rows.count < 400, let row = try writer.next() { rows.append(row) }
        #expect(writer.hasEnded == [true, true])
        for index in 0..<2 {
            let column = rows.map { $0[index] }
            let end = try #require(column.firstIndex(of: 3))
            #expect(column[(end + 1)...].allSatisfy { $0 == -1 })
        }
    }

    @Test("What cannot be written is said in one line")
    func errors() throws {
        let model = try WritingNetwork.all[2].model()
        let digits = try Model(Network { Dense(3) }, input: [4])
        let cases: [(Model, [[Int32]], Sampling, String)] = [
            (digits, [[1]], Sampling(), "says nothing of the next token"),
            (model, [[1], []], Sampling(), "prompt 2 is empty"),
            (model, [[11]], Sampling(), "has the token 11; the model knows those from 0 to 10"),
            (model, [[1]], Sampling(temperature: -1), "the temperature is a number from 0 on"),
            (model, [[1]], Sampling(topK: 0), "top-k is at least 1"),
            (model, [[1]], Sampling(topP: 0), "top-p is a share"),
            (model, [[1]], Sampling(repetitionPenalty: 0), "greater than 0"),
        ]
        for (model, prompts, sampling, words) in cases {
            let error = #expect(throws: GenerationError.self) {
                _ = try TokenGenerator(model, prompts: prompts, sampling: sampling)
            }
            let line = error?.description ?? ""
            #expect(line.contains(words) && !line.contains("\n"), "\(line)")
        }
    }
}

@Suite("Sampling")
struct SamplingTests {
    private let logits: [Float] = [1, 3, 2, -1, 3]

    @Test("Probabilities are the softmax of logits over temperature")
    func softmax() {
        for temperature in [0.3, 1, 2.5] {
            let found = Sampling(temperature: temperature).probabilities(of: logits)
            let powers = logits.map { exp(Double($0) / temperature) }
            let total = powers.reduce(0, +)
            for (probability, power) in zip(found, powers) {
                #expect(abs(probability - power / total) < 1e-14)
            }
        }
        #expect(Sampling(temperature: 0).probabilities(of: logits) == [0, 1, 0, 0, 0])
    }

    @Test("Top-k and top-p leave the likeliest, of equals the first")
    func tops() {
        let places = { (sampling: Sampling) in
            sampling.probabilities(of: self.logits).enumerated().filter { $0.element > 0 }.map(
                \.offset
            )
        }
        #expect(places(Sampling(topK: 1)) == [1])
        #expect(places(Sampling(topK: 3)) == [1, 2, 4])
        #expect(places(Sampling(topK: 99)) == [0, 1, 2, 3, 4])
        // Their shares are 0.39, 0.39, 0.14, 0.05 and 0.01.
        #expect(places(Sampling(topP: 0.3)) == [1])
        #expect(places(Sampling(topP: 0.5)) == [1, 4])
        #expect(places(Sampling(topP: 0.8)) == [1, 2, 4])
        #expect(places(Sampling(topP: 1)) == [0, 1, 2, 3, 4])
        let sum = Sampling(topK: 4, topP: 0.8).probabilities(of: logits).reduce(0, +)
        #expect(abs(sum - 1) < 1e-14)
    }

    @Test("What came lately becomes less likely, whatever its sign")
    func penalty() {
        let sampling = Sampling(repetitionPenalty: 2, repetitionWindow: 2)
        let plain = Sampling().probabilities(of: [1.5, 3, 2, -2, 3])
        #expect(sampling.probabilities(of: [3, 3, 2, -1, 3], after: [1, 0, 3]) == plain)
    }

    @Test("Tokens are drawn as often as they are likely")
    func draws() {
        var stream = RandomStream(seed: 1, for: "draws")
        let probabilities = [0.5, 0, 0.2, 0.3]
        var counts = [0, 0, 0, 0]
        for _ in 0..<20_000 { counts[Int(Sampling.draw(probabilities, &stream))] += 1 }
        #expect(counts[1] == 0)
        for (count, probability) in zip(counts, probabilities) {
            #expect(abs(Double(count) / 20_000 - probability) < 0.015)
        }
    }

    @Test("The exponential of our own is exact to a few last places")
    func exponential() {
        for x in stride(from: -690.0, through: 0, by: 0.37) {
            #expect(abs(Sampling.exponential(x) / exp(x) - 1) < 2e-14)
        }
        #expect(Sampling.exponential(0) == 1)
        #expect(Sampling.exponential(-800) == 0)
    }
}
