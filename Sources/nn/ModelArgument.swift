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

    /// A model with what its file says of raw files; nil for one that reads digits.
    func raw(_ loaded: Model) throws -> (any RawModel)? {
        do {
            return try RawModelCatalogue.open(loaded)
        } catch let error as RawModelError {
            throw Complaint("\(model): \(error)")
        }
    }

    /// The model, if it reads digits.
    func loadDigitReader() throws -> Model { try digitReader(load()) }

    /// A model, if it reads digits.
    func digitReader(_ loaded: Model) throws -> Model {
        guard DigitPreparation.suits(loaded) else {
            throw Complaint(
                "\(model): takes inputs of shape \(loaded.inputShape), not pictures of 28×28 pixels"
            )
        }
        return loaded
    }
}
