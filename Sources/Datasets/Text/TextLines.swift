public import NeuralNetworks

/// The lines of a text as documents, each a sequence of tokens of its own, of which a random share is held out.
///
/// ```swift
/// let names = try LanguageText(file: "names.txt")
/// let tokenizer = try Tokenizer.characters(of: names.text, end: true)
/// let lines = try TextLines(names, tokenizer: tokenizer, seed: 1)
/// let training = try lines.trainingExamples()
/// ```
public struct TextLines: Hashable, Sendable {
    /// The sequences to learn from, in the order of the text: the end token, the line's tokens, the end token.
    public let training: [[Int32]]
    /// The sequences that are held out.
    public let validation: [[Int32]]
    /// How many lines are the same as one before them; all of a kind are in the same part.
    public let duplicateCount: Int
    /// How many lines are empty, and left out.
    public let emptyCount: Int

    /// Makes sequences of lines.
    ///
    /// Lines end at LF or CRLF, which is not part of them. Lines that Unicode takes for the same are the same.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - tokenizer: What makes tokens of it, with a token for the end of a document.
    ///   - validation: The share of the different lines that is held out: at least one, unless it is 0.
    ///   - seed: The same seed holds out the same lines.
    /// - Throws: ``LanguageTextError``.
    public init(
        _ text: LanguageText,
        tokenizer: Tokenizer,
        validation: Double = 0.1,
        seed: UInt64 = 0
    ) throws(LanguageTextError) {
        guard let end = tokenizer.end else { throw .noEnd }
        guard validation >= 0, validation < 1 else { throw .share(validation) }

        // Each different line has a number, in the order in which they come.
        var numbers: [String: Int] = [:]
        var sequences: [(line: Int, tokens: [Int32])] = []
        var emptyCount = 0
        var lineNumber = 0
        var rest = text.text.utf8[...]
        while !rest.isEmpty {
            var line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest[line.endIndex...].dropFirst()
            lineNumber += 1
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            guard !line.isEmpty else {
                emptyCount += 1
                continue
            }
            let content = String(Substring(line))
            let number = numbers[content] ?? numbers.count
            numbers[content] = number
            do {
                sequences.append((number, [end] + (try tokenizer.encode(content)) + [end]))
            } catch {
                throw .tokenizer(error.inLine(lineNumber), name: text.name)
            }
        }

        let heldOutCount =
            validation == 0 ? 0 : max(1, Int((Double(numbers.count) * validation).rounded()))
        guard heldOutCount < numbers.count else {
            throw .tooFewLines(numbers.count, name: text.name)
        }
        var order = (0..<numbers.count).map { Int32($0) }
        var stream = RandomStream(seed: seed, for: "held-out lines")
        var span = order.mutableSpan
        stream.shuffle(&span)
        let heldOut = Set(order.prefix(heldOutCount))
        let isHeldOut = { (line: Int) in heldOut.contains(Int32(line)) }
        training = sequences.filter { !isHeldOut($0.line) }.map(\.tokens)
        self.validation = sequences.filter { isHeldOut($0.line) }.map(\.tokens)
        duplicateCount = sequences.count - numbers.count
        self.emptyCount = emptyCount
    }

    /// How many tokens the longest sequence of both parts has to predict: the least context for all.
    public var longest: Int { max(1, (training + validation).map { $0.count - 1 }.max() ?? 1) }

    /// Examples to learn from.
    ///
    /// - Parameter context: How many tokens an example has; nil is ``longest``.
    /// - Returns: Inputs and targets `int32 [count, context]`, padded with −1 at the end.
    /// - Throws: ``LanguageTextError`` where a sequence is longer than the context.
    public func trainingExamples(context: Int? = nil) throws(LanguageTextError) -> Examples {
        try Self.examples(training, context: context ?? longest)
    }

    /// Examples to validate on.
    ///
    /// - Parameter context: How many tokens an example has; nil is ``longest``.
    /// - Returns: Inputs and targets `int32 [count, context]`, padded with −1 at the end.
    /// - Throws: ``LanguageTextError`` where a sequence is longer than the context.
    public func validationExamples(context: Int? = nil) throws(LanguageTextError) -> Examples {
        try Self.examples(validation, context: context ?? longest)
    }

    /// Examples of sequences: each token's target is the token after it.
    ///
    /// - Parameters:
    ///   - sequences: Tokens, such as those of one of the groups of ``LengthGroup``.
    ///   - context: How many tokens an example has.
    /// - Returns: Inputs and targets `int32 [count, context]`, padded with −1 at the end.
    /// - Throws: ``LanguageTextError`` where a sequence is longer than the context.
    public static func examples(
        _ sequences: [[Int32]],
        context: Int
    ) throws(LanguageTextError) -> Examples {
        guard context > 0 else { throw .context(context) }
        if let index = sequences.firstIndex(where: { $0.count > context + 1 }) {
            let tokens = sequences[index].count - 1
            throw .tooLong(sequence: index, tokens: tokens, context: context)
        }
        return .shifted(sequences.map { $0[...] }, context: context)
    }
}
