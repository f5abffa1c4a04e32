/// A row of a table of which most numbers are 0.
public struct SparseRow: Hashable, Sendable {
    /// The columns of the other numbers, ascending, each once.
    public let columns: [Int32]
    /// These numbers.
    public let values: [Float]

    /// The number of times that each column occurs in a list.
    public init(counting columns: [Int32]) {
        var sorted = columns
        sorted.sort()
        var (kept, values): ([Int32], [Float]) = ([], [])
        for column in sorted {
            if column == kept.last {
                values[values.count - 1] += 1
            } else {
                kept.append(column)
                values.append(1)
            }
        }
        (self.columns, self.values) = (kept, values)
    }

    private init(columns: [Int32], values: [Float]) {
        (self.columns, self.values) = (columns, values)
    }

    /// The same columns with 1 each: whether, not how often.
    public var binary: SparseRow {
        SparseRow(columns: columns, values: values.map { _ in 1 })
    }

    /// The row scaled so that its length is 1; an empty one stays so.
    public var normalized: SparseRow {
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? SparseRow(columns: columns, values: values.map { $0 / length }) : self
    }
}
