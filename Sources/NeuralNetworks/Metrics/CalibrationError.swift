/// How far a classifier's confidence is from how often it is right, in ranges of confidence: the
/// expected calibration error.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", 2017, equation 3.
public struct CalibrationError: Hashable, Sendable {
    /// The answers whose confidence lies in one range.
    public struct Bin: Hashable, Sendable {
        /// How many answers there are.
        public let count: Int
        /// Their mean confidence; 0 where there are none.
        public let confidence: Double
        /// The share of them that is right; 0 where there are none.
        public let accuracy: Double
    }

    /// The ranges, equally wide from 0 to 1, each with its upper end.
    public let bins: [Bin]
    /// The mean over all answers of |accuracy − confidence| of their range; nil without answers, or
    /// where a confidence is NaN.
    public let value: Double?

    /// Measures answers.
    ///
    /// - Parameters:
    ///   - confidences: The probability of each answer; below 0 it belongs to the first range, above 1 to
    ///     the last.
    ///   - isCorrect: Whether each answer is right.
    ///   - bins: How many ranges there are; at least 1 is taken.
    public init(confidences: [Float], isCorrect: [Bool], bins: Int = 15) {
        let answers = Array(zip(confidences, isCorrect))
        let width = max(bins, 1)
        var sums = [(count: Int, confidence: Double, right: Int)](
            repeating: (0, 0, 0),
            count: width
        )
        for (confidence, isRight) in answers where !confidence.isNaN {
            let place = (Double(confidence) * Double(width)).rounded(.up) - 1
            let index = Int(min(max(place, 0), Double(width - 1)))
            sums[index].count += 1
            sums[index].confidence += Double(confidence)
            sums[index].right += isRight ? 1 : 0
        }
        self.bins = sums.map { sum in
            let count = Double(max(sum.count, 1))
            return Bin(
                count: sum.count,
                confidence: sum.confidence / count,
                accuracy: Double(sum.right) / count
            )
        }
        let isMeasurable = !answers.isEmpty && !answers.contains { $0.0.isNaN }
        let gaps = self.bins.reduce(0) { $0 + Double($1.count) * abs($1.accuracy - $1.confidence) }
        value = isMeasurable ? gaps / Double(answers.count) : nil
    }
}

extension CalibrationError {
    /// Measures what a classifier answered.
    public init(_ answers: [Classification], labels: [Int], bins: Int = 15) {
        self.init(
            confidences: answers.map { $0.confidence },
            isCorrect: zip(answers, labels).map { $0.answer == $1 },
            bins: bins
        )
    }
}
