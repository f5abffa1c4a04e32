import Datasets
import NeuralNetworks

/// How surprised a model is by some tokens that follow each other.
struct TokenSurprise: Sendable {
    /// The place where it was surprised most.
    struct Place: Sendable {
        /// How many tokens of the window come before.
        let index: Int
        /// How probable the model took what came.
        let probability: Double
        /// What it took for likeliest, and how probable.
        let expected: (token: Int32, probability: Double)
    }

    /// What is foretold, behind the token that comes before.
    let tokens: ArraySlice<Int32>
    /// The surprise at all of them, in nats.
    let nats: Double
    /// Where it was greatest, among places that have enough before them.
    let greatest: Place?

    /// How many tokens are foretold.
    var count: Int { tokens.count - 1 }

    /// Sequences in windows as long as the model looks back, one after another, so that each token but the first of a
    /// sequence is foretold once, as it is for a validation.
    ///
    /// - Parameters:
    ///   - sequences: Tokens; what foretells the first of them comes before it.
    ///   - model: A language model.
    ///   - least: How many tokens a place has before it that counts as surprising.
    /// - Returns: The surprise at each window.
    /// - Throws: `ShapeError` where the model takes no tokens.
    static func windows(
        of sequences: [[Int32]],
        by model: Model,
        least: Int = 1
    ) throws(ShapeError) -> [TokenSurprise] {
        let context = model.inputShape[0]
        let windows = sequences.flatMap { sequence in
            stride(from: 0, to: sequence.count - 1, by: context).map {
                sequence[$0...].prefix(context + 1)
            }
        }
        let tokenCount = model.outputShape.sizes.last ?? 1
        // So many at once that what the network says of them is some 16 MB.
        let batch = max(1, min(64, 4_000_000 / (context * tokenCount)))
        var surprises: [TokenSurprise] = []
        for start in stride(from: 0, to: windows.count, by: batch) {
            let part = Array(windows[start..<min(start + batch, windows.count)])
            let inputs = part.flatMap { window in
                window.dropLast() + Array(repeating: -1, count: context + 1 - window.count)
            }
            let logits = try model.outputs(Tensor(inputs, shape: [part.count, context])).floats
            surprises += inParallel(part.count) { index in
                let first = index * context * tokenCount
                let rows = logits[first..<first + context * tokenCount]
                return TokenSurprise(part[index], rows, tokenCount: tokenCount, least: least)
            }
        }
        return surprises
    }

    private init(
        _ tokens: ArraySlice<Int32>,
        _ logits: ArraySlice<Float>,
        tokenCount: Int,
        least: Int
    ) {
        self.tokens = tokens
        var nats = 0.0
        var greatest: (nats: Double, place: Place)?
        var start = logits.startIndex
        for (index, token) in tokens.dropFirst().enumerated() {
            let row = logits[start..<start + tokenCount]
            start += tokenCount
            let largest = row.indices.max { row[$0] < row[$1] } ?? row.startIndex
            let sum = row.reduce(0.0) { $0 + powerOfE(Double($1) - Double(row[largest])) }
            let own = Double(row[row.startIndex + Int(token)]) - Double(row[largest])
            let surprise = RandomStream.logarithm(sum) - own
            nats += surprise
            guard index + 1 >= least, surprise > greatest?.nats ?? -1 else { continue }
            greatest = (
                surprise,
                Place(
                    index: index + 1,
                    probability: powerOfE(-surprise),
                    expected: (Int32(largest - row.startIndex), 1 / sum)
                )
            )
        }
        self.nats = nats
        self.greatest = greatest?.place
    }
}
