/// A raw model that answers a row of cells that a person fills in, one by one.
public protocol RowAnswers: RawModel {
    /// The cells that it reads.
    var fields: [RowField] { get }

    /// What the model answers to one row.
    ///
    /// - Parameter cells: The text of each cell by its name; those left out count as missing.
    /// - Returns: One answer.
    /// - Throws: Any error that says in one line what was wrong.
    func predict(row cells: [String: String]) throws -> [Prediction]
}

/// A cell that a model reads.
public struct RowField: Hashable, Sendable, Codable {
    /// The column's name.
    public let name: String
    /// The texts that are known; none where any number, date or words may stand there.
    public let choices: [String]
    /// What stands there usually; may be empty.
    public let usual: String

    /// A cell of its parts.
    public init(_ name: String, choices: [String] = [], usual: String = "") {
        (self.name, self.choices, self.usual) = (name, choices, usual)
    }
}
