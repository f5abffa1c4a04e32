import NeuralNetworks

/// A text to learn a language from.
public struct LanguageText: Hashable, Sendable {
    /// The text.
    public let text: String
    /// The file that it comes from, or another name for the words of an error.
    public let name: String

    /// A text that is there.
    public init(_ text: String, name: String = "the text") {
        (self.text, self.name) = (text, name)
    }

    /// Reads a file of UTF-8; a byte-order mark at its beginning is left out.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that are accepted.
    /// - Throws: ``DataFileError`` where it cannot be read, is empty, or is encoded otherwise.
    public init(file path: String, limit: Int = 1 << 30) throws(DataFileError) {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path, limit: limit)
        } catch {
            throw DataFileError(file: path, problem: .unreadable(error.problem))
        }
        try self.init(bytes: bytes, file: path)
    }

    /// The text of a file's bytes, UTF-8; a byte-order mark at its beginning is left out.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Throws: ``DataFileError`` where there are none, or they are encoded otherwise.
    public init(bytes: [UInt8], file: String) throws(DataFileError) {
        do throws(DataFileError.Problem) {
            self.init(try Self.decoded(bytes), name: file)
        } catch {
            throw DataFileError(file: file, problem: error)
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws(DataFileError.Problem) -> String {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
        guard !content.isEmpty else { throw .empty }
        if let text = String(validating: content, as: UTF8.self) { return text }
        if let problem = DataFileError.Problem(encodingOf: bytes) { throw problem }
        let offset = UTF8Sequence.firstFault(in: bytes) ?? 0
        throw .notUTF8(byte: bytes[offset], offset: offset)
    }

    /// The text cut in two: the last share of its characters (Unicode scalars) is for validation.
    ///
    /// What a tokenizer learns from the first part alone knows nothing of the second.
    ///
    /// - Parameter validation: The share, from 0 up to, but not including, 1.
    /// - Returns: The two parts.
    /// - Throws: ``LanguageTextError/share(_:)`` for another share.
    public func split(
        validation: Double = 0.1
    ) throws(LanguageTextError) -> (training: LanguageText, validation: LanguageText) {
        guard validation >= 0, validation < 1 else { throw .share(validation) }
        let scalars = text.unicodeScalars
        let cut = scalars.index(
            scalars.startIndex,
            offsetBy: Int((Double(scalars.count) * (1 - validation)).rounded(.down))
        )
        return (
            LanguageText(String(scalars[..<cut]), name: name),
            LanguageText(String(scalars[cut...]), name: name)
        )
    }
}

/// Why a text cannot be made examples of.
public enum LanguageTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The share of validation is none.
    case share(Double)
    /// There cannot be so many tokens in an example.
    case context(Int)
    /// The tokenizer does not take the text.
    case tokenizer(TokenizerError, name: String)
    /// There are too few tokens for one example.
    case tooShort(tokens: Int, context: Int, name: String)
    /// There are too few different lines for both parts.
    case tooFewLines(Int, name: String)
    /// Documents need a token for their end.
    case noEnd
    /// A sequence is longer than an example.
    case tooLong(sequence: Int, tokens: Int, context: Int)

    /// One line: what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .share(let share):
            "the share of validation is \(share); give a number from 0 to less than 1, such as 0.1"
        case .context(let context):
            "an example cannot have \(context) tokens; give 1 or more"
        case .tokenizer(let error, let name):
            "\(name): \(error)"
        case .tooShort(let tokens, let context, let name):
            "\(name): there are \(tokens.grouped) tokens to learn from, too few for examples of "
                + "\(context.grouped), which need \((context + 1).grouped); give a longer text or a "
                + "shorter context"
        case .tooFewLines(let lines, let name):
            "\(name): there are \(lines) different lines that are not empty, too few to learn from "
                + "some and validate on others; give more lines"
        case .noEnd:
            "the tokenizer has no token for the end of a document; make it with end: true"
        case .tooLong(let sequence, let tokens, let context):
            "sequence \(sequence.grouped) (from 0) has \(tokens.grouped) tokens to predict, more than the "
                + "\(context.grouped) of an example; give a context of \(tokens.grouped) or more"
        }
    }
}
