import Foundation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("What gates do")
struct RecurrentTraceTests {
    private static let length = 5
    private static let channels = 4

    private func model(_ layer: any Layer) throws -> Model {
        try Model(Network { layer }, input: [Self.length, Self.channels], seed: 4)
    }

    private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// `[length][gates·units]`: weights times what comes in, with their bias.
    private func sums(
        _ model: Model,
        _ kind: String,
        _ name: String,
        _ inputs: [[Double]]
    ) -> [[Double]] {
        func parameter(_ what: String) -> [Double] {
            model[parameter: "layers.0.\(what)_\(kind)_\(name)"]?.doubles ?? []
        }
        let (weights, biases) = (parameter("weight"), parameter("bias"))
        return inputs.map { input in
            biases.indices.map { row in
                input.indices.reduce(biases[row]) {
                    $0 + weights[row * input.count + $1] * input[$1]
                }
            }
        }
    }

    private func rows(_ tensor: Tensor) -> [[Double]] {
        (0..<tensor.shape[0]).map { tensor[$0].doubles }
    }

    /// What comes before each step in the order in which steps are taken.
    private func before(_ values: [[Double]], _ isBackward: Bool) -> [[Double]] {
        let zeros = [Double](repeating: 0, count: values[0].count)
        return isBackward
            ? Array(values.dropFirst()) + [zeros] : [zeros] + Array(values.dropLast())
    }

    @Test(
        "An LSTM's gates are those of a computation by hand, and make its cells and states",
        arguments: [
            LSTM(3, returnsSequences: true),
            LSTM(3, returnsSequences: true, direction: .both, layers: 2),
        ]
    )
    func lstm(layer: LSTM) throws {
        let model = try model(layer)
        let input = Tensor(random: [Self.length, Self.channels], seed: 7)
        let traces = try model.gates(on: input)
        let directions = layer.direction == .both ? [false, true] : [false]
        #expect(traces.map(\.isBackward) == (0..<layer.layers).flatMap { _ in directions })
        #expect(
            traces.map(\.level)
                == (0..<layer.layers).flatMap { level in directions.map { _ in level } }
        )
        var below = rows(input)
        for level in 0..<layer.layers {
            let ofLevel = traces.filter { $0.level == level }
            for trace in ofLevel {
                #expect(trace.path == "layers.0")
                #expect(trace.gates.map(\.kind) == [.input, .forget, .candidate, .output])
                let name = "l\(level)" + (trace.isBackward ? "_reverse" : "")
                let states = rows(trace.states)
                let cells = rows(try #require(trace.cells))
                let ofInput = sums(model, "ih", name, below)
                let ofState = sums(model, "hh", name, before(states, trace.isBackward))
                for (step, cellBefore) in before(cells, trace.isBackward).enumerated() {
                    for unit in 0..<3 {
                        let gates = (0..<4).map { gate in
                            let sum =
                                ofInput[step][3 * gate + unit] + ofState[step][3 * gate + unit]
                            return gate == 2 ? tanh(sum) : sigmoid(sum)
                        }
                        for gate in 0..<4 {
                            let found = trace.gates[gate].values[step].doubles[unit]
                            #expect(abs(found - gates[gate]) < 1e-6)
                        }
                        let cell = gates[1] * cellBefore[unit] + gates[0] * gates[2]
                        #expect(abs(cells[step][unit] - cell) < 1e-6)
                        #expect(abs(states[step][unit] - gates[3] * tanh(cell)) < 1e-6)
                    }
                }
            }
            below = (0..<Self.length).map { step in
                ofLevel.flatMap { $0.states[step].doubles }
            }
        }
        #expect(try below.flatMap(\.self) == model.outputs(input).doubles)
    }

    @Test("A GRU's gates are those of a computation by hand, and make its states")
    func gru() throws {
        let model = try model(GRU(3, returnsSequences: true, direction: .backward))
        let input = Tensor(random: [Self.length, Self.channels], seed: 7)
        let trace = try #require(try model.gates(on: input).first)
        #expect(trace.gates.map(\.kind) == [.reset, .update, .candidate] && trace.cells == nil)
        let states = rows(trace.states)
        let past = before(states, true)
        let ofInput = sums(model, "ih", "l0_reverse", rows(input))
        let ofState = sums(model, "hh", "l0_reverse", past)
        for step in 0..<Self.length {
            for unit in 0..<3 {
                func both(_ gate: Int) -> Double {
                    sigmoid(ofInput[step][3 * gate + unit] + ofState[step][3 * gate + unit])
                }
                let (r, z) = (both(0), both(1))
                let n = tanh(ofInput[step][6 + unit] + r * ofState[step][6 + unit])
                for (gate, value) in [r, z, n].enumerated() {
                    #expect(abs(trace.gates[gate].values[step].doubles[unit] - value) < 1e-6)
                }
                #expect(abs(states[step][unit] - (n + z * (past[step][unit] - n))) < 1e-6)
            }
        }
        #expect(try states.flatMap(\.self) == model.outputs(input).doubles)
    }

    @Test("Padding has zeros, and changes nothing before it")
    func padding() throws {
        for network in WritingNetwork.all[2...3] {
            let model = try network.model()
            let padded = try model.gates(on: [4, 1, 7, -1, -1])
            let alone = try model.gates(on: [4, 1, 7])
            #expect(padded.count == alone.count && !alone.isEmpty)
            for (layer, expected) in zip(padded, alone) {
                let all =
                    layer.gates.map(\.values) + [layer.states, layer.cells].compactMap(\.self)
                let known =
                    expected.gates.map(\.values)
                    + [expected.states, expected.cells].compactMap(\.self)
                for (values, real) in zip(all, known) {
                    #expect(values.shape == [5, real.shape[1]])
                    #expect(values.bits.starts(with: real.bits))
                    #expect(values.bits.dropFirst(real.bits.count).allSatisfy { $0 == 0 })
                }
            }
        }
    }

    @Test("A simple recurrence has states and no gates, attention neither")
    func without() throws {
        let trace = try #require(try WritingNetwork.all[4].model().gates(on: [1, 2, 3]).first)
        #expect(trace.gates.isEmpty && trace.cells == nil && trace.states.shape == [3, 5])
        #expect(try WritingNetwork.all[0].model().gates(on: [1, 2, 3]).isEmpty)
    }
}
