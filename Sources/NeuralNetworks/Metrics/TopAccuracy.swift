/// How often the true class was among the k likeliest.
public struct TopAccuracy: Hashable, Sendable {
    /// How many of the likeliest classes count as an answer.
    public let k: Int
    /// How many examples had their class among them.
    public let correct: Int
    /// How many examples there were.
    public let total: Int

    /// Counts the examples whose class is among the k with the largest scores.
    ///
    /// Of classes with equal scores the first come first, as in ``Classification/ranking``. A row with a
    /// NaN, and a label that the row does not have, are wrong; with k below 1 everything is.
    ///
    /// - Parameters:
    ///   - scores: For each example the scores or probabilities of all classes.
    ///   - labels: The true class of each example.
    ///   - k: How many of the likeliest classes count as an answer.
    public init(scores: [[Float]], labels: [Int], k: Int) {
        self.k = k
        total = min(scores.count, labels.count)
        correct = zip(scores, labels).count { row, label in
            guard row.indices.contains(label), !row.contains(where: { $0.isNaN }) else {
                return false
            }
            let ahead = row.indices.count {
                row[$0] > row[label] || (row[$0] == row[label] && $0 < label)
            }
            return ahead < k
        }
    }

    /// The share of examples whose class was among the k likeliest; 0 without examples.
    public var accuracy: Double { Double(correct) / Double(max(total, 1)) }
}
