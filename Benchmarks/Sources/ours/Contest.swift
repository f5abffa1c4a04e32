import CBenchmarkSystem
import Conversation
import NeuralNetworks

/// Work that is ready to be done over and over.
protocol Contest {
    /// Does it for about so many seconds; the first time it warms up before.
    mutating func run(seconds: Double) async throws -> Lap
}

/// Times short calls: the clock is looked at once a millisecond, not once a call.
struct Repetition {
    private var callsPerLook = 1
    private var isWarm = false

    /// Calls over and over for so many seconds; the body is told the number of the call.
    mutating func run(seconds: Double, _ body: (Int) throws -> Void) rethrows -> Lap {
        if !isWarm {
            try warmUp(body)
            isWarm = true
        }
        var done = 0
        let start = system_seconds()
        var elapsed = 0.0
        repeat {
            for call in done..<done + callsPerLook { try body(call) }
            done += callsPerLook
            elapsed = system_seconds() - start
        } while elapsed < seconds
        return Lap(iterations: done, seconds: elapsed)
    }

    private mutating func warmUp(_ body: (Int) throws -> Void) rethrows {
        try body(0)
        while true {
            let start = system_seconds()
            for call in 0..<callsPerLook { try body(call) }
            if system_seconds() - start > 0.001 { return }
            callsPerLook *= 2
        }
    }
}

/// A network of dense layers by the widths of its layers, on flat pixels.
func makeModel(
    layers: [Int],
    activation: String,
    interpretation: Interpretation = .values,
    processor: Processor
) throws -> Model {
    guard layers.count > 1, layers.allSatisfy({ $0 > 0 }) else {
        throw Refusal("a network needs the sizes of two layers at least, not \(layers)")
    }
    guard let function = ActivationFunction(rawValue: activation) else {
        throw Refusal("there is no activation \"\(activation)\"")
    }
    let hidden = layers.dropFirst().dropLast().map { Dense($0, activation: function) }
    let network = Network(hidden + [Dense(layers[layers.count - 1])])
    return try Model(
        network,
        input: [layers[0]],
        seed: 1,
        information: ModelInformation(interpretation: interpretation),
        processor: processor
    )
}

/// A trainer with the optimizer that a work names.
func makeTrainer(_ training: Work.Training, processor: Processor) throws -> Trainer {
    let optimizer: any Optimizer
    switch training.optimizer {
    case "sgd": optimizer = .sgd(learningRate: 0.1)
    case "adam": optimizer = .adam(learningRate: 0.001)
    default: throw Refusal("there is no optimizer \"\(training.optimizer)\"")
    }
    return Trainer(loss: .softmaxCrossEntropy, optimizer: optimizer, processor: processor)
}

/// The same pictures as rows of pixels.
func flat(_ examples: Examples, width: Int) throws -> Examples {
    let found = examples.inputShape.count
    guard found == width else {
        throw Refusal("the pictures have \(found) pixels, but the network takes \(width)")
    }
    return try Examples(
        inputs: examples.inputs.reshaped(to: [examples.count, width]),
        targets: examples.targets,
        classNames: examples.classNames
    )
}
