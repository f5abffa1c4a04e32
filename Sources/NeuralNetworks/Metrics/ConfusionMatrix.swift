/// How often each class was taken for each: rows are the true classes, columns the answers.
public struct ConfusionMatrix: Hashable, Sendable {
    /// The names of the classes.
    public let classNames: [String]
    /// `counts[truth][answer]`.
    public let counts: [[Int]]

    /// Counts answers against the truth.
    ///
    /// - Parameters:
    ///   - answers: The class that was answered for each example.
    ///   - labels: The true class of each example.
    ///   - classNames: The names of the classes; pairs outside them are not counted.
    public init(answers: [Int], labels: [Int], classNames: [String]) {
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: classNames.count),
            count: classNames.count
        )
        for (answer, label) in zip(answers, labels)
        where classNames.indices.contains(label) && classNames.indices.contains(answer) {
            counts[label][answer] += 1
        }
        self.classNames = classNames
        self.counts = counts
    }

    /// How many examples were counted.
    public var total: Int { counts.joined().reduce(0, +) }

    /// How many were answered right.
    public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

    /// The share answered right.
    public var accuracy: Double { Double(correct) / Double(max(total, 1)) }

    /// The share that is right by always answering the most frequent class.
    public var baseline: Double {
        Double(counts.map { $0.reduce(0, +) }.max() ?? 0) / Double(max(total, 1))
    }
}
