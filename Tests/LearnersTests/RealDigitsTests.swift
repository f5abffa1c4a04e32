import Foundation
import Learners
import NeuralNetworks
import TestSupport
import Testing

extension Double {
    /// ln x.
    var naturalLogarithm: Double { log(self) }
}

@Suite("Real handwritten digits")
struct RealDigitsTests {
    @Test(
        "2,000 digits of MNIST teach to read most others",
        .enabled(if: DataFolder.item("mnist") != nil, Comment(rawValue: DataFolder.missing))
    )
    func mnist() async throws {
        let folder = try #require(DataFolder.item("mnist"))
        let all = try DigitData(.folder(folder, validationShare: 0.1), seed: 1)
        #expect(all.training.count == 54_000 && all.validation.count == 6_000)
        let test = try #require(all.test)
        #expect(test.count == 10_000)

        let learner = DigitLearner()
        let model = try learner.makeModel(for: all)
        let trainer = Trainer(
            loss: .softmaxCrossEntropy,
            optimizer: .adam(learningRate: 0.005),
            schedule: .oneCycle,
            seed: 1
        )
        for try await _ in trainer.train(model, on: all.training[0..<2_000], epochs: 10) {}
        let report = try DigitReport(model, on: test[0..<2_000])
        #expect(report.confusion.accuracy > 0.8)
        #expect(report.confusion.baseline < 0.15)
    }
}
