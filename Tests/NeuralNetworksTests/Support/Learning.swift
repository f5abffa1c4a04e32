import Computation
import NeuralNetworks
import TestSupport

extension Trainer {
    /// A trainer of parts that are known only when the test runs.
    init(
        anyLoss: any Loss = SoftmaxCrossEntropy(),
        anyOptimizer: any Optimizer = SGD(),
        anySchedule: any Schedule = Constant(),
        seed: UInt64 = 0
    ) {
        self.init(loss: .quadratic, optimizer: SGD(), seed: seed)
        (loss, optimizer, schedule) = (anyLoss, anyOptimizer, anySchedule)
    }

    /// Trains to the end and returns all epochs.
    @discardableResult
    func learn(
        _ model: Model,
        on examples: Examples,
        validation: Examples? = nil,
        epochs: Int,
        batchSize: Int = 32
    ) async throws -> [Epoch] {
        var result: [Epoch] = []
        let run = train(
            model,
            on: examples,
            validation: validation,
            epochs: epochs,
            batchSize: batchSize
        )
        for try await epoch in run { result.append(epoch) }
        return result
    }
}

extension Model {
    /// The bytes of the file that the model is saved as.
    func fileBytes() throws -> [UInt8] {
        try withTemporaryFolder { folder in
            try save(to: folder + "/model.safetensors")
            return try WholeFile.read(folder + "/model.safetensors")
        }
    }
}

extension Tensor {
    /// The numbers as bits, so that −0 and NaN are told apart.
    var bits: [UInt32] { floats.map(\.bitPattern) }

    /// The numbers in double precision.
    var doubles: [Double] { floats.map(Double.init) }

    /// Random numbers of a shape.
    init(random shape: Shape, in range: ClosedRange<Float> = -1...1, seed: Int = 1) {
        var stream = RandomStream(test: seed)
        self.init(stream.numbers(shape.count, in: range), shape: shape)
    }
}
