import Computation

@testable import NeuralNetworks

/// A network's mean loss over labelled examples in double precision, by the reference interpreter.
struct ReferenceLoss {
    private let graph: Graph
    private let loss: Int
    private let gradients: [Int]
    private let labels: ReferenceArray
    private let batch: Shape

    init(_ network: Network, _ loss: any Loss, input: Shape, labels: [Int]) throws {
        batch = Shape([labels.count] + input.sizes)
        let built = try BuiltNetwork(
            network,
            input: TensorType(.float32, batch),
            mode: .predicting
        )
        let target = built.builder.input("target", TensorType(.int32, [labels.count]))
        let value = loss(built.output, target).mean()
        let symbols = built.builder.gradients(
            of: value,
            withRespectTo: built.parameters { _ in true }
        )
        try built.check()
        graph = built.builder.graph
        self.loss = value.node
        gradients = symbols.map(\.node)
        self.labels = ReferenceArray(labels.map(Double.init), shape: [labels.count])
    }

    private func values(_ input: [Double], _ weights: [ReferenceArray]) -> [ReferenceArray] {
        let inputs = ["input": ReferenceArray(input, shape: batch), "target": labels]
        return ReferenceInterpreter(graph).run(inputs: inputs, parameters: weights)
    }

    func loss(_ input: [Double], _ weights: [ReferenceArray]) -> Double {
        values(input, weights)[loss].values[0]
    }

    /// The gradients by the rules of differentiation, for each tensor of weights.
    func gradients(_ input: [Double], _ weights: [ReferenceArray]) -> [[Double]] {
        let values = values(input, weights)
        return gradients.map { values[$0].values }
    }

    /// The slope of the loss along every weight.
    func slopes(_ input: [Double], _ weights: [ReferenceArray]) -> [[Double]] {
        weights.indices.map { tensor in
            differences(weights[tensor].values) { changed in
                var weights = weights
                weights[tensor].values = changed
                return loss(input, weights)
            }
        }
    }

    /// The slope of the loss along every number of the input.
    func slopesOfInput(_ input: [Double], _ weights: [ReferenceArray]) -> [Double] {
        differences(input) { loss($0, weights) }
    }
}

/// The slope of a function along each of its numbers: what it gains from a little up to a little down.
func differences(_ numbers: [Double], _ function: ([Double]) -> Double) -> [Double] {
    let step = 1e-5
    return numbers.indices.map { index in
        let values = [step, -step].map { change in
            var changed = numbers
            changed[index] += change
            return function(changed)
        }
        return (values[0] - values[1]) / (2 * step)
    }
}

extension Model {
    /// The weights as the graph sees them, which is as they lie in memory.
    func referenceWeights() -> [ReferenceArray] {
        let weights = weights
        return layout.segments.map { segment in
            let parameter = segment.parameter
            let values = parameter.asInMemory(weights[segment])
            return ReferenceArray(Tensor(values, shape: parameter.memoryShape))
        }
    }

    /// Gives every bias random numbers, which begin at zero.
    func drawBiases() throws {
        for segment in layout.segments where segment.parameter.name.hasSuffix("bias") {
            let tensor = Tensor(random: segment.parameter.shape, seed: 8)
            try setParameter(segment.parameter.name, to: tensor)
        }
    }
}
