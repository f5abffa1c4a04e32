import Conversation
import NeuralNetworks

/// What lifetimes save: the memory of a step's values with and without sharing places, as a table.
enum ValueMemory {
    private static let cases: [(title: String, hidden: [Int], batch: Int)] = [
        ("784-16-16-10, batch 32", [16, 16], 32),
        ("784-512-512-10, batch 128", [512, 512], 128),
        ("64 hidden layers of 64, batch 32", Array(repeating: 64, count: 64), 32),
    ]

    /// One row for each network.
    static func table() throws -> String {
        var lines = [
            "| step | values, each in a place of its own | in one shared block | saved |",
            "| --- | ---: | ---: | ---: |",
        ]
        for item in cases {
            let batch = try Examples(
                inputs: Tensor(
                    [UInt8](repeating: 1, count: item.batch * 784),
                    shape: [item.batch, 784]
                ),
                targets: Tensor([Int32](repeating: 1, count: item.batch))
            )
            let network = Work.Prediction(
                layers: [784] + item.hidden + [10],
                activation: "relu",
                batch: item.batch
            )
            let model = try makeModel(network, processor: Processor(threads: 1))
            let trainer = Trainer(loss: .softmaxCrossEntropy, optimizer: .sgd(learningRate: 0.1))
            let training = try StepwiseTraining(trainer, model: model)
            try training.learn(from: batch)
            guard let memory = training.memoryOfValues else { continue }
            let saved = 100 - 100 * memory.byteCount / max(memory.unsharedByteCount, 1)
            lines.append(
                "| \(item.title) | \(memory.unsharedByteCount / 1024) KiB "
                    + "| \(memory.byteCount / 1024) KiB | \(saved) % |"
            )
        }
        return lines.joined(separator: "\n")
    }
}
