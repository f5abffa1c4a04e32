import FirstSteps
import NeuralNetworks
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

@Suite struct FirstStepsTests {
    @Test(
        arguments: [
            ([1, 0.5, 0.25], [0.9, -0.4, 0.2], -0.1), ([0, 0, 0], [3, 3, 3], 0),
            ([-2, 1, 4], [1, 1, 1], -3),
        ] as [([Float], [Float], Float)]
    )
    func oneNeuronIsItsFormula(inputs: [Float], weights: [Float], bias: Float) throws {
        let found = try neuron(weights: weights, bias: bias).predict(Tensor(inputs)).floats
        let sum = zip(inputs, weights).reduce(Double(bias)) { $0 + Double($1.0) * Double($1.1) }
        #expect(found.count == 1)
        #expect(abs(Double(found[0]) - 1 / (1 + exp(-sum))) < 1e-6)
    }

    @Test func oneNeuronTakesThreeWeights() {
        #expect(throws: ParameterError.self) { try neuron(weights: [1, 2], bias: 0) }
    }

    @Test(arguments: [LogicalFunction.and, .or])
    func theThresholdUnitLearnsWhatALineParts(function: LogicalFunction) {
        var unit = ThresholdUnit(inputs: 2)
        #expect(unit.learn(function.examples) != nil)
        for (inputs, wanted) in function.examples { #expect(unit.output(inputs) == wanted) }
    }

    @Test func theThresholdUnitFailsAtXOR() {
        var unit = ThresholdUnit(inputs: 2)
        #expect(unit.learn(LogicalFunction.xor.examples, atMost: 10_000) == nil)
    }

    @Test(arguments: 1...5)
    func oneHiddenLayerLearnsXOR(seed: UInt64) async throws {
        let network = try await networkThatLearnedXOR(seed: seed)
        for (inputs, wanted) in LogicalFunction.xor.examples {
            let answer = try network.predict(Tensor(inputs.map(Float.init))).floats[0]
            #expect((answer > 0.5) == wanted, "\(inputs): \(answer)")
        }
    }
}
