/// One of the examples of a task, to be looked at.
public struct LearningExample: Hashable, Sendable {
    /// Where it comes from: a file, or a row of one.
    public let source: String
    /// The answer that is wanted, as people write it.
    public let answer: String
    /// What it looks like, where it can be drawn.
    public let picture: ReportPicture?
    /// What it says, where it consists of words or of the cells of a row.
    public let text: String
    /// What a model takes to answer it, as ``RawModel/predict(_:)``; nil where it takes something else.
    public let input: String?
    /// The cells of a row by the names of their columns; empty where it is none.
    public let cells: [String: String]

    /// An example of its parts.
    public init(
        _ source: String,
        answer: String,
        picture: ReportPicture? = nil,
        text: String = "",
        input: String? = nil,
        cells: [String: String] = [:]
    ) {
        (self.source, self.answer, self.picture) = (source, answer, picture)
        (self.text, self.input, self.cells) = (text, input, cells)
    }
}

extension LearningTask {
    /// How many examples can be looked at; none where a task does not say.
    public var exampleCount: Int { 0 }

    /// One of the examples.
    ///
    /// - Parameter index: From 0 to ``exampleCount`` − 1.
    /// - Returns: The example; one without anything to see where a task does not say.
    /// - Throws: Any error that says in one line why it cannot be shown.
    public func example(_ index: Int) throws -> LearningExample {
        LearningExample("", answer: "")
    }
}
