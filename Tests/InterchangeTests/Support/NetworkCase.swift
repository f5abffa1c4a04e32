import Computation
import NeuralNetworks
import TestSupport

/// A network whose text must do what the model does, and inputs to see it on.
struct NetworkCase: Sendable {
    let name: String
    let model: Model
    let inputs: [[Float]]

    /// Draws weights, biases and inputs.
    init(
        _ name: String,
        input shape: Shape,
        _ interpretation: Interpretation = .values,
        inputs count: Int = 4,
        @NetworkBuilder _ layers: () -> [any Layer]
    ) throws {
        self.name = name
        model = try Model(
            Network(layers()),
            input: shape,
            seed: 7,
            information: ModelInformation(interpretation: interpretation)
        )
        var stream = RandomStream(test: 11)
        // Biases begin at zero, and a forgotten one would not be noticed.
        for name in model.parameterNames where name.hasSuffix("bias") {
            let count = model[parameter: name]?.shape.count ?? 0
            try model.setParameter(name, to: Tensor(stream.numbers(count)))
        }
        inputs = (0..<count).map { _ in stream.numbers(shape.count, in: 0...1) }
    }

    /// What the model predicts for each input.
    func predictions() throws -> [[Float]] {
        try inputs.map { try model.predict(Tensor($0, shape: model.inputShape)).floats }
    }

    /// Numbers at the ends of what Float can hold, and one whose shortest decimal is long.
    static let extremes: [Float] = [
        .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
        Float(bitPattern: 8_810), 16_777_216,
        0.1, -1 / 3, 1.000_000_1, 8.589_973e9, -3.402_823_3e38,
    ]

    /// The digit network, one neuron, a quadratic cost, and every layer that can be written; the
    /// first has 784 inputs, the last gives the extremes.
    static func all() throws -> [NetworkCase] {
        let digits = try NetworkCase("digits", input: [28, 28], .classLogits) {
            Flatten()
            Dense(16, activation: .relu)
            Dense(16, activation: .relu)
            Dense(10)
        }
        let quadratic = try NetworkCase("quadratic cost", input: [4, 4]) {
            Flatten()
            Dense(6, activation: .sigmoid)
            Dense(3, activation: .sigmoid)
        }
        let neuron = try NetworkCase("one neuron", input: [1], .independentLogits) { Dense(1) }
        let parts = try NetworkCase("every layer", input: [2, 3], .classLogits) {
            Activation(.tanh)
            Flatten()
            Dropout(0.5)
            Dense(5, usesBias: false).named("hidden").named("outer")
            Network {
                Activation(.silu)
                Dense(4)
                Activation(.identity)
            }.named("inner")
            Activation(.gelu)
            Activation(.softmax)
        }
        let nothing = try NetworkCase("no layer with weights", input: [2, 2]) { Flatten() }
        let functions = try ActivationFunction.allCases.map { function in
            try NetworkCase("\(function)", input: [6], .independentLogits, inputs: 12) {
                Dense(5, activation: function, initializer: .normal(deviation: 3))
                Activation(function)
                Dense(2)
            }
        }
        let extremes = try NetworkCase("extremes", input: [1], inputs: 0) {
            Dense(NetworkCase.extremes.count, usesBias: false)
        }
        try extremes.model.setParameter(
            "layers.0.weight",
            to: Tensor(NetworkCase.extremes, shape: [NetworkCase.extremes.count, 1])
        )
        return [digits, quadratic, neuron, parts, nothing] + functions + [extremes]
    }
}
