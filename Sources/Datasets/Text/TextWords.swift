/// Texts as words, for counting them.
public enum TextWords {
    /// The words and signs of a text, in lower case.
    ///
    /// A word is a run of letters, numbers, and apostrophes between them; each other character that is no white space
    /// is a sign of its own.
    public static func words(of text: String) -> [String] {
        var words: [String] = []
        TextPieces(text).forEachWordPiece { piece, _ in
            let word = String(decoding: piece, as: UTF8.self).lowercased().trimmed
            if !word.isEmpty { words.append(String(word)) }
        }
        return words
    }

    /// All runs of words of some lengths, such as words and pairs of words, joined by a space.
    ///
    /// - Parameters:
    ///   - words: The words in their order.
    ///   - lengths: How many words a run has, from 1.
    /// - Returns: The runs, the shortest first.
    public static func runs(of words: [String], lengths: ClosedRange<Int>) -> [String] {
        var runs: [String] = []
        for length in lengths where length >= 1 && length <= words.count {
            for start in 0...(words.count - length) {
                runs.append(words[start..<start + length].joined(separator: " "))
            }
        }
        return runs
    }

    /// All parts of words of some lengths, each word with a space before and after it: of "at" those of three characters are
    /// " at" and "at ".
    ///
    /// Words that are written anew each time, or share a stem, still share their parts.
    ///
    /// - Parameters:
    ///   - words: The words.
    ///   - lengths: How many characters a part has, from 1. Of a word that is shorter with its spaces, all of it is a part.
    /// - Returns: The parts, word by word.
    public static func parts(of words: [String], lengths: ClosedRange<Int>) -> [String] {
        var parts: [String] = []
        for word in words {
            let padded = Array(" \(word) ")
            for length in lengths where length >= 1 {
                guard length < padded.count else {
                    parts.append(String(padded))
                    break
                }
                for start in 0...(padded.count - length) {
                    parts.append(String(padded[start..<start + length]))
                }
            }
        }
        return parts
    }
}
