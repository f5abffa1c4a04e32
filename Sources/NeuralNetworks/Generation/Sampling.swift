public import Computation

/// How the next token is chosen from what a model says of all of them.
public struct Sampling: Hashable, Sendable, Codable {
    /// How evenly: 1 takes the model at its word, less prefers what is likely, 0 always takes the likeliest.
    public var temperature: Double
    /// Only so many of the likeliest tokens come into question; nil for all.
    public var topK: Int?
    /// Only the likeliest tokens that together have this share of the probability come into question; nil for
    /// all.
    ///
    /// Source: Holtzman and others, "The Curious Case of Neural Text Degeneration", 2019.
    public var topP: Double?
    /// What the logits of tokens that came lately are divided by, or multiplied where they are negative; 1 for
    /// nothing.
    ///
    /// Source: Keskar and others, "CTRL", 2019.
    public var repetitionPenalty: Double
    /// How many of the last tokens count as lately.
    public var repetitionWindow: Int

    /// A way to choose.
    public init(
        temperature: Double = 1,
        topK: Int? = nil,
        topP: Double? = nil,
        repetitionPenalty: Double = 1,
        repetitionWindow: Int = 64
    ) {
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
        self.repetitionPenalty = repetitionPenalty
        self.repetitionWindow = repetitionWindow
    }

    /// What is wrong with these settings, in words; nil where nothing is.
    public var problem: String? {
        if !(temperature >= 0 && temperature.isFinite) {
            return "the temperature is a number from 0 on, not \(temperature)"
        }
        if let topK, topK < 1 { return "top-k is at least 1, not \(topK)" }
        if let topP, !(topP > 0 && topP <= 1) { return "top-p is a share in 0…1, not \(topP)" }
        if !(repetitionPenalty > 0 && repetitionPenalty.isFinite) {
            return "the penalty for repetition is greater than 0, not \(repetitionPenalty)"
        }
        return repetitionWindow < 0
            ? "the window for repetition has at least 0 tokens, not \(repetitionWindow)" : nil
    }

    /// The probability of each token.
    ///
    /// - Parameters:
    ///   - logits: What the model says, one number for each token.
    ///   - recent: The tokens so far, the newest last.
    /// - Returns: One number for each token, together 1; 0 for what does not come into question.
    public func probabilities(of logits: [Float], after recent: [Int32] = []) -> [Double] {
        var scores = logits.map { $0.isNaN ? -.infinity : Double($0) }
        for token in Set(recent.suffix(repetitionWindow)) where scores.indices.contains(Int(token))
        {
            let score = scores[Int(token)]
            scores[Int(token)] = score > 0 ? score / repetitionPenalty : score * repetitionPenalty
        }
        // Of equals the first comes first.
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        var result = [Double](repeating: 0, count: scores.count)
        guard let first = order.first else { return [] }
        let largest = scores[first]
        guard temperature > 0, largest.isFinite else {
            result[first] = 1
            return result
        }
        let kept = order.prefix(topK ?? order.count)
        var total = 0.0
        for token in kept {
            result[token] = Sampling.exponential((scores[token] - largest) / temperature)
            total += result[token]
        }
        let wanted = (topP ?? 1) * total
        var sum = 0.0
        for token in kept {
            if sum >= wanted { result[token] = 0 }
            sum += result[token]
        }
        for token in kept { result[token] /= sum }
        return result
    }

    /// Draws a token.
    ///
    /// - Parameters:
    ///   - probabilities: The probability of each token.
    ///   - stream: Where chance comes from.
    /// - Returns: The token.
    public static func draw(_ probabilities: [Double], _ stream: inout RandomStream) -> Int32 {
        var left = Double(stream.uniform()) + Double(stream.uniform()) * 0x1p-24
        for (token, probability) in probabilities.enumerated() where probability > 0 {
            left -= probability
            if left < 0 { return Int32(token) }
        }
        return Int32(probabilities.lastIndex { $0 > 0 } ?? 0)
    }

    /// e to the power of a number that is not positive, by steps of our own, so that no system library decides
    /// what is written.
    static func exponential(_ x: Double) -> Double {
        guard x > -700 else { return 0 }
        let power = (x * 1.4426950408889634).rounded()
        // ln 2 in two pieces, lest its last bits be missed by large powers.
        let rest = x.addingProduct(-power, 0.6931471805599453)
            .addingProduct(-power, 2.3190468138462996e-17)
        // Taylor's series, from its smallest term: |rest| is at most 0.35.
        var sum = 1.0
        for term in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / term }
        return Double(sign: .plus, exponent: Int(power), significand: sum)
    }
}
