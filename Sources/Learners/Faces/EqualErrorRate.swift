import NeuralNetworks

/// How well scores tell the same from different: the share of wrong decisions at the threshold where as many of
/// the same are refused as of different ones are taken.
///
/// Source: Jain, Ross, Prabhakar, "An Introduction to Biometric Recognition", 2004.
public struct EqualErrorRate: Hashable, Sendable {
    /// The share; 0.5 where there are not both kinds.
    public let value: Double
    /// The threshold, midway between the scores on either side of it.
    public let threshold: Float

    /// Measures scores, of which larger ones speak for the same.
    public init(same: [Float], different: [Float]) {
        guard !same.isEmpty, !different.isEmpty else {
            (value, threshold) = (0.5, same.min() ?? different.max() ?? 0)
            return
        }
        let same = same.sorted()
        let different = different.sorted()
        let all = (same + different).sorted()
        func below(_ scores: [Float], _ bound: Float) -> Int {
            var (low, high) = (0, scores.count)
            while low < high {
                let middle = (low + high) / 2
                if scores[middle] < bound { low = middle + 1 } else { high = middle }
            }
            return low
        }
        func rates(_ bound: Float) -> (refused: Double, taken: Double) {
            (
                Double(below(same, bound)) / Double(same.count),
                1 - Double(below(different, bound)) / Double(different.count)
            )
        }
        // Refusals rise with the threshold: the first score at which they have caught up.
        var (low, high) = (0, all.count - 1)
        while low < high {
            let middle = (low + high) / 2
            let (refused, taken) = rates(all[middle])
            if refused >= taken { high = middle } else { low = middle + 1 }
        }
        let after = rates(all[low])
        let before = rates(all[max(low - 1, 0)])
        value = min(max(after.refused, after.taken), max(before.refused, before.taken))
        threshold = (all[low] + all[max(low - 1, 0)]) / 2
    }
}
