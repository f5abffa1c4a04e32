import Computation

/// All weights of a model in one block of memory.
///
/// Once published to readers, a block is never written again while anyone still reads it.
final class Weights: @unchecked Sendable {
    // Unchecked: `Model` hands out a block for reading only, and the trainer writes only to blocks
    // that it alone refers to.
    let layout: ParameterLayout
    let memory: AlignedMemory

    init(layout: ParameterLayout) {
        self.layout = layout
        memory = AlignedMemory(byteCount: layout.count * 4)
    }

    /// Weights drawn as the layers' initializers say; every tensor has a random stream of its own.
    convenience init(layout: ParameterLayout, seed: UInt64) {
        self.init(layout: layout)
        for (index, segment) in layout.segments.enumerated() {
            var stream = RandomStream(seed: seed, for: "weights", index)
            let shape = segment.parameter.shape
            self[segment] = segment.parameter.initializer.values(for: shape, stream: &stream)
        }
    }

    /// The numbers of one tensor, in the order of its shape.
    subscript(segment: ParameterLayout.Segment) -> [Float] {
        get { segment.parameter.shown(unsafe Array(memory.floats[segment.range])) }
        set {
            let values = segment.parameter.asInMemory(newValue)
            for (index, value) in zip(segment.range, values) {
                unsafe memory.floats[index] = value
            }
        }
    }

    /// Gives one number of a tensor another value and returns the one that it had.
    func turn(_ name: String, at index: Int, to value: Float) throws(ParameterError) -> Float {
        let segment = try layout.segment(name)
        let shape = segment.parameter.shape
        guard (0..<shape.count).contains(index) else {
            throw .noSuchPlace(name, index: index, count: shape.count)
        }
        guard value.isFinite else { throw .notFinite(name, value: "\(value)") }
        let place = segment.parameter.placeInMemory(of: index)
        defer { unsafe memory.floats[segment.offset + place] = value }
        return unsafe memory.floats[segment.offset + place]
    }

    /// Every tensor by its name.
    var tensors: [String: Tensor] {
        let named = layout.segments.map { segment in
            (segment.parameter.name, Tensor(self[segment], shape: segment.parameter.shape))
        }
        return Dictionary(uniqueKeysWithValues: named)
    }

    /// The first tensor with a value that is no finite number, and the place of that value.
    var firstNotFinite: (name: String, index: Int)? {
        for segment in layout.segments
        where segment.range.contains(where: { unsafe !memory.floats[$0].isFinite }) {
            let index = self[segment].firstIndex { !$0.isFinite }
            return (segment.parameter.name, index ?? 0)
        }
        return nil
    }

    /// Takes over the numbers of another block of the same layout: all, or those behind some.
    func copy(from other: Weights, behind count: Int = 0) {
        let (start, end) = (count * 4, min(memory.byteCount, other.memory.byteCount))
        guard start < end else { return }
        unsafe (memory.address + start).copyMemory(
            from: other.memory.address + start,
            byteCount: end - start
        )
    }
}

extension Parameter {
    /// Numbers that lie as in memory, in the order of the shape.
    func shown(_ numbers: [Float]) -> [Float] {
        liesAsShown
            ? numbers
            : numbers.rearranged(sizes: shape.sizes, from: memoryStrides, to: shape.strides)
    }

    /// Numbers in the order of the shape, as they lie in memory.
    func asInMemory(_ numbers: [Float]) -> [Float] {
        liesAsShown
            ? numbers
            : numbers.rearranged(sizes: shape.sizes, from: shape.strides, to: memoryStrides)
    }
}

extension [Float] {
    /// The numbers of a tensor, moved from one order of its dimensions to another.
    fileprivate func rearranged(
        sizes: [Int],
        from source: [Int],
        to target: [Int]
    ) -> [Float] {
        unsafe [Float](unsafeUninitializedCapacity: count) { result, initializedCount in
            defer { initializedCount = count }
            guard let rows = sizes.first, let columns = sizes.last, count > 0 else { return }
            // The first and the last dimension block by block, so that both sides stay in the cache.
            let (block, middle) = (32, sizes.dropFirst().dropLast())
            for place in 0..<middle.reduce(1, *) {
                var (rest, from, to) = (place, 0, 0)
                for dimension in middle.indices.reversed() {
                    from += rest % sizes[dimension] * source[dimension]
                    to += rest % sizes[dimension] * target[dimension]
                    rest /= sizes[dimension]
                }
                for firstRow in stride(from: 0, to: rows, by: block) {
                    for firstColumn in stride(from: 0, to: columns, by: block) {
                        for row in firstRow..<Swift.min(firstRow + block, rows) {
                            for column in firstColumn..<Swift.min(firstColumn + block, columns) {
                                unsafe result[
                                    to + row * target[0] + column * target[sizes.count - 1]
                                ] =
                                    self[from + row * source[0] + column * source[sizes.count - 1]]
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Execution {
    /// Runs the plan with the given weights, and holds them until it has ended: a block that nobody
    /// refers to may be freed, or written by a training.
    func run(with weights: Weights, on pool: ThreadPool? = nil) {
        withExtendedLifetime(weights) {
            unsafe bind(.parameters, to: weights.memory.address)
            run(on: pool)
        }
    }
}
