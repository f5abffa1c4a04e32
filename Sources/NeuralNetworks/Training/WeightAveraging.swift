/// A moving average of the weights, which is what a training publishes, validates and leaves behind
/// instead of the weights that its last steps shook.
///
/// After step t the average moves by 1 − min(decay, (1 + t)/(10 + t)) towards the weights: the second
/// lets it follow quickly at first.
///
/// Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992.
public struct WeightAveraging: Hashable, Sendable {
    /// The share of the old average in the new one; the nearer to 1, the more steps it is over.
    public var decay: Double

    /// An average over some 1/(1 − decay) steps.
    public init(decay: Double = 0.999) {
        self.decay = decay
    }

    /// The share of the old average that is kept in a step, from 1.
    func kept(step: Int) -> Double { min(decay, (1 + Double(step)) / (10 + Double(step))) }
}
