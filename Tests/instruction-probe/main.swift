// Takes steps of learning on one thread and ends: whoever counts its instructions for two numbers of
// steps knows what a step takes. Arguments: the case, and how many steps.

import Foundation
import NeuralNetworks

/// Networks and batches whose steps are counted.
struct ProbedCase {
    let name: String
    let widths: [Int]
    let activation: ActivationFunction
    let optimizer: any Optimizer
    let batch: Int

    static let all = [
        ProbedCase(
            name: "784-16-16-10, sigmoid, SGD, batch 32",
            widths: [16, 16],
            activation: .sigmoid,
            optimizer: SGD(learningRate: 0.1),
            batch: 32
        ),
        ProbedCase(
            name: "784-16-16-10, sigmoid, Adam, batch 128",
            widths: [16, 16],
            activation: .sigmoid,
            optimizer: Adam(learningRate: 0.001),
            batch: 128
        ),
        ProbedCase(
            name: "784-128-10, ReLU, Adam, batch 32",
            widths: [128],
            activation: .relu,
            optimizer: Adam(learningRate: 0.001),
            batch: 32
        ),
    ]
}

let arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.first, let count = arguments.dropFirst().first.flatMap({ Int($0) }),
    let task = ProbedCase.all.first(where: { $0.name == name })
else {
    print(ProbedCase.all.map(\.name).joined(separator: "\n"))
    exit(2)
}
let network = Network {
    Flatten()
    for width in task.widths { Dense(width, activation: task.activation) }
    Dense(10)
}
let pixels = (0..<task.batch * 784).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
let batch = try Examples(
    inputs: Tensor(pixels, shape: [task.batch, 28, 28]),
    targets: Tensor((0..<task.batch).map { Int32($0 % 10) })
)
let model = try Model(network, input: [28, 28], seed: 1)
var trainer = Trainer(
    loss: .softmaxCrossEntropy,
    optimizer: SGD(),
    // What every x86-64 processor of the last ten years has, and the counter knows.
    processor: Processor(threads: 1, instructionSet: .avx2)
)
trainer.optimizer = task.optimizer
let training = try StepwiseTraining(trainer, model: model)
for _ in 0..<count { try training.learn(from: batch) }
training.finish()
