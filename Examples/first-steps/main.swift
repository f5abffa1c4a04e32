import FirstSteps
import NeuralNetworks

print("One neuron: a = σ(0.9·x₁ − 0.4·x₂ + 0.2·x₃ − 0.1)\n")
let single = try neuron(weights: [0.9, -0.4, 0.2], bias: -0.1)
print(try single.explain(layer: 1, neuron: 0, on: Tensor([1, 0.5, 0.25])), "\n")

print("Rosenblatt's threshold unit learns by being corrected:\n")
for function in LogicalFunction.allCases {
    var unit = ThresholdUnit(inputs: 2)
    if let rounds = unit.learn(function.examples) {
        print("  \(function): learned in \(rounds) rounds, w = \(unit.weights), b = \(unit.bias)")
    } else {
        print("  \(function): not learned in 100 rounds; no straight line parts its answers")
    }
}

print("\nOne hidden layer learns XOR:\n")
let network = try await networkThatLearnedXOR()
for (inputs, wanted) in LogicalFunction.xor.examples {
    let answer = try network.predict(Tensor(inputs.map(Float.init))).floats[0]
    print("  \(inputs) → \(answer)  (wanted \(wanted ? 1 : 0))")
}
