/// How well one class is told from the others, or the mean of that.
public struct ClassScore: Hashable, Sendable {
    /// Of what was answered with this class, the share that is of it; 0 where it was never answered.
    public let precision: Double
    /// Of what is of this class, the share that was found; 0 where there is none.
    public let recall: Double
    /// The harmonic mean of precision and recall; 0 where both are 0.
    ///
    /// Source: van Rijsbergen, "Information Retrieval", 1979, chapter 7.
    public let f1: Double
    /// How many examples are of this class.
    public let count: Int
}

extension ConfusionMatrix {
    /// How well each class is told from the others, in the order of ``classNames``.
    public var classScores: [ClassScore] {
        counts.indices.map { index in
            let found = Double(counts[index][index])
            let count = counts[index].reduce(0, +)
            let answered = counts.reduce(0) { $0 + $1[index] }
            return ClassScore(
                precision: found / Double(max(answered, 1)),
                recall: found / Double(max(count, 1)),
                f1: 2 * found / Double(max(answered + count, 1)),
                count: count
            )
        }
    }

    /// The mean of each number over the classes, each class counting the same however rare it is.
    ///
    /// Classes that neither occur nor were answered are left out; without any, all is 0.
    public var macroScore: ClassScore {
        let scores = zip(counts.indices, classScores).filter { index, score in
            score.count > 0 || counts.contains { $0[index] > 0 }
        }.map { $0.1 }
        func mean(_ number: (ClassScore) -> Double) -> Double {
            scores.reduce(0) { $0 + number($1) } / Double(max(scores.count, 1))
        }
        return ClassScore(
            precision: mean { $0.precision },
            recall: mean { $0.recall },
            f1: mean { $0.f1 },
            count: total
        )
    }
}
