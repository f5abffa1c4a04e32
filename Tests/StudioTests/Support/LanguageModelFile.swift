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
        _ architecture: LanguageLearner.Architecture,
        form: LanguageData.Form = .running,
        tokenizer: Tokenizer? = nil
    ) throws {
        let text =
            form == .lines
            ? (0..<40).map { "fox \($0)" }.joined(separator: "\n")
            : String(repeating: Self.text, count: 40)
        let learner = LanguageLearner(
            architecture,
            size: LanguageLearner.Size(width: 8, blocks: 2, heads: 2, context: Self.context)
        )
        let data = try LanguageData(
            LanguageText(text),
            tokenizer: tokenizer ?? .characters(of: text, end: form == .lines),
            form: form,
            context: Self.context
        )
        model = try learner.makeModel(for: data)
        preparation = try LanguagePreparation(of: model)
        try model.save(to: path)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
