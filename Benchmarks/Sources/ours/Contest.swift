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

/// The network of a work, on pixels or on pictures.
func makeModel(_ work: some NetworkWork, processor: Processor) throws -> Model {
    let sizes = work.layers
    guard sizes.count > 1, sizes.allSatisfy({ $0 > 0 }) else {
        throw Refusal("a network needs the sizes of two layers at least, not \(sizes)")
    }
    guard let activation = ActivationFunction(rawValue: work.activation) else {
        throw Refusal("there is no activation \"\(work.activation)\"")
    }
    let hidden = sizes.dropFirst().dropLast().map { Dense($0, activation: activation) }
    let convolutions = try work.convolutions.map { try layers(of: $0, activation, for: sizes[0]) }
    return try Model(
        Network((convolutions ?? []) + hidden + [Dense(sizes[sizes.count - 1])]),
        input: work.inputShape,
        seed: 1,
        information: ModelInformation(interpretation: .values),
        processor: processor
    )
}

/// Convolutions and what lies between them and dense layers.
private func layers(
    of convolutions: Work.Convolutions,
    _ activation: ActivationFunction,
    for inputs: Int
) throws -> [any Layer] {
    let kernel = convolutions.kernel
    guard kernel > 0, convolutions.filters.allSatisfy({ $0 > 0 }) else {
        throw Refusal("convolutions need filters of one pixel at least, not \(convolutions)")
    }
    guard convolutions.outputs == inputs else {
        throw Refusal("the convolutions give \(convolutions.outputs) numbers, not \(inputs)")
    }
    let pooled = convolutions.filters.flatMap { filters -> [any Layer] in
        [
            Conv2D(
                filters,
                kernel: Extent2D(down: kernel, across: kernel),
                padding: .same,
                activation: activation
            ),
            MaxPooling2D(window: 2),
        ]
    }
    return pooled + [Flatten()]
}

/// A trainer with the optimizer that a work names.
func makeTrainer(_ training: Work.Training, processor: Processor) throws -> Trainer {
    let optimizer: any Optimizer
    switch training.optimizer {
    case "sgd": optimizer = .sgd(learningRate: 0.1)
    case "momentum": optimizer = .sgd(learningRate: 0.01, momentum: 0.9)
    case "adam": optimizer = .adam(learningRate: 0.001)
    default: throw Refusal("there is no optimizer \"\(training.optimizer)\"")
    }
    return Trainer(loss: .softmaxCrossEntropy, optimizer: optimizer, processor: processor)
}

extension NetworkWork {
    /// The shape of one example as the network takes it.
    var inputShape: Shape {
        guard let convolutions else { return [layers.first ?? 0] }
        return [convolutions.side, convolutions.side]
    }
}

/// The same pictures as a network takes them: as rows of pixels where it has no convolutions.
func fitted(_ examples: Examples, to work: some NetworkWork) throws -> Examples {
    let (found, wanted) = (examples.inputShape.count, work.inputShape)
    guard found == wanted.count else {
        throw Refusal("the pictures have \(found) pixels, but the network takes \(wanted.count)")
    }
    return try Examples(
        inputs: examples.inputs.reshaped(to: Shape([examples.count] + wanted.sizes)),
        targets: examples.targets,
        classNames: examples.classNames
    )
}
