public import NeuralNetworks

/// A text as one long sequence of tokens, of which the last part is held out.
///
/// ```swift
/// let text = try LanguageText(file: "shakespeare.txt")
/// let tokenizer = try Tokenizer.characters(of: text.text)
/// let running = try RunningText(text, tokenizer: tokenizer)
/// let windows = try running.windows(of: 64)
/// let trainer = Trainer(augmentation: windows, …)  // other windows in each epoch
/// let training = windows.examples(seed: 1, epoch: 1)
/// ```
public struct RunningText: Hashable, Sendable {
    /// The tokens to learn from.
    public let training: [Int32]
    /// The tokens that are held out.
    public let validation: [Int32]
    private let heldOut: String
    private let name: String

    /// Cuts a text, and then makes tokens of both parts.
    ///
    /// The cut does not depend on the tokenizer, so that what different ones reach is comparable by character.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - tokenizer: What makes tokens of it.
    ///   - validation: The share of the characters that is held out, taken from the end.
    /// - Throws: ``LanguageTextError`` where the share is none, the tokenizer does not take the text, or there
    ///   is nothing to learn from.
    public init(
        _ text: LanguageText,
        tokenizer: Tokenizer,
        validation: Double = 0.1
    ) throws(LanguageTextError) {
        let parts = try text.split(validation: validation)
        do {
            training = try tokenizer.encode(parts.training.text)
            self.validation = try tokenizer.encode(parts.validation.text)
        } catch {
            // The whole text knows in which of its lines the fault is.
            do { _ = try tokenizer.encode(text.text) } catch {
                throw .tokenizer(error, name: text.name)
            }
            throw .tokenizer(error, name: text.name)
        }
        heldOut = parts.validation.text
        name = text.name
        guard training.count > 1 else {
            throw .tooShort(tokens: training.count, context: 1, name: name)
        }
    }

    /// Examples to learn from, other ones in each epoch.
    ///
    /// - Parameters:
    ///   - context: How many tokens an example has.
    ///   - order: Where examples begin.
    /// - Returns: The windows.
    /// - Throws: ``LanguageTextError`` where the text is too short.
    public func windows(
        of context: Int,
        _ order: TextWindows.Order = .drawn
    ) throws(LanguageTextError) -> TextWindows {
        guard context > 0 else { throw .context(context) }
        guard training.count > context else {
            throw .tooShort(tokens: training.count, context: context, name: name)
        }
        return TextWindows(tokens: training, context: context, order: order)
    }

    /// Examples to validate on: one after another without overlap, so that each token that is held out is
    /// predicted once.
    ///
    /// The first is predicted from the last token to learn from; the last example is padded with −1.
    ///
    /// A mean over examples of each one's mean counts the tokens of a padded example more than others; with a
    /// context that divides the number of tokens it is the mean over tokens.
    ///
    /// - Parameter context: How many tokens an example has.
    /// - Returns: Inputs and targets `int32 [count, context]`, none where nothing is held out.
    /// - Throws: ``LanguageTextError/context(_:)`` for a context of less than 1.
    public func validationExamples(context: Int) throws(LanguageTextError) -> Examples {
        guard context > 0 else { throw .context(context) }
        let tokens = training.suffix(1) + validation
        let starts = stride(from: 0, to: max(0, tokens.count - 1), by: context)
        return .shifted(
            starts.map { tokens[(tokens.startIndex + $0)...].prefix(context + 1) },
            context: context
        )
    }

    /// The score of a model that predicts the tokens that are held out.
    ///
    /// - Parameter natsPerToken: The mean loss of these tokens, in nats.
    /// - Returns: The loss by token, character and byte.
    public func score(natsPerToken: Double) -> LanguageScore {
        LanguageScore(
            natsPerToken: natsPerToken,
            tokenCount: validation.count,
            characterCount: heldOut.unicodeScalars.count,
            byteCount: heldOut.utf8.count
        )
    }
}

extension Examples {
    /// Of each sequence all but the last token as input, all but the first as targets, padded with −1 at the
    /// end; no sequence is longer than the context and one more.
    static func shifted(_ sequences: [ArraySlice<Int32>], context: Int) -> Examples {
        func tensor(_ part: (ArraySlice<Int32>) -> ArraySlice<Int32>) -> Tensor {
            var elements: [Int32] = []
            elements.reserveCapacity(sequences.count * context)
            for sequence in sequences {
                let tokens = part(sequence)
                elements += tokens
                elements += repeatElement(-1, count: max(0, context - tokens.count))
            }
            return Tensor(elements, shape: [sequences.count, context])
        }
        return Examples(
            unchecked: tensor { $0.dropLast() },
            targets: tensor { $0.dropFirst() },
            classNames: []
        )
    }
}
