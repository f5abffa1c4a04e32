import Datasets
import Foundation
import Learners
import NeuralNetworks

/// A file with a small language model that has learned nothing yet.
struct LanguageModelFile {
    let path = NSTemporaryDirectory() + "studio-language-\(UUID().uuidString).safetensors"
    let model: Model
    let preparation: LanguagePreparation

    static let text = "the quick brown fox jumps over the lazy dog; "
    static let context = 12

    init(
        _ architecture: LanguageNetwork.Architecture,
        form: LanguageForm = .running,
        tokenizer: Tokenizer? = nil
    ) throws {
        let text =
            form == .lines
            ? (0..<40).map { "fox \($0)" }.joined(separator: "\n")
            : String(repeating: Self.text, count: 40)
        var options = LanguageTask.Options(
            LanguageNetwork(
                architecture,
                size: LanguageNetwork.Size(width: 8, blocks: 2, heads: 2, context: Self.context)
            )
        )
        (options.form, options.tokenizer) = (form, tokenizer)
        model = try LanguageTask(LanguageText(text), options: options).lesson(0).model
        preparation = try LanguagePreparation(of: model)
        try model.save(to: path)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
