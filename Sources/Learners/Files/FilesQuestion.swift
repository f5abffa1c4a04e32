/// What is asked of files: which kind of question, and about which of their columns.
public struct FilesQuestion: Hashable, Sendable, Codable {
    /// The kind of model that answers it, as ``RawModel/kind``: `images`, `table`.
    public var kind: String
    /// The column that is to be answered: a class, or a number, for a forecast the one that is looked ahead.
    public var target: String?
    /// The column of texts.
    public var text: String?
    /// The columns that make the time, with commas between; nil is found out.
    public var time: String?
    /// How many steps a forecast looks ahead.
    public var horizon: Int?
    /// What the names of files tell: `{label}_{group}_*.wav`; nil where folders are the classes.
    public var label: String?

    /// A question of a kind.
    public init(
        _ kind: String,
        target: String? = nil,
        text: String? = nil,
        time: String? = nil,
        horizon: Int? = nil,
        label: String? = nil
    ) {
        (self.kind, self.target, self.text) = (kind, target, text)
        (self.time, self.horizon, self.label) = (time, horizon, label)
    }
}

/// What can be asked of files, by what is in them.
public struct FilesOffer: Hashable, Sendable {
    /// The questions, each of another kind, with what is likely meant; the likeliest first.
    public let questions: [FilesQuestion]
    /// The names of the columns, where it is a table.
    public let columns: [String]
}
