/// How attention reads its inputs: what all its operations have in common.
///
/// The inputs are queries `[batch, length, heads·size]`, keys and values `[batch, keys, groups·size]`, or one
/// packed input `[batch, length, (heads + 2·groups)·size]` that holds the three beside each other; then, if
/// there are any, lengths int32 `[batch]`, how many keys of each example are real.
///
/// Query i of n sees the first k keys, k being the length, or all; where it is causal, the first
/// k − n + i + 1: the last query sees them all, each one before it one less.
package struct AttentionHeads: Hashable, Sendable {
    /// How many heads the queries have.
    package let heads: Int
    /// How many heads the keys and values have; `heads / groups` neighbouring heads read the same.
    package let groups: Int
    /// Whether a query sees no keys after its own place.
    package let isCausal: Bool
    /// Whether queries, keys and values are one input.
    package let isPacked: Bool

    package init(heads: Int, groups: Int? = nil, isCausal: Bool, isPacked: Bool) {
        self.heads = heads
        self.groups = groups ?? heads
        self.isCausal = isCausal
        self.isPacked = isPacked
    }

    /// The most numbers of a head that the kernels have room for.
    static let largestSize = 256

    /// How many of the inputs hold numbers.
    var sourceCount: Int { isPacked ? 1 : 3 }

    /// Sizes and places for inputs of these types.
    func layout(of inputs: [TensorType]) throws(ShapeError) -> AttentionLayout {
        let parts = inputs.prefix(sourceCount)
        guard heads > 0, groups > 0, heads % groups == 0 else {
            throw ShapeError(
                "attention with \(heads) heads cannot share \(groups) groups of keys and values",
                remedy: "let the groups divide the heads"
            )
        }
        guard let first = parts.first?.shape, first.rank == 3, parts.count == sourceCount,
            parts.allSatisfy({ $0.elementType == .float32 && $0.shape.rank == 3 }),
            parts.allSatisfy({ $0.shape[0] == first[0] }),
            isPacked || parts[1] == parts[2]
        else {
            throw ShapeError(
                "attention takes queries [batch, length, width], keys and values [batch, keys, width], "
                    + "not \(parts.map(\.description).joined(separator: ", "))"
            )
        }
        let count = isPacked ? heads + 2 * groups : heads
        let size = first[2] / count
        guard size > 0, size * count == first[2], isPacked || parts[1].shape[2] == groups * size
        else {
            throw ShapeError(
                "attention with \(heads) heads and \(groups) groups cannot divide "
                    + parts.map { "\($0.shape)" }.joined(separator: ", "),
                remedy: "let the heads divide the width"
            )
        }
        guard size <= AttentionHeads.largestSize else {
            throw ShapeError(
                "a head of attention has at most \(AttentionHeads.largestSize) numbers, not \(size)",
                remedy: "use more heads"
            )
        }
        let lengths = inputs.dropFirst(sourceCount)
        guard lengths.isEmpty || Array(lengths) == [TensorType(.int32, [first[0]])] else {
            throw ShapeError(
                "the lengths of attention are int32 [batch], not \(inputs[sourceCount])"
            )
        }
        return AttentionLayout(
            self,
            batch: first[0],
            length: first[1],
            keys: isPacked ? first[1] : parts[1].shape[1],
            size: size,
            hasLengths: !lengths.isEmpty
        )
    }
}

/// The sizes of an attention, and where in its inputs queries, keys and values lie.
struct AttentionLayout {
    let heads: AttentionHeads
    let batch: Int
    let length: Int
    let keys: Int
    let size: Int
    let hasLengths: Bool

    init(
        _ heads: AttentionHeads,
        batch: Int,
        length: Int,
        keys: Int,
        size: Int,
        hasLengths: Bool
    ) {
        self.heads = heads
        self.batch = batch
        self.length = length
        self.keys = keys
        self.size = size
        self.hasLengths = hasLengths
    }

    /// How many numbers a row of queries, keys and values has.
    private var widths: [Int] { [heads.heads, heads.groups, heads.groups].map { $0 * size } }
    /// How many numbers lie between their rows.
    private var strides: [Int] {
        heads.isPacked ? [Int](repeating: widths.reduce(0, +), count: 3) : widths
    }
    /// How many numbers of its input lie before the first of each.
    private var offsets: [Int] {
        heads.isPacked ? [0, widths[0], widths[0] + widths[1]] : [0, 0, 0]
    }
    /// How many numbers the gradients of queries, keys and values are, where they are apart.
    var gradientCounts: [Int] { zip([length, keys, keys], widths).map { batch * $0 * $1 } }
    /// How many numbers lie before the gradients of each.
    private var gradientOffsets: [Int] {
        heads.isPacked
            ? offsets : [0, gradientCounts[0], gradientCounts[0] + gradientCounts[1]]
    }

    /// The result, `[batch, length, heads·size]`.
    var output: Shape { [batch, length, heads.heads * size] }
    /// How many numbers the kernel leaves: the result, largest score and sum of each row of scores.
    var rawCount: Int { batch * length * heads.heads * (size + 2) }
    /// How many scores there are.
    var scoreCount: Int { batch * heads.heads * length * keys }
    /// What scores are multiplied by: 1/√size.
    var scale: Float { 1 / Float(size).squareRoot() }

    /// The sizes as all kernels take them.
    var sizes: [Int] {
        [batch, length, keys, heads.heads, heads.groups, size, heads.isCausal ? 1 : 0]
            + [hasLengths ? 1 : 0] + strides + offsets + gradientOffsets
    }

    /// The kernels' operands: each source of the three, and the lengths.
    func buffers(_ inputs: [Buffer]) -> [Buffer] {
        (heads.isPacked ? [inputs[0], inputs[0], inputs[0]] : Array(inputs.prefix(3)))
            + inputs.dropFirst(heads.sourceCount)
    }
}

/// Attention in double precision, one obvious loop after another.
struct AttentionReference {
    let layout: AttentionLayout
    let inputs: [ReferenceArray]
    private let sizes: [Int]

    init(_ heads: AttentionHeads, _ inputs: [ReferenceArray]) {
        let types = inputs.enumerated().map { index, input in
            TensorType(index < heads.sourceCount ? .float32 : .int32, input.shape)
        }
        guard let layout = try? heads.layout(of: types) else {
            preconditionFailure("the inputs have been checked")
        }
        self.layout = layout
        self.inputs = inputs
        sizes = layout.sizes
    }

    /// Where in its input a number of a head of queries (0), keys (1) or values (2) lies.
    func place(_ what: Int, _ item: Int, _ row: Int, _ head: Int, _ number: Int) -> Int {
        let rows = what == 0 ? layout.length : layout.keys
        return (item * rows + row) * sizes[8 + what] + sizes[11 + what]
            + head * layout.size + number
    }

    /// The group that a head reads.
    func group(_ head: Int) -> Int { head / (layout.heads.heads / layout.heads.groups) }

    func number(_ what: Int, _ item: Int, _ row: Int, _ head: Int, _ number: Int) -> Double {
        inputs[layout.heads.isPacked ? 0 : what].values[place(what, item, row, head, number)]
    }

    /// How many keys a query sees.
    func visible(_ item: Int, _ query: Int) -> Int {
        let known =
            inputs.count > layout.heads.sourceCount
            ? min(max(Int(inputs[layout.heads.sourceCount].values[item]), 0), layout.keys)
            : layout.keys
        return layout.heads.isCausal ? max(known - layout.length + query + 1, 0) : known
    }

    /// The scores of the keys that a query sees: scale · q·k.
    func scores(_ item: Int, _ head: Int, _ query: Int) -> [Double] {
        (0..<visible(item, query)).map { key in
            var sum = 0.0
            for index in 0..<layout.size {
                sum +=
                    number(0, item, query, head, index) * number(1, item, key, group(head), index)
            }
            return sum / Double(layout.size).squareRoot()
        }
    }

    /// Softmax of the scores.
    func weights(_ item: Int, _ head: Int, _ query: Int) -> [Double] {
        let scores = scores(item, head, query)
        return scores.isEmpty
            ? [] : Softmax().evaluate([ReferenceArray(scores, shape: [1, scores.count])]).values
    }
}
