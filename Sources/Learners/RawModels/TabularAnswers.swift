import Datasets

/// A raw model whose answers are rows of a table themselves, for spreadsheets and other programs.
public protocol TabularAnswers: RawModel {
    /// The names of the columns of the answers, and a row for each.
    ///
    /// - Parameter input: What ``RawModel/predict(_:)`` takes.
    /// - Returns: The header and the rows.
    /// - Throws: Any error that says in one line what was wrong.
    func rows(_ input: String) throws -> [[String]]
}

extension TabularAnswers {
    /// The answers as CSV.
    ///
    /// - Throws: Any error that says in one line what was wrong.
    public func csv(_ input: String) throws -> String {
        try rows(input).map { CSVLine.text(of: $0) }.joined()
    }
}
