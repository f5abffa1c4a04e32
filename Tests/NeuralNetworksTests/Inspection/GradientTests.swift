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
                    // Differences of embeddings leave biases nothing to compare but rounding.
                    if loss.comparesExamples { UnitLength() }
                },
                loss: loss
            )
        }
}

@Suite("Gradients of examples")
struct GradientTests {
    private func expect(
        _ found: WeightGradients,
        of model: Model,
        _ task: GradientCase,
        on inputs: Tensor,
        labels: [Int]
    ) throws {
        let reference = try ReferenceLoss(task.network, task.loss, input: [6], labels: labels)
        let weights = model.referenceWeights()
        let loss = reference.loss(inputs.doubles, weights)
        let slopes = reference.slopes(inputs.doubles, weights)
        let gradients = reference.gradients(inputs.doubles, weights)
        #expect(abs(Double(found.loss) - loss) < 1e-5 * max(loss, 1))
        #expect(Set(found.gradients.keys) == Set(model.parameterNames))
        for (index, segment) in model.layout.segments.enumerated() {
            let parameter = segment.parameter
            let tensor = try #require(found.gradients[parameter.name])
            #expect(tensor.shape == parameter.shape)
            #expect(relativeDistance(gradients[index], slopes[index]) < 1e-7)
            let gradient = parameter.asInMemory(tensor.floats).map(Double.init)
            #expect(relativeDistance(gradient, slopes[index]) < 1e-4, "\(parameter.name)")
        }
    }

    @Test("Those of one example are the slopes of its loss", arguments: GradientCase.all)
    func ofOne(_ task: GradientCase) throws {
        let model = try Model(task.network, input: [6], seed: 3)
        try model.drawBiases()
        let input = Tensor(random: [6], seed: 2)
        let found = try model.gradients(on: input, label: 1, loss: task.loss)
        try expect(found, of: model, task, on: input, labels: [1])

        // One example is a batch of one.
        let batch = try Examples(
            inputs: input.reshaped(to: [1, 6]),
            targets: Tensor([1] as [Int32])
        )
        #expect(try model.gradients(on: batch, loss: task.loss) == found)
    }

    @Test("Those of a batch are the slopes of its mean loss", arguments: GradientCase.all)
    func ofBatch(_ task: GradientCase) throws {
        let model = try Model(task.network, input: [6], seed: 3)
        try model.drawBiases()
        let batch = try Examples(
            inputs: Tensor(random: [4, 6], seed: 5),
            targets: Tensor([2, 0, 1, 1] as [Int32])
        )
        let found = try model.gradients(on: batch, loss: task.loss)
        try expect(found, of: model, task, on: batch.inputs, labels: [2, 0, 1, 1])
    }

    @Test("Those of many examples are the mean of those of their parts", arguments: [1024, 1100])
    func ofMany(count: Int) throws {
        let network = Network {
            Dense(3, activation: .tanh)
            Dense(3)
        }
        let model = try Model(network, input: [3], seed: 1)
        let examples = try Lesson.clusters(count)
        let found = try model.gradients(on: examples)
        var (loss, sums) = (0.0, [String: [Double]]())
        for index in 0..<count {
            let label = try #require(examples.labels)[index]
            let one = try model.gradients(on: examples.inputs[index], label: label)
            loss += Double(one.loss) / Double(count)
            for (name, tensor) in one.gradients {
                let sum = sums[name] ?? [Double](repeating: 0, count: tensor.shape.count)
                sums[name] = zip(sum, tensor.doubles).map { $0 + $1 / Double(count) }
            }
        }
        #expect(abs(Double(found.loss) - loss) < 1e-6)
        for (name, sum) in sums {
            let mean = try #require(found.gradients[name])
            #expect(relativeDistance(mean.doubles, sum) < 1e-6, "\(name)")
        }
    }

    @Test("A step of learning goes by the gradients of its batch")
    func learning() throws {
        let network = Network {
            Dense(4, activation: .sigmoid)
            Dense(3)
        }
        let model = try Model(network, input: [3], seed: 1)
        let batch = try Lesson.clusters(5)
        let gradients = try model.gradients(on: batch, loss: SoftmaxCrossEntropy()).gradients
        func weights() throws -> [String: [Float]] {
            try Dictionary(
                uniqueKeysWithValues: model.parameterNames.map { name in
                    (name, try #require(model[parameter: name]).floats)
                }
            )
        }
        let before = try weights()
        let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: SGD(learningRate: 1))
        let training = try StepwiseTraining(trainer, model: model)
        _ = try training.learn(from: batch)
        training.finish()
        let after = try weights()
        for (name, gradient) in gradients {
            let expected = zip(try #require(before[name]), gradient.floats).map { $0 - $1 }
            #expect(after[name] == expected, "\(name)")
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

    @Test("Examples that do not fit are said in words")
    func errors() throws {
        let model = try Model(Network { Dense(3) }, input: [2], seed: 1)
        func expect(_ text: String, _ inputs: Tensor, _ labels: [Int32]) throws {
            let examples = try Examples(inputs: inputs, targets: Tensor(labels))
            let error = #expect(throws: InspectionError.self) {
                _ = try model.gradients(on: examples)
            }
            #expect(error?.description == text)
        }
        try expect("there are no examples to learn from", Tensor([] as [Float], shape: [0, 2]), [])
        try expect(
            "the model takes examples of shape [2], but these are [3]",
            Tensor(random: [2, 3]),
            [0, 1]
        )
        try expect(
            "example 1 has the label 3, but the network has 3 outputs, for the labels 0 to 2",
            Tensor(random: [2, 2]),
            [0, 3]
        )
        try expect(
            "example 0 holds a value that is no finite number; mend it or leave it out",
            Tensor([.nan, 0] as [Float], shape: [1, 2]),
            [0]
        )
    }
}
