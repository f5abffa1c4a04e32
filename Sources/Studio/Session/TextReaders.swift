import NeuralNetworks

/// A model that has read the beginnings of some texts, and goes on from there where it can.
///
/// What it says of a text depends on the text alone, to the bit.
struct TextReaders {
    /// One beginning.
    private struct Reader {
        let sequence: SequencePredictor
        let start: Int
        var tokens: [Int32]
        var logits: [Float]
    }

    private let model: Model
    /// The latest last.
    private var readers: [Reader] = []

    init(_ model: Model) { self.model = model }

    /// What the model says of the token after a text.
    ///
    /// - Parameters:
    ///   - tokens: The tokens that it looks back at.
    ///   - start: How many tokens the text has before them.
    /// - Returns: A logit for each token.
    /// - Throws: `ShapeError` where the model does not take them.
    mutating func logits(after tokens: ArraySlice<Int32>, from start: Int) throws(ShapeError)
        -> [Float]
    {
        let known = readers.firstIndex { reader in
            reader.start == start && tokens.count - reader.tokens.count <= 1
                && tokens.starts(with: reader.tokens)
        }
        var reader: Reader
        if let known {
            reader = readers.remove(at: known)
        } else {
            reader = Reader(
                sequence: try SequencePredictor(model),
                start: start,
                tokens: [],
                logits: []
            )
        }
        var rest = tokens.dropFirst(reader.tokens.count)
        while !rest.isEmpty {
            let next = rest.prefix(Limits.readSteps)
            let outputs = try reader.sequence.outputs(
                for: Tensor(Array(next), shape: [1, next.count])
            )
            reader.logits = Array(outputs.floats.suffix(outputs.shape[-1]))
            reader.tokens += next
            rest = rest.dropFirst(next.count)
        }
        readers.append(reader)
        if readers.count > Limits.readers { readers.removeFirst() }
        return reader.logits
    }
}
