import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// A case with random numbers: everything that is to be the same whoever computes it.
///
/// What is differentiated is the sum of the outputs, or of the losses, times random numbers, so that no
/// gradient can hide behind another.
struct Exchange {
    private static let batch = 4

    private let task: ExchangeCase
    private let model: Model
    private let built: BuiltNetwork
    private let tensors: [String: Tensor]
    /// Outputs, gradients and new states; a gradient lies as its weights do.
    private let results: [(name: String, symbol: Symbol, parameter: Parameter?)]

    init(_ task: ExchangeCase) throws {
        self.task = task
        var stream = RandomStream(test: task.name.utf8.reduce(0) { $0 * 31 % 65_521 + Int($1) })
        model = try Model(task.network, input: task.input)
        for parameter in model.layout.segments.map(\.parameter) {
            let isVariance = parameter.name.hasSuffix("running_var")
            let numbers = stream.numbers(parameter.shape.count, in: isVariance ? 0.5...2 : -1...1)
            try model.setParameter(parameter.name, to: Tensor(numbers, shape: parameter.shape))
        }
        let shape = Shape([Exchange.batch] + task.input.sizes)
        built = try BuiltNetwork(
            task.network,
            input: TensorType(.float32, shape),
            mode: task.mode
        )
        let builder = built.builder
        var tensors = ["input": Tensor(stream.numbers(shape.count, in: -2...2), shape: shape)]
        var output = built.output
        if let loss = task.loss {
            let targets = loss.draw(output.shape, &stream)
            let type = TensorType(targets.elementType, targets.shape)
            output = loss.loss(output, builder.input(BuiltNetwork.targetName, type))
            tensors["target"] = targets
        }
        let projection = stream.numbers(output.shape.count)
        tensors["projection"] = Tensor(projection, shape: output.shape)
        let weights = builder.graph.parameters.filter { $0.role != .state }
        let gradients = builder.gradients(
            of: (output * builder.constant(projection, shape: output.shape)).sum(),
            withRespectTo: [built.input] + weights.map { builder.parameter($0) }
        )
        try built.check()
        self.tensors = tensors
        results =
            [("output", output, nil)]
            + zip(["input"] + weights.map(\.name), gradients).enumerated().map { index, gradient in
                let parameter = index == 0 ? nil : weights[index - 1]
                return ("gradient of \(gradient.0)", gradient.1, parameter)
            }
            + built.record.updates.map { ($0.name, $0.value, nil) }
    }

    /// What each result is called.
    var names: [String] { results.map(\.name) }

    /// The results of the reference interpreter, in double precision.
    func reference() -> [String: [Double]] {
        var inputs = tensors.mapValues { ReferenceArray($0) }
        inputs[BuiltNetwork.keyName] = ReferenceArray([0, 0, 0, 0], shape: [4])
        let interpreter = ReferenceInterpreter(built.builder.graph)
        let values = interpreter.run(inputs: inputs, parameters: model.referenceWeights())
        return named(results.map { values[$0.symbol.node].values })
    }

    /// The results of the plan, in single precision.
    func planned() throws -> [String: [Double]] {
        let probe = try Probe(results.map(\.symbol), of: built, model)
        let input = try #require(tensors["input"])
        let values = probe.values(of: input, targets: tensors["target"], with: model.weights)
        return named(values.map(\.doubles))
    }

    private func named(_ values: [[Double]]) -> [String: [Double]] {
        let shown = zip(results, values).map { result, numbers in
            (result.name, result.parameter?.shown(numbers) ?? numbers)
        }
        return Dictionary(uniqueKeysWithValues: shown)
    }

    /// Everything as a file: the weights as model files have them, and what goes in.
    func file() throws -> [UInt8] {
        var file = SafeTensors(tensors)
        for name in model.parameterNames { file[name] = model[parameter: name] }
        file.metadata = [
            "network": ModelFile.encode(task.network),
            "mode": task.mode == .training ? "training" : "predicting",
            "loss": task.loss.map { type(of: $0.loss).name } ?? "",
            "options": ModelFile.encode(task.loss?.options ?? [:]),
        ]
        return try file.encoded()
    }
}

extension Parameter {
    /// Numbers in double precision that lie as in memory, in the order of the shape.
    fileprivate func shown(_ numbers: [Double]) -> [Double] {
        let inMemory = ReferenceArray(numbers, shape: memoryShape)
        return ReferenceArray(shape: shape) { index in inMemory[memoryOrder.map { index[$0] }] }
            .values
    }
}
