import Datasets
import NeuralNetworks

/// Windows of tunes to learn from, other ones in each epoch: each begins with a tune, or within one that is longer, and
/// goes on with others; voices are moved to another key each time.
struct MusicWindows: ExampleTransformation {
    /// The tokens of each tune in each key, with their ends.
    let tunes: [[[Int32]]]
    /// The token before a tune.
    let end: Int32
    /// How many tokens an example has.
    let context: Int

    /// How many windows an epoch has: as many tokens as the tunes.
    var count: Int {
        max(1, tunes.reduce(0) { $0 + ($1.first?.count ?? 0) } / context)
    }

    func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) throws -> Examples {
        self.examples(at: indices, seed: context.seed, epoch: context.epoch)
    }

    /// The windows of an epoch.
    func examples(at indices: [Int], seed: UInt64, epoch: Int) -> Examples {
        var (inputs, targets): ([Int32], [Int32]) = ([], [])
        for index in indices {
            let window = window(index, seed: seed, epoch: epoch)
            inputs += window.dropLast()
            targets += window.dropFirst()
        }
        return Examples(
            unchecked: Tensor(inputs, shape: [indices.count, context]),
            targets: Tensor(targets, shape: [indices.count, context]),
            classNames: []
        )
    }

    /// The end of what was before, and as many tokens as the context.
    private func window(_ index: Int, seed: UInt64, epoch: Int) -> ArraySlice<Int32> {
        var stream = RandomStream(seed: seed, for: "windows of music", epoch, index)
        func drawn() -> [Int32] {
            let keys = tunes[stream.integer(below: tunes.count)]
            return keys[stream.integer(below: keys.count)]
        }
        let first = [end] + drawn()
        let spare = first.count - 1 - context
        // Half of the time a long tune is met at its beginning, which every tune has.
        let start =
            spare > 0 && stream.integer(below: 2) == 1 ? stream.integer(below: spare + 1) : 0
        var tokens = Array(first[start...])
        while tokens.count <= context { tokens += drawn() }
        return tokens.prefix(context + 1)
    }
}

/// How surprised a model is by tunes.
enum MusicScore {
    /// The surprise at all tokens of tunes, in nats: each is predicted from all those before it in its tune, as far as the
    /// model's context reaches, and at least half of it.
    static func nats(
        of tunes: [[Int32]],
        end: Int32,
        by model: Model
    ) throws -> Double {
        let context = model.inputShape[0]
        var nats = 0.0
        for tune in tunes {
            let tokens = [end] + tune
            var scored = 1
            while scored < tokens.count {
                // A window that ends as far as possible beyond what is scored.
                let start = scored == 1 ? 0 : max(0, scored - context / 2)
                let last = min(tokens.count - 1, start + context)
                let inputs =
                    tokens[start..<last] + Array(repeating: -1, count: context - (last - start))
                let outputs = try model.outputs(Tensor(Array(inputs), shape: [1, context]))
                let count = outputs.shape.sizes.last ?? 1
                let logits = outputs.floats
                for place in scored...last {
                    let row = logits[(place - 1 - start) * count..<(place - start) * count]
                    nats += surprise(at: Int(tokens[place]), of: row)
                }
                scored = last + 1
            }
        }
        return nats
    }

    private static func surprise(at token: Int, of logits: ArraySlice<Float>) -> Double {
        let largest = Double(logits.max() ?? 0)
        let sum = logits.reduce(0.0) { $0 + powerOfE(Double($1) - largest) }
        return largest + RandomStream.logarithm(sum) - Double(logits[logits.startIndex + token])
    }
}
