import Datasets
import NeuralNetworks

/// A raw model that answers texts: its inputs are these themselves, or files that hold them.
public protocol TextAnswers: RawModel {
    /// What the model answers to a text.
    ///
    /// - Parameters:
    ///   - text: The text itself, never the name of a file.
    ///   - name: What it is called in the answer.
    /// - Returns: One answer.
    /// - Throws: Any error that says in one line what was wrong.
    func predict(text: String, named name: String) throws -> Prediction
}

extension TextAnswers {
    /// What the model answers to a text, or to a file that holds one.
    ///
    /// - Parameter input: A text, or the name of a text file: a text is no file's name, so that what looks like one, and is
    ///   there, is one.
    /// - Returns: One answer.
    /// - Throws: Any error that says in one line what was wrong.
    public func predict(_ input: String) throws -> [Prediction] {
        let isFile = !input.contains("\n") && (try? WholeFile.read(input, limit: 1 << 24)) != nil
        guard isFile else { return [try predict(text: input)] }
        return [try predict(text: LanguageText(file: input).text, named: input)]
    }

    /// What the model answers to a text, which is called by its beginning.
    ///
    /// - Parameter text: The text itself.
    /// - Returns: One answer.
    /// - Throws: Any error that says in one line what was wrong.
    public func predict(text: String) throws -> Prediction {
        try predict(text: text, named: text.count > 60 ? text.prefix(59) + "…" : text)
    }
}
