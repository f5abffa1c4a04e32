public import Computation

/// Writes on: asks a model for the next token of each sequence, chooses one, and goes on with it.
///
/// ```swift
/// let writer = try TokenGenerator(model, prompts: [tokens], sampling: Sampling(temperature: 0.8), seed: 1)
/// while let tokens = try writer.next(), count < 200 { print(tokens[0]) }
/// ```
///
/// The model's outputs are logits, `[length, tokens]`. Each sequence has a random stream of its own: what it
/// becomes depends on the seed and its place, not on its neighbours.
public final class TokenGenerator {
    private let sequences: SequencePredictor
    private let tokenCount: Int
    private var streams: [RandomStream]
    private var logits: [[Float]]
    /// How tokens are chosen; may be changed at any time.
    public var sampling: Sampling
    /// Tokens that end a sequence.
    public let endings: Set<Int32>
    /// All tokens so far, with those that were given.
    public private(set) var tokens: [[Int32]]
    /// Which sequences have ended.
    public private(set) var hasEnded: [Bool]

    /// A writer that has read what it is to go on with.
    ///
    /// - Parameters:
    ///   - model: A model of sequences of tokens, with an output for each step.
    ///   - prompts: What each sequence begins with, at least one token.
    ///   - sampling: How tokens are chosen.
    ///   - seed: The same seed writes the same.
    ///   - endings: Tokens that end a sequence.
    /// - Throws: ``GenerationError`` where the model does not say what comes next, or the prompts or the
    ///   sampling are impossible.
    public init(
        _ model: Model,
        prompts: [[Int32]],
        sampling: Sampling = Sampling(),
        seed: UInt64 = 0,
        endings: Set<Int32> = []
    ) throws(GenerationError) {
        guard model.inputShape.rank == 1, model.outputShape.rank == 2,
            model.inputShape[0] == model.outputShape[0]
        else { throw .noLanguage(input: model.inputShape, output: model.outputShape) }
        tokenCount = model.outputShape[1]
        if let problem = sampling.problem { throw .sampling(problem) }
        for (index, prompt) in prompts.enumerated() {
            guard !prompt.isEmpty else { throw .emptyPrompt(index) }
            let stranger = prompt.first { $0 < 0 || $0 >= Int32(clamping: model.outputShape[1]) }
            if let stranger {
                throw .token(stranger, prompt: index, count: model.outputShape[1])
            }
        }
        do throws(ShapeError) {
            sequences = try SequencePredictor(model, count: prompts.count)
        } catch {
            throw .shape(error)
        }
        self.sampling = sampling
        self.endings = endings
        tokens = prompts
        hasEnded = Array(repeating: false, count: prompts.count)
        streams = prompts.indices.map { RandomStream(seed: seed, for: "generation", $0) }
        logits = []
        try read(prompts.map { $0.suffix(sequences.capacity ?? $0.count) })
    }

    /// The probability of each token to be the next, for each sequence.
    public var probabilities: [[Double]] {
        zip(logits, tokens).map { sampling.probabilities(of: $0, after: $1) }
    }

    /// Chooses the next token of each sequence and reads it.
    ///
    /// - Parameter allows: Whether a token may follow in a sequence, by its number; nil allows all. A sequence in which
    ///   none may follow ends.
    /// - Returns: One token for each sequence, −1 for one that had ended; nil when all have.
    /// - Throws: ``GenerationError`` where the sampling has become impossible.
    public func next(
        allowing allows: ((_ sequence: Int, _ token: Int32) -> Bool)? = nil
    ) throws(GenerationError) -> [Int32]? {
        if let problem = sampling.problem { throw .sampling(problem) }
        guard hasEnded.contains(false) else { return nil }
        if !isRead { try readLast() }
        var chosen: [Int32] = []
        for index in tokens.indices {
            guard !hasEnded[index] else {
                chosen.append(-1)
                continue
            }
            var scores = logits[index]
            if let allows {
                for token in scores.indices where !allows(index, Int32(token)) {
                    scores[token] = -.infinity
                }
                guard scores.contains(where: { $0 > -.infinity }) else {
                    hasEnded[index] = true
                    chosen.append(-1)
                    continue
                }
            }
            let probabilities = sampling.probabilities(of: scores, after: tokens[index])
            let token = Sampling.draw(probabilities, &streams[index])
            tokens[index].append(token)
            chosen.append(token)
            hasEnded[index] = endings.contains(token)
        }
        isRead = false
        return chosen
    }

    /// Whether the logits are those after the last token.
    private var isRead = true

    private func readLast() throws(GenerationError) {
        let longest = sequences.lengths.max() ?? 0
        guard let capacity = sequences.capacity, longest == capacity else {
            return try read(tokens.indices.map { hasEnded[$0] ? [] : tokens[$0].suffix(1) })
        }
        // There is no more room: what came last is read anew.
        sequences.begin()
        try read(tokens.map { $0.suffix(max(1, capacity / 2)) })
    }

    private func read(_ steps: [ArraySlice<Int32>]) throws(GenerationError) {
        let longest = max(1, steps.map(\.count).max() ?? 1)
        let padded = steps.flatMap { $0 + Array(repeating: -1, count: longest - $0.count) }
        let outputs: Tensor
        do throws(ShapeError) {
            outputs = try sequences.outputs(for: Tensor(padded, shape: [steps.count, longest]))
        } catch {
            throw .shape(error)
        }
        let all = outputs.floats
        logits = steps.indices.map { index in
            let last = (index * longest + max(steps[index].count, 1) - 1) * tokenCount
            return Array(all[last..<last + tokenCount])
        }
        isRead = true
    }
}

/// What a model cannot go on with.
public enum GenerationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The model takes or gives something else than a sequence of tokens.
    case noLanguage(input: Shape, output: Shape)
    /// The sampling is impossible.
    case sampling(String)
    /// There is nothing to begin with.
    case emptyPrompt(Int)
    /// There is no such token.
    case token(Int32, prompt: Int, count: Int)
    /// The network cannot go on with sequences.
    case shape(ShapeError)

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .noLanguage(let input, let output):
            "the model makes \(output) of \(input), which says nothing of the next token; a model that writes "
                + "takes [length] tokens and gives [length, tokens]"
        case .sampling(let problem): problem
        case .emptyPrompt(let index):
            "prompt \(index + 1) is empty; give at least one token to begin with"
        case .token(let token, let prompt, let count):
            "prompt \(prompt + 1) has the token \(token); the model knows those from 0 to \(count - 1)"
        case .shape(let error): error.description
        }
    }
}
