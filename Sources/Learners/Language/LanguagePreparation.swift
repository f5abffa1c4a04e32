public import Datasets
public import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How text becomes the tokens that a language model reads, and its tokens text.
public struct LanguagePreparation: Sendable {
    /// What makes tokens of text.
    public let tokenizer: Tokenizer
    /// What the text consisted of that the model learned from.
    public let form: LanguageForm

    /// A preparation.
    public init(_ tokenizer: Tokenizer, _ form: LanguageForm) {
        (self.tokenizer, self.form) = (tokenizer, form)
    }

    /// What the file of a language model says of its kind.
    static let kind = "language"

    /// Whether a model says that it learned a language.
    public static func isNamed(in model: Model) -> Bool {
        model.information.preparation["kind"] == kind
    }

    /// What a model file says of it.
    ///
    /// - Parameter model: A language model.
    /// - Throws: ``LanguageModelError`` where the model is none.
    public init(of model: Model) throws(LanguageModelError) {
        let preparation = model.information.preparation
        guard LanguagePreparation.isNamed(in: model), let text = preparation["tokenizer"] else {
            throw .noLanguage(network: model.network.layers.count)
        }
        guard let form = LanguageForm(rawValue: preparation["form"] ?? "running"),
            let tokenizer = try? JSONDecoder().decode(Tokenizer.self, from: Data(text.utf8)),
            // A number for each token that there is, behind each token that is read.
            model.inputShape.rank == 1,
            model.outputShape == Shape(model.inputShape.sizes + [tokenizer.vocabularyCount])
        else { throw .damaged }
        self.init(tokenizer, form)
    }

    /// What a model file says about its preparation.
    var information: [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Names of tokens can always be written.
        let text = (try? encoder.encode(tokenizer)).map { String(decoding: $0, as: UTF8.self) }
        return ["kind": Self.kind, "form": form.rawValue, "tokenizer": text ?? ""]
    }

    /// The tokens that writing begins with.
    ///
    /// - Parameter prompt: The text to go on with; nothing begins a line, or with the likeliest beginning.
    /// - Returns: At least one token.
    /// - Throws: `TokenizerError` where the tokenizer does not know what it is given.
    public func beginning(_ prompt: String) throws(TokenizerError) -> [Int32] {
        let tokens = try tokenizer.encode(prompt)
        if form == .lines, let end = tokenizer.end { return [end] + tokens }
        if !tokens.isEmpty { return tokens }
        // A text begins as after the end of a line.
        if let line = try? tokenizer.encode("\n"), !line.isEmpty { return line }
        return [0]
    }

    /// The tokens that end what is written; none in running text.
    public var endings: Set<Int32> { Set([tokenizer.end].compactMap(\.self)) }
}

/// Why a model does not write.
public enum LanguageModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It learned something else.
    case noLanguage(network: Int)
    /// What it says about its tokens makes no sense.
    case damaged

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .noLanguage:
            "is no language model; one that writes is made by: nn train language FILE.txt"
        case .damaged:
            "the table of tokens in the file is damaged, or of another network; train the model anew"
        }
    }
}
