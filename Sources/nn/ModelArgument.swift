import ArgumentParser
import Learners
import NeuralNetworks

/// The model file that a command uses.
struct ModelArgument: ParsableArguments {
    @Argument(help: "A model file, such as digits.safetensors.")
    var model: String

    @OptionGroup var processor: ProcessorOptions

    func load() throws -> Model {
        try Model(contentsOf: model, processor: processor.processor())
    }

    /// The model, if it reads digits.
    func loadDigitReader() throws -> Model {
        let result = try load()
        guard DigitPreparation.suits(result) else {
            throw Complaint(
                "\(model): takes inputs of shape \(result.inputShape), not pictures of 28×28 pixels"
            )
        }
        return result
    }
}
