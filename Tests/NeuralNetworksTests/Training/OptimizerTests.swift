import Computation
import NeuralNetworks
import TestSupport
import Testing

/// One weight's update in double precision, written from the definition: the gradient arrives, the
/// memory is the case's own, steps count from 1.
typealias UpdateRule =
    @Sendable (
        _ weight: inout Double, _ gradient: Double, _ memory: inout [Double], _ step: Int
    ) -> Void

/// An optimizer with settings, and what it should do.
struct OptimizerCase: Sendable, CustomTestStringConvertible {
    let optimizer: any Optimizer
    let rule: UpdateRule
    var testDescription: String { "\(optimizer)" }

    static let all: [OptimizerCase] =
        [
            SGD(learningRate: 0.1), SGD(learningRate: 0.1, momentum: 0.9),
            SGD(learningRate: 0.1, momentum: 0.9, isNesterov: true),
            SGD(learningRate: 0.1, weightDecay: 0.05),
            SGD(learningRate: 0.05, momentum: 0.5, isNesterov: true, weightDecay: 0.1),
        ].map(sgd)
        + [
            Adam(learningRate: 0.1), Adam(learningRate: 0.02, beta1: 0.8, beta2: 0.99),
            Adam(learningRate: 0.1, epsilon: 0.1), Adam(learningRate: 0.1, weightDecay: 0.1),
        ].map { adam($0, decoupledDecay: 0) }
        + [0, 0.01, 0.5].map { decay in
            OptimizerCase(
                optimizer: AdamW(learningRate: 0.1, weightDecay: decay),
                rule: adam(Adam(learningRate: 0.1), decoupledDecay: decay).rule
            )
        }
        + others

    private static let others: [OptimizerCase] = [
        rmsprop(RMSprop(learningRate: 0.05)),
        rmsprop(RMSprop(learningRate: 0.02, beta: 0.9, epsilon: 0.1)),
        rmsprop(RMSprop(learningRate: 0.02, momentum: 0.8, weightDecay: 0.1)),
        adagrad(Adagrad(learningRate: 0.2)), adagrad(Adagrad(epsilon: 0.5, weightDecay: 0.1)),
        nadam(NAdam(learningRate: 0.1)), nadam(NAdam(beta1: 0.7, beta2: 0.99)),
        nadam(NAdam(learningRate: 0.05, epsilon: 0.1, weightDecay: 0.1)),
        lion(Lion(learningRate: 0.03)),
        lion(Lion(learningRate: 0.01, beta1: 0.5, weightDecay: 0.5)),
    ]

    /// Tieleman and Hinton, 2012, as PyTorch writes it.
    private static func rmsprop(_ rmsprop: RMSprop) -> OptimizerCase {
        OptimizerCase(optimizer: rmsprop) { weight, gradient, memory, step in
            let gradient = gradient + rmsprop.weightDecay * weight
            memory[0] = rmsprop.beta * memory[0] + (1 - rmsprop.beta) * gradient * gradient
            let scaled = gradient / (memory[0].squareRoot() + rmsprop.epsilon)
            memory[1] = rmsprop.momentum * memory[1] + scaled
            weight -= rmsprop.learningRate * memory[1]
        }
    }

    /// Duchi, Hazan, Singer, 2011, the diagonal version.
    private static func adagrad(_ adagrad: Adagrad) -> OptimizerCase {
        OptimizerCase(optimizer: adagrad) { weight, gradient, memory, step in
            let gradient = gradient + adagrad.weightDecay * weight
            memory[0] += gradient * gradient
            weight -= adagrad.learningRate * gradient / (memory[0].squareRoot() + adagrad.epsilon)
        }
    }

    /// Dozat, 2016, algorithm 2 with a constant μ.
    private static func nadam(_ nadam: NAdam) -> OptimizerCase {
        OptimizerCase(optimizer: nadam) { weight, gradient, memory, step in
            let gradient = gradient + nadam.weightDecay * weight
            memory[0] = nadam.beta1 * memory[0] + (1 - nadam.beta1) * gradient
            memory[1] = nadam.beta2 * memory[1] + (1 - nadam.beta2) * gradient * gradient
            var (power1, power2) = (1.0, 1.0)
            for _ in 0..<step { (power1, power2) = (power1 * nadam.beta1, power2 * nadam.beta2) }
            let mean =
                nadam.beta1 * memory[0] / (1 - power1 * nadam.beta1)
                + (1 - nadam.beta1) * gradient / (1 - power1)
            let square = memory[1] / (1 - power2)
            weight -= nadam.learningRate * mean / (square.squareRoot() + nadam.epsilon)
        }
    }

    /// Chen and others, 2023, algorithm 2.
    private static func lion(_ lion: Lion) -> OptimizerCase {
        OptimizerCase(optimizer: lion) { weight, gradient, memory, step in
            let direction = lion.beta1 * memory[0] + (1 - lion.beta1) * gradient
            let sign: Double = direction > 0 ? 1 : direction < 0 ? -1 : 0
            weight -= lion.learningRate * (sign + lion.weightDecay * weight)
            memory[0] = lion.beta2 * memory[0] + (1 - lion.beta2) * gradient
        }
    }

    /// Sutskever and others, 2013, as PyTorch writes it.
    private static func sgd(_ sgd: SGD) -> OptimizerCase {
        OptimizerCase(optimizer: sgd) { weight, gradient, velocity, step in
            let gradient = gradient + sgd.weightDecay * weight
            velocity[0] = sgd.momentum * velocity[0] + gradient
            weight -=
                sgd.learningRate
                * (sgd.isNesterov ? gradient + sgd.momentum * velocity[0] : velocity[0])
        }
    }

    /// Kingma and Ba, 2015, algorithm 1; Loshchilov and Hutter, 2019, algorithm 2.
    private static func adam(_ adam: Adam, decoupledDecay: Double) -> OptimizerCase {
        OptimizerCase(optimizer: adam) { weight, gradient, memory, step in
            weight -= adam.learningRate * decoupledDecay * weight
            let gradient = gradient + adam.weightDecay * weight
            memory[0] = adam.beta1 * memory[0] + (1 - adam.beta1) * gradient
            memory[1] = adam.beta2 * memory[1] + (1 - adam.beta2) * gradient * gradient
            var (power1, power2) = (1.0, 1.0)
            for _ in 0..<step { (power1, power2) = (power1 * adam.beta1, power2 * adam.beta2) }
            let mean = memory[0] / (1 - power1)
            let square = memory[1] / (1 - power2)
            weight -= adam.learningRate * mean / (square.squareRoot() + adam.epsilon)
        }
    }
}

@Suite("Optimizers")
struct OptimizerTests {
    @Test("Every optimizer of the catalogue has a case")
    func complete() {
        let tested = Set(OptimizerCase.all.map { type(of: $0.optimizer).name })
        #expect(Set(OptimizerCatalogue.optimizers.map { type(of: $0).name }) == tested)
    }

    @Test("The catalogue's names are distinct, and its members are ready to use")
    func names() {
        let names = OptimizerCatalogue.optimizers.map { type(of: $0).name }
        #expect(Set(names).count == names.count)
        #expect(OptimizerCatalogue.optimizers.allSatisfy { $0.learningRate > 0 })
    }

    @Test("Weights move as the definition says", arguments: OptimizerCase.all, [1, 2, 30])
    func update(_ optimizer: OptimizerCase, steps: Int) async throws {
        let examples = try Lesson.line(8, seed: 4)
        let model = try Model(
            Network { Dense(1, initializer: .uniform(limit: 2)) },
            input: [2],
            seed: 1
        )
        var expected = try weights(of: model)
        let start = expected
        try await Trainer(anyLoss: MeanSquaredError(), anyOptimizer: optimizer.optimizer)
            .learn(model, on: examples, epochs: steps, batchSize: 8)

        var memory = [[Double]](repeating: [0, 0], count: expected.count)
        for step in 1...steps {
            let gradients = LineGradient(examples)(expected)
            for index in expected.indices {
                optimizer.rule(&expected[index], gradients[index], &memory[index], step)
            }
        }
        let moved = zip(try weights(of: model), start).map { $0 - $1 }
        #expect(relativeDistance(moved, zip(expected, start).map { $0 - $1 }) < 1e-5)
    }

    /// The two weights and the bias.
    private func weights(of model: Model) throws -> [Double] {
        try ["layers.0.weight", "layers.0.bias"]
            .flatMap { try #require(model[parameter: $0]).doubles }
    }
}

/// The gradient of the mean of (w₁·x₁ + w₂·x₂ + b − y)², by hand.
private struct LineGradient {
    let inputs: [Double]
    let targets: [Double]

    init(_ examples: Examples) {
        inputs = examples.inputs.doubles
        targets = examples.targets.doubles
    }

    func callAsFunction(_ weights: [Double]) -> [Double] {
        var sums = [0.0, 0.0, 0.0]
        for (example, target) in targets.enumerated() {
            let (x1, x2) = (inputs[2 * example], inputs[2 * example + 1])
            let error = weights[0] * x1 + weights[1] * x2 + weights[2] - target
            for (index, input) in [x1, x2, 1].enumerated() { sums[index] += 2 * error * input }
        }
        return sums.map { $0 / Double(targets.count) }
    }
}
