import NeuralNetworks
import TestSupport
import Testing

/// A network that writes, by what it remembers with.
struct WritingNetwork: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let network: Network

    static let vocabulary = 11
    static let context = 16

    private init(_ name: String, @NetworkBuilder _ memory: () -> [any Layer]) {
        testDescription = name
        let memory = memory()
        network = Network {
            Embedding(WritingNetwork.vocabulary, width: 8)
            for layer in memory { layer }
            Dense(WritingNetwork.vocabulary)
        }
    }

    static let all = [
        WritingNetwork("a Transformer that learns positions") {
            PositionEmbedding(context)
            TransformerBlock(heads: 2, causal: true)
            TransformerBlock(heads: 4, causal: true)
        },
        WritingNetwork("waves, rotations and shared keys") {
            SinusoidalPosition()
            TransformerBlock(
                heads: 4,
                groups: 2,
                causal: true,
                rotary: true,
                normalization: .rms
            )
        },
        WritingNetwork("LSTM") { LSTM(6, returnsSequences: true, layers: 2) },
        WritingNetwork("GRU") { GRU(20, returnsSequences: true) },
        WritingNetwork("simple recurrence") { RNN(5, returnsSequences: true) },
    ]

    func model(threads: Int = 2) throws -> Model {
        try Model(
            network,
            input: [WritingNetwork.context],
            seed: 3,
            processor: Processor(threads: threads)
        )
    }
}

@Suite("Sequences that go on")
struct SequencePredictorTests {
    private let tokens: [Int32] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 10, 8, 0, 7, 2, 3]

    private func bits(_ tensor: Tensor) -> [UInt32] { tensor.floats.map(\.bitPattern) }

    @Test("Step by step they give the bits of the whole", arguments: WritingNetwork.all)
    func agreement(network: WritingNetwork) throws {
        let model = try network.model()
        let whole = bits(try model.outputs(Tensor(tokens)))
        for cuts in [Array(repeating: 1, count: 16), [5, 1, 1, 7, 2], [16], [1, 15]] {
            let sequences = try SequencePredictor(model)
            var (start, outputs): (Int, [UInt32]) = (0, [])
            for count in cuts {
                let part = Array(tokens[start..<start + count])
                outputs += bits(try sequences.outputs(for: Tensor(part, shape: [1, count])))
                start += count
            }
            #expect(sequences.lengths == [16])
            #expect(outputs == whole, "\(cuts)")
            sequences.begin()
            let again = try sequences.outputs(for: Tensor([tokens[0]], shape: [1, 1]))
            #expect(bits(again).elementsEqual(whole.prefix(WritingNetwork.vocabulary)))
        }
    }

    @Test(
        "Each goes on as if alone, from a beginning of its own length",
        arguments: WritingNetwork.all
    )
    func neighbours(network: WritingNetwork) throws {
        let model = try network.model()
        let prompts: [[Int32]] = [Array(tokens[0..<2]), Array(tokens[3..<9]), Array(tokens[5..<8])]
        let together = try SequencePredictor(model, count: 3)
        let padded = prompts.flatMap { $0 + Array(repeating: -1, count: 6 - $0.count) }
        let first = bits(try together.outputs(for: Tensor(padded, shape: [3, 6])))
        let second = bits(try together.outputs(for: Tensor([7, 0, -1] as [Int32], shape: [3, 1])))
        #expect(together.lengths == [3, 7, 3])
        let width = WritingNetwork.vocabulary
        for (index, prompt) in prompts.enumerated() {
            let alone = try SequencePredictor(model)
            let begun = bits(try alone.outputs(for: Tensor(prompt, shape: [1, prompt.count])))
            let row = index * 6 * width
            #expect(first[row..<row + begun.count].elementsEqual(begun))
            guard index < 2 else { continue }
            let token: [Int32] = index == 0 ? [7] : [0]
            let next = bits(try alone.outputs(for: Tensor(token, shape: [1, 1])))
            #expect(second[index * width..<(index + 1) * width].elementsEqual(next))
        }
    }

    @Test("What cannot be is said")
    func misuse() throws {
        let model = try WritingNetwork.all[0].model()
        let sequences = try SequencePredictor(model, capacity: 4)
        #expect(sequences.capacity == 4)
        _ = try sequences.outputs(for: Tensor([1, 2, 3] as [Int32], shape: [1, 3]))
        var error = #expect(throws: ShapeError.self) {
            _ = try sequences.outputs(for: Tensor([1, 2] as [Int32], shape: [1, 2]))
        }
        #expect(error?.description.contains("there is room for 4") == true)
        error = #expect(throws: ShapeError.self) {
            _ = try sequences.outputs(for: Tensor([1, 2] as [Int32], shape: [2, 1]))
        }
        #expect(error?.description.contains("the next steps are [2, 1]") == true)
        let ahead = Network {
            Embedding(4, width: 4)
            MultiHeadAttention(2)
        }
        let looking = try Model(ahead, input: [5])
        error = #expect(throws: ShapeError.self) { _ = try SequencePredictor(looking) }
        #expect(error?.description.contains("looks ahead") == true)
        #expect(try SequencePredictor(WritingNetwork.all[2].model()).capacity == nil)
    }
}
