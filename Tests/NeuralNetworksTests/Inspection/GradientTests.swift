import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// A network, a loss and an example, whose gradients are held against finite differences.
struct GradientCase: Sendable, CustomTestStringConvertible {
    let network: Network
    let loss: any Loss
    var testDescription: String { "\(network) with \(type(of: loss).name)" }

    static let all: [GradientCase] =
        ActivationFunction.allCases.filter { $0 != .step }.map { function in
            GradientCase(
                network: Network {
                    Dense(5, activation: function)
                    Dense(3, activation: .sigmoid)
                },
                loss: QuadraticCost()
            )
        }
        + LossCatalogue.losses.map { loss in
            GradientCase(
                network: Network {
                    Flatten()
                    Dense(4, activation: .tanh, usesBias: false)
                    Network { Dense(3, activation: .gelu) }.named("inner")
                    Dense(3)
                },
                loss: loss
            )
        }
}

/// A model's loss for one example in double precision, by the reference interpreter.
private struct ReferenceLoss {
    let graph: Graph
    let loss: Int
    let gradients: [Int]
    let inputs: [String: ReferenceArray]

    init(_ model: Model, _ loss: any Loss, on input: Tensor, label: Int) throws {
        let built = try BuiltNetwork(
            model.network,
            input: TensorType(.float32, Shape([1] + input.shape.sizes)),
            mode: .predicting
        )
        let target = built.builder.input("target", TensorType(.int32, [1]))
        let value = loss(built.output, target).mean()
        let symbols = built.builder.gradients(of: value, withRespectTo: built.parameters)
        try built.check()
        graph = built.builder.graph
        self.loss = value.node
        gradients = symbols.map(\.node)
        inputs = [
            "input": ReferenceArray(input.doubles, shape: Shape([1] + input.shape.sizes)),
            "target": ReferenceArray([Double(label)], shape: [1]),
        ]
    }

    func values(_ weights: [ReferenceArray]) -> [ReferenceArray] {
        ReferenceInterpreter(graph).run(inputs: inputs, parameters: weights)
    }

    /// The slope of the loss along every weight: what it gains from a little up to a little down.
    func differences(_ weights: [ReferenceArray]) -> [[Double]] {
        let step = 1e-5
        return weights.indices.map { tensor in
            weights[tensor].values.indices.map { index in
                let (up, down) = (step, -step)
                let losses = [up, down].map { change in
                    var changed = weights
                    changed[tensor].values[index] += change
                    return values(changed)[loss].values[0]
                }
                return (losses[0] - losses[1]) / (2 * step)
            }
        }
    }
}

@Suite("Gradients of one example")
struct GradientTests {
    @Test("They are the slopes of the loss", arguments: GradientCase.all)
    func differences(_ task: GradientCase) throws {
        let model = try Model(task.network, input: [6], seed: 3)
        for name in model.parameterNames where name.hasSuffix("bias") {
            let shape = try #require(model[parameter: name]).shape
            try model.setParameter(name, to: Tensor(random: shape, seed: 8))
        }
        let input = Tensor(random: [6], seed: 2)
        // The graph sees weights as they lie in memory.
        let parameters = model.layout.segments.map(\.parameter)
        let weights = try parameters.map { parameter in
            let values = try #require(model[parameter: parameter.name]).floats
            return ReferenceArray(
                Tensor(parameter.asInMemory(values), shape: parameter.memoryShape)
            )
        }
        let reference = try ReferenceLoss(model, task.loss, on: input, label: 1)
        let slopes = reference.differences(weights)
        let values = reference.values(weights)
        let found = try model.gradients(on: input, label: 1, loss: task.loss)

        let loss = values[reference.loss].values[0]
        #expect(abs(Double(found.loss) - loss) < 1e-5 * max(loss, 1))
        #expect(Set(found.gradients.keys) == Set(model.parameterNames))
        for (index, parameter) in parameters.enumerated() {
            let tensor = try #require(found.gradients[parameter.name])
            #expect(tensor.shape == parameter.shape)
            #expect(
                relativeDistance(values[reference.gradients[index]].values, slopes[index]) < 1e-7
            )
            let gradient = parameter.asInMemory(tensor.floats).map(Double.init)
            #expect(relativeDistance(gradient, slopes[index]) < 1e-4, "\(parameter.name)")
        }
    }

    @Test("By default the loss is the one that the outputs are made for")
    func defaultLoss() throws {
        let model = try Model(Network { Dense(3) }, input: [2], seed: 1)
        let input = Tensor(random: [2])
        let quadratic = try model.gradients(on: input, label: 2, loss: QuadraticCost())
        #expect(try model.gradients(on: input, label: 2) == quadratic)
        model.information.interpretation = .classLogits
        let crossEntropy = try model.gradients(on: input, label: 2, loss: SoftmaxCrossEntropy())
        #expect(try model.gradients(on: input, label: 2) == crossEntropy)
        #expect(crossEntropy != quadratic)
    }

    @Test("A single output answers 0 or 1", arguments: [0, 1])
    func single(label: Int) throws {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let output = try model.predict(Tensor([0, 0] as [Float])).floats[0]
        let found = try model.gradients(
            on: Tensor([0, 0] as [Float]),
            label: label,
            loss: QuadraticCost()
        )
        #expect(found.gradients["layers.0.bias"]?.floats == [output - Float(label)])
        let error = #expect(throws: InspectionError.self) {
            _ = try model.gradients(on: Tensor([0, 0] as [Float]), label: 2)
        }
        #expect(
            error?.description == "there is no label 2; the network's single output answers 0 or 1"
        )
    }

    @Test("Dropout does not disturb the look inside")
    func dropout() throws {
        let network = Network {
            Dense(4, activation: .tanh)
            Dropout(0.9)
            Dense(2)
        }
        let model = try Model(network, input: [3], seed: 1)
        let input = Tensor(random: [3])
        #expect(try model.gradients(on: input, label: 0) == model.gradients(on: input, label: 0))
        let zeros = try model.gradients(on: input, label: 0).gradients["layers.0.weight"]?.floats
        #expect(zeros?.contains(0) == false)
    }
}
