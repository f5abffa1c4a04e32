import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

@Suite("What happens to gradients and weights in a step")
struct UpdateTests {
    private let examples: Examples

    init() throws { examples = try Lesson.clusters(24) }

    private static let names = [
        "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias",
    ]

    private func model() throws -> Model {
        let model = try Model(
            Network {
                Dense(8, activation: .tanh)
                Dense(3)
            },
            input: [3],
            seed: 1
        )
        try model.drawBiases()
        return model
    }

    private func numbers(_ model: Model) -> [String: [Float]] {
        model.tensors.mapValues(\.floats)
    }

    /// The weights before, and after some steps on all examples.
    private func learn(
        steps: Int = 1,
        _ optimizer: any Optimizer = SGD(learningRate: 1),
        change: (inout Trainer) -> Void
    ) throws -> (before: [String: [Float]], after: [String: [Float]]) {
        let model = try model()
        let before = numbers(model)
        var trainer = Trainer(anyOptimizer: optimizer)
        change(&trainer)
        let training = try StepwiseTraining(trainer, model: model)
        for _ in 0..<steps { try training.learn(from: examples) }
        training.finish()
        return (before, numbers(model))
    }

    /// What a step took off every weight: with a learning rate of 1, the gradients.
    private func moves(_ change: (inout Trainer) -> Void) throws -> [Double] {
        let (before, after) = try learn(change: change)
        return UpdateTests.names.flatMap { name in
            zip(before[name] ?? [], after[name] ?? []).map { Double($0) - Double($1) }
        }
    }

    private func norm(_ numbers: [Double]) -> Double {
        numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    @Test("Gradients that are too long together are shortened, others stay")
    func clippingByNorm() throws {
        let plain = try moves { _ in }
        let length = norm(plain)
        let clipped = try moves { $0.clipping = .norm(length / 4) }
        #expect(abs(norm(clipped) - length / 4) < 1e-6)
        for (short, long) in zip(clipped, plain) { #expect(abs(short - long / 4) < 1e-6) }
        let untouched = try moves { $0.clipping = .norm(length * 1.01) }
        #expect(untouched == plain)
    }

    @Test("Each number of a gradient is brought within its limit")
    func clippingByValue() throws {
        let plain = try moves { _ in }
        let limit = (plain.map(abs).max() ?? 0) / 3
        let clipped = try moves { $0.clipping = .value(limit) }
        for (found, was) in zip(clipped, plain) {
            #expect(abs(found - min(max(was, -limit), limit)) < 1e-6)
        }
        #expect(clipped.map(abs).max() ?? 0 < limit + 1e-6 && clipped != plain)
    }

    @Test("Penalties pull weights to zero, before gradients are clipped")
    func penalties() throws {
        let plain = try moves { _ in }
        let weights = try UpdateTests.names.flatMap { try model()[parameter: $0]?.doubles ?? [] }
        let found = try moves {
            $0.weightRules = [
                WeightRule(.all, absolutePenalty: 0.02, squarePenalty: 0.1),
                WeightRule(.named("layers.1.bias"), absolutePenalty: 0, squarePenalty: 0),
            ]
        }
        let penalized = plain.indices.map { index in
            let weight = weights[index]
            let sign: Double = weight > 0 ? 1 : weight < 0 ? -1 : 0
            return plain[index] + (index < plain.count - 3 ? 0.02 * sign + 0.1 * weight : 0)
        }
        #expect(found.count == 8 * 3 + 8 + 3 * 8 + 3)
        for (one, other) in zip(found, penalized) { #expect(abs(one - other) < 1e-6) }
        let clipped = try moves {
            $0.weightRules = [WeightRule(.all, squarePenalty: 100)]
            $0.clipping = .norm(0.5)
        }
        #expect(abs(norm(clipped) - 0.5) < 1e-6)
    }

    @Test("Some weights learn as they would alone, faster or not at all")
    func learningRates() throws {
        let (before, plain) = try learn { _ in }
        let (_, ruled) = try learn {
            $0.weightRules = [
                WeightRule(.all, learningRateFactor: 0),
                WeightRule(.named("*.1.*"), learningRateFactor: 1),
                WeightRule(.vectors, learningRateFactor: 2),
            ]
        }
        #expect(ruled["layers.0.weight"] == before["layers.0.weight"])
        #expect(ruled["layers.1.weight"] == plain["layers.1.weight"])
        for name in ["layers.0.bias", "layers.1.bias"] {
            let (was, once, twice) = (before[name] ?? [], plain[name] ?? [], ruled[name] ?? [])
            for index in was.indices {
                #expect(abs(twice[index] - (2 * once[index] - was[index])) < 1e-6)
            }
        }
    }

    @Test("Some weights decay as the optimizer would let them", arguments: [true, false])
    func decay(isDecoupled: Bool) throws {
        func optimizer(_ decay: Double) -> any Optimizer {
            isDecoupled
                ? AdamW(learningRate: 0.1, weightDecay: decay)
                : SGD(learningRate: 0.1, momentum: 0.9, weightDecay: decay)
        }
        let (_, decayed) = try learn(optimizer(0.5)) { _ in }
        let (_, free) = try learn(optimizer(0)) { _ in }
        let (_, ruled) = try learn(optimizer(0.5)) {
            $0.weightRules = [WeightRule(.vectors, weightDecay: 0)]
        }
        for name in UpdateTests.names {
            let expected = name.hasSuffix("bias") ? free : decayed
            #expect(ruled[name] == expected[name], "\(name)")
            #expect(free[name] != decayed[name])
        }
    }

    @Test("The average follows the weights, is what readers see and what is left")
    func averaging() throws {
        var average = try learn { _ in }.before
        for step in 1...6 {
            let weights = try learn(steps: step) { _ in }.after
            let kept = min(0.3, (1 + Float(step)) / (10 + Float(step)))
            for name in UpdateTests.names {
                average[name] = zip(average[name] ?? [], weights[name] ?? [])
                    .map { kept * $0 + (1 - kept) * $1 }
            }
            let found = try learn(steps: step) { $0.averaging = WeightAveraging(decay: 0.3) }.after
            for name in UpdateTests.names {
                for (one, other) in zip(found[name] ?? [], average[name] ?? []) {
                    #expect(abs(one - other) < 2e-6)
                }
            }
        }
    }

    @Test("The average is validated, and a weight that is turned is turned in it")
    func averageOfATraining() async throws {
        let model = try model()
        var trainer = Trainer(anyOptimizer: SGD(learningRate: 0.5))
        trainer.averaging = WeightAveraging(decay: 0.9)
        let epochs = try await trainer.learn(
            model,
            on: examples,
            validation: examples,
            epochs: 3,
            batchSize: 5
        )
        let score = try trainer.evaluate(model, on: examples)
        #expect(epochs.last?.validation == score)

        let training = try StepwiseTraining(trainer, model: model)
        try training.turn("layers.1.bias", at: 1, to: 7)
        #expect(model[parameter: "layers.1.bias"]?.floats[1] == 7)
        training.finish()
    }

    @Test("The same bits for any threads and instruction set, with every setting")
    func bits() async throws {
        for task in BitsCase.small.prefix(2) + BitsCase.wide.suffix(1) {
            var files: Set<[UInt8]> = []
            let others = InstructionSet.available.filter { $0 != .best && $0 != .portable }
            let processors =
                (1...3).map { Processor(threads: $0) }
                + others.map { Processor(threads: 2, instructionSet: $0) }
            for processor in processors {
                let model = try Model(task.network, input: task.input, seed: 1)
                var trainer = Trainer(anyOptimizer: task.optimizer)
                trainer.processor = processor
                trainer.useAll()
                try await trainer.learn(
                    model,
                    on: try Lesson.pixels(task.count, shape: task.input),
                    epochs: 2,
                    batchSize: task.batchSize
                )
                files.insert(try model.fileBytes())
            }
            #expect(files.count == 1, "\(task)")
        }
    }

    @Test("Settings that make no sense are refused")
    func refusals() throws {
        func message(_ change: (inout Trainer) -> Void) -> String? {
            let error = #expect(throws: TrainingError.self) { try learn(change: change) }
            return error?.description
        }
        let norm = message { $0.clipping = .norm(0) }
        #expect(norm == "the greatest norm of the gradients must be a number above 0, not 0.0")
        let value = message { $0.clipping = .value(.nan) }
        #expect(value == "the greatest value of a gradient must be a number above 0, not nan")
        let decay = message { $0.averaging = WeightAveraging(decay: 1) }
        #expect(decay == "the decay of the average must be at least 0 and less than 1, not 1.0")
        let factor = message { $0.weightRules = [WeightRule(.all, learningRateFactor: -1)] }
        #expect(
            factor
                == "the factor of the learning rate of a rule for weights must be a number not below 0, "
                + "not -1.0"
        )
        let pattern = message { $0.weightRules = [WeightRule(.named("layer.*"))] }
        #expect(
            pattern
                == "the rule for weights must be for some of layers.0.weight, layers.0.bias, "
                + "layers.1.weight, layers.1.bias, not for layer.*"
        )
    }

    @Test(
        "A star stands for any letters",
        arguments: [
            ("*", true), ("layers.1.weight", true), ("*.weight", true), ("layers.*", true),
            ("*1*", true), ("l*.*.w*t", true), ("layers.1.weight*", true), ("", false),
            ("*.bias", false), ("layers.1", false), ("weight", false), ("layers.1.weights", false),
            ("*2*", false), ("*t*t", false),
        ]
    )
    func patterns(pattern: String, matches: Bool) {
        #expect("layers.1.weight".matches(pattern) == matches)
    }

    @Test("Neighbours that are treated alike are one run, whatever lies behind them")
    func runs() throws {
        let layout = try model().layout
        #expect(layout.runs(by: []).map(\.range) == [0..<layout.learnedCount])
        let split = layout.runs(by: [WeightRule(.vectors, weightDecay: 0)])
        #expect(split.map(\.range.lowerBound) == layout.segments.map(\.offset))
        let first = layout.runs(by: [WeightRule(.named("layers.0.*"), weightDecay: 0)])
        #expect(
            first.map(\.range) == [
                0..<layout.segments[2].offset, layout.segments[2].offset..<layout.learnedCount,
            ]
        )
    }
}

extension Trainer {
    /// Uses every setting that has to do with gradients and weights.
    mutating func useAll() {
        clipping = .norm(0.01)
        averaging = WeightAveraging(decay: 0.7)
        weightRules = [
            WeightRule(.all, absolutePenalty: 1e-5, squarePenalty: 1e-4),
            WeightRule(.vectors, learningRateFactor: 2, weightDecay: 0),
        ]
    }
}
