import Learners
import NeuralNetworks

/// What is said of an epoch.
struct EpochTelling: Sendable {
    /// To people: a line, or more.
    var text: String
    /// To programs: a line of JSON.
    var fields: [String: JSONValue]

    /// What is said where a task says nothing else.
    init(_ epoch: Epoch) {
        text = "\(epoch)"
        fields = [
            "epoch": .count(epoch.number), "loss": .number(epoch.training.loss),
            "examples_per_second": .number(epoch.examplesPerSecond.rounded()),
            "seconds": .number(epoch.seconds),
        ]
        fields["accuracy"] = epoch.training.accuracy.map(JSONValue.number)
        fields["validation_loss"] = epoch.validation.map { .number($0.loss) }
        fields["validation_accuracy"] = epoch.validation?.accuracy.map(JSONValue.number)
    }
}
