/// The area under the ROC curve: how likely an example whose answer is yes gets a larger score than
/// one whose answer is no, ties counted half.
///
/// 1 is perfect, ½ is chance. Source: Hanley and McNeil, "The Meaning and Use of the Area under a
/// Receiver Operating Characteristic (ROC) Curve", 1982.
public struct AreaUnderCurve: Hashable, Sendable {
    /// How many answers are yes.
    public let positives: Int
    /// How many answers are no.
    public let negatives: Int
    /// The area; nil where all answers are alike, or a score is NaN.
    public let value: Double?

    /// Measures scores by their order, in the time of sorting them.
    ///
    /// - Parameters:
    ///   - scores: A number for each example, the larger the surer of yes.
    ///   - answers: For each example whether the answer is yes.
    public init(scores: [Float], answers: [Bool]) {
        let pairs = zip(scores, answers).sorted { $0.0 < $1.0 }
        positives = pairs.count { $0.1 }
        negatives = pairs.count - positives
        guard positives > 0, negatives > 0, !pairs.contains(where: { $0.0.isNaN }) else {
            value = nil
            return
        }
        // Of equal scores, each yes is above all earlier noes and half of those beside it.
        var (below, area, start) = (0.0, 0.0, 0)
        while start < pairs.count {
            let end = pairs[start...].firstIndex { $0.0 != pairs[start].0 } ?? pairs.count
            let yes = Double(pairs[start..<end].count { $0.1 })
            let no = Double(end - start) - yes
            area += yes * (below + no / 2)
            below += no
            start = end
        }
        value = area / (Double(positives) * Double(negatives))
    }
}
