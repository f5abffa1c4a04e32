import NeuralNetworks

/// Why a tokenizer cannot be made, or cannot take a text.
public enum TokenizerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing to learn a vocabulary from.
    case emptyText
    /// There is no room for the tokens that there must be.
    case vocabularyTooSmall(asked: Int, least: Int)
    /// The text has a character that the tokenizer does not know, at a line and column from 1.
    case unknownCharacter(Unicode.Scalar, line: Int, column: Int, vocabularyCount: Int)

    /// One line: what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .emptyText:
            "the text is empty; give one to learn a vocabulary from"
        case .vocabularyTooSmall(let asked, let least):
            "a vocabulary of \(asked.grouped) tokens is too small; give \(least.grouped) or more"
        case .unknownCharacter(let character, let line, let column, let vocabularyCount):
            "the character \(Printable.named(character)) in line \(line.grouped), column "
                + "\(column.grouped) is none of the \(vocabularyCount.grouped) tokens; learn the "
                + "tokenizer from text that has it, or give it a token for what is unknown"
        }
    }

    /// The same, found in another line than the first.
    func inLine(_ line: Int) -> TokenizerError {
        guard case .unknownCharacter(let character, _, let column, let vocabularyCount) = self
        else {
            return self
        }
        return .unknownCharacter(
            character,
            line: line,
            column: column,
            vocabularyCount: vocabularyCount
        )
    }
}
