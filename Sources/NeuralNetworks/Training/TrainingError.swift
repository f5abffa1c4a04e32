public import Computation

/// Why a training cannot start or go on.
public enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The network, its loss and the examples do not fit together.
    case shape(ShapeError)
    /// The examples have another shape than the model's inputs.
    case inputShape(expected: Shape, found: Shape)
    /// The names of the examples' inputs are not those of the network.
    case parts(String)
    /// There is nothing to learn from.
    case noExamples
    /// A label names no output.
    case labelOutOfRange(label: Int, example: Int, outputs: Int)
    /// A setting is outside what makes sense.
    case setting(name: String, value: String, expected: String)
    /// The model's weights were no finite numbers when the training began.
    case weightsNotFinite(name: String, index: Int)
    /// A weight became no finite number in the last step of an epoch.
    case weightsDiverged(name: String, epoch: Int, learningRate: Double)
    /// An example holds a value that is no finite number.
    case inputNotFinite(example: Int)
    /// The examples of an epoch cannot be changed as wished.
    case transformation(epoch: Int, reason: String)
    /// The model is learning already.
    case alreadyLearning
    /// The training was finished before.
    case finished
    /// The loss is no number any more.
    case lossNotFinite(loss: String, epoch: Int, step: Int, learningRate: Double)

    /// One line: what was wrong, where, what was expected, how to mend it.
    public var description: String {
        switch self {
        case .shape(let error): error.description
        case .inputShape(let expected, let found):
            "the model takes examples of shape \(expected), but these are \(found)"
        case .parts(let problem): problem
        case .noExamples: "there are no examples to learn from"
        case .labelOutOfRange(let label, let example, let outputs):
            "example \(example) has the label \(label), but the network has \(outputs) outputs, "
                + "for the labels 0 to \(outputs - 1)"
        case .setting(let name, let value, let expected):
            "the \(name) must be \(expected), not \(value)"
        case .weightsNotFinite(let name, let index):
            "the weights \(name) hold a value at place \(index) that is no finite number; begin "
                + "with fresh weights"
        case .weightsDiverged(let name, let epoch, let learningRate):
            "the weights \(name) are no finite numbers after epoch \(epoch), at the learning rate "
                + "\(learningRate); try a tenth of it"
        case .inputNotFinite(let example):
            "example \(example) holds a value that is no finite number; mend it or leave it out"
        case .transformation(let epoch, let reason):
            "the examples cannot be changed for epoch \(epoch): \(reason)"
        case .alreadyLearning:
            "the model is learning already; wait until that training has ended"
        case .finished: "the training is finished and takes no more steps; begin another one"
        case .lossNotFinite(let loss, let epoch, let step, let learningRate):
            "the loss became \(loss) in epoch \(epoch), step \(step), at the learning rate "
                + "\(learningRate); try a tenth of it"
        }
    }
}
