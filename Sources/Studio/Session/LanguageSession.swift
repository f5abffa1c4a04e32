import Datasets
import Learners
import NeuralNetworks
import Synchronization

/// A language model that is watched while it writes: it may be asked from any thread.
///
/// It keeps nothing of the pages that ask. What is asked names the whole text, so that pages need no sessions of
/// their own, and one that is opened by its address says the same again.
final class LanguageSession: Sendable {
    let model: Model
    let preparation: LanguagePreparation
    /// How many tokens the model looks back at; nil for all.
    let window: Int?
    let attentionLayers: [LanguageMessage.AttentionLayer]
    let recurrentLayers: [LanguageMessage.RecurrentLayer]
    private let readers: Mutex<TextReaders>

    /// A session of a model.
    ///
    /// - Throws: ``StudioProblem`` where the model does not write.
    init(_ model: Model, named name: String) throws(StudioProblem) {
        do {
            preparation = try LanguagePreparation(of: model)
            // The same checks as before any writing.
            _ = try TokenGenerator(model, prompts: [[0]])
            window = try SequencePredictor(model).capacity
            attentionLayers = try model.attention(on: [0]).map {
                LanguageMessage.AttentionLayer(path: $0.path, heads: $0.headCount)
            }
            recurrentLayers = try model.gates(on: [0]).map {
                LanguageMessage.RecurrentLayer(
                    path: $0.path,
                    level: $0.level,
                    units: $0.states.shape[-1],
                    maps: $0.maps.map(\.name)
                )
            }
        } catch {
            throw StudioProblem("\(name): \(error)")
        }
        self.model = model
        readers = Mutex(TextReaders(model))
    }

    /// The tokens that a text begins with.
    func beginning(_ prompt: String) throws -> TextMessage {
        guard prompt.utf8.count <= Limits.promptBytes else {
            throw StudioError.badRequest(
                "a text begins with at most \(Limits.promptBytes) bytes, not \(prompt.utf8.count)"
            )
        }
        let tokens = try preparation.beginning(prompt)
        return try read(WrittenText(tokens: tokens, given: tokens.count))
    }

    /// The words of a text's tokens.
    func read(_ text: WrittenText) throws(StudioError) -> TextMessage {
        try check(text)
        return TextMessage(
            given: text.given,
            pieces: pieces(of: text.tokens),
            hasEnded: hasEnded(text)
        )
    }

    /// What might come after a text.
    func choice(_ request: ChoiceRequest) throws -> ChoiceMessage {
        let text = request.text
        try check(text)
        if let drawn = request.drawn { try check(drawn) }
        return try Choice(after: text, by: request.sampling.sampling(), in: self)
            .message(drawn: request.drawn)
    }

    /// One more token: drawn, or the one that is asked for.
    func write(_ request: WriteRequest) throws -> WriteMessage {
        let text = request.text
        try check(text)
        guard request.seed <= Limits.seed else {
            throw StudioError.badRequest(
                "the seed must be at most \(Limits.seed), not \(request.seed)"
            )
        }
        guard !hasEnded(text) else {
            throw StudioError.conflict(
                "the text has ended; take its last token back, or begin anew"
            )
        }
        guard text.tokens.count < Limits.tokens else {
            throw StudioError.conflict(
                "the text has \(Limits.tokens) tokens, and more are not written here; begin anew"
            )
        }
        if let token = request.token { try check(token) }
        let choice = try Choice(after: text, by: request.sampling.sampling(), in: self)
        let token = request.token ?? choice.draw(seed: request.seed)
        let all = WrittenText(tokens: text.tokens + [token], given: text.given)
        return WriteMessage(
            piece: pieces(of: all.tokens)[text.tokens.count],
            choice: choice.message(drawn: token),
            hasEnded: hasEnded(all)
        )
    }

    /// What the model says of the token after a text.
    func logits(after text: WrittenText) throws -> [Float] {
        let start = start(of: text)
        return try readers.withLock { try $0.logits(after: text.tokens[start...], from: start) }
    }

    /// The first token that the model looks back at.
    ///
    /// It reads until its window is full, and then goes on with the last half of it, as `TokenGenerator` does.
    func start(of text: WrittenText) -> Int {
        guard let window else { return 0 }
        let first = max(0, min(text.given, text.tokens.count) - window)
        let length = text.tokens.count - first
        guard length > window else { return first }
        let step = window + 1 - max(1, window / 2)
        return first + (length - window + step - 1) / step * step
    }

    func check(_ text: WrittenText) throws(StudioError) {
        guard (1...Limits.tokens).contains(text.tokens.count) else {
            throw .badRequest(
                "a text has 1 to \(Limits.tokens) tokens, not \(text.tokens.count)"
            )
        }
        guard (1...Limits.tokens).contains(text.given) else {
            throw .badRequest(
                "1 to \(Limits.tokens) tokens of a text are given, not \(text.given)"
            )
        }
        for token in text.tokens { try check(token) }
    }

    private func check(_ token: Int32) throws(StudioError) {
        let count = preparation.tokenizer.vocabularyCount
        guard token >= 0, Int(token) < count else {
            throw .badRequest(
                "there is no token \(token); the model knows those from 0 to \(count - 1)"
            )
        }
    }

    private func hasEnded(_ text: WrittenText) -> Bool {
        text.tokens.dropFirst(text.given).contains { preparation.endings.contains($0) }
    }

    private func pieces(of tokens: [Int32]) -> [TextMessage.Piece] {
        var decoder = TokenDecoder(preparation.tokenizer)
        return tokens.map { token in
            TextMessage.Piece(
                token: token,
                text: decoder.decode([token]),
                name: preparation.tokenizer.token(at: Int(token))
            )
        }
    }
}
