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

    /// An example of its parts.
    public init(
        _ source: String,
        answer: String,
        picture: ReportPicture? = nil,
        text: String = ""
    ) {
        self.source = source
        self.answer = answer
        self.picture = picture
        self.text = text
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
