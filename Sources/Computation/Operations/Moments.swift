internal import CKernels

/// For each channel of `[examples, rows, channels]` and each block of its rows, their sum and the sum of
/// their squared distances from the block's mean: `[examples, blocks, 2, channels]`.
///
/// One pass over memory; ``MergedMoments`` makes mean and variance of it.
package struct BlockMoments: Operation {
    package var description: String { "moments of blocks" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard shape.rank == 3, shape[1] > 0 else {
            throw ShapeError(
                "\(description) are of [examples, rows, channels] with at least one row, not \(shape)"
            )
        }
        return TensorType(.float32, [shape[0], blocks(of: shape[1]).count, 2, shape[2]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let x = inputs[0]
        let blocks = blocks(of: x.shape[1])
        return ReferenceArray(shape: [x.shape[0], blocks.count, 2, x.shape[2]]) { index in
            let values = blocks[index[1]].map { x[[index[0], $0, index[3]]] }
            let sum = values.reduce(0, +)
            let mean = sum / Double(values.count)
            return index[2] == 0 ? sum : values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    package var gradientUses: GradientUses { [] }
    /// None: what is normalised knows the way from the result to the numbers by itself.
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[0].shape
        lowering.emit(
            .blockMoments,
            [lowering.output, lowering.inputs[0]],
            sizes: shape.sizes,
            work: 4 * shape.count
        )
    }
}

/// Mean and variance of each channel, `[examples, 2, channels]`, from the ``BlockMoments`` of so many
/// rows; the variance divides by the count of rows.
///
/// Source: Chan, Golub and LeVeque, 1979.
package struct MergedMoments: Operation {
    package let rows: Int

    package var description: String { "moments of \(rows) rows" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard shape.rank == 4, rows > 0, shape[1] == blocks(of: rows).count, shape[2] == 2 else {
            throw ShapeError("\(shape) are no moments of blocks of \(rows) rows")
        }
        return TensorType(.float32, [shape[0], 2, shape[3]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = inputs[0].shape
        let blocks = blocks(of: rows)
        return ReferenceArray(shape: [shape[0], 2, shape[3]]) { index in
            let sums = blocks.indices.map { inputs[0][[index[0], $0, 0, index[2]]] }
            let mean = sums.reduce(0, +) / Double(rows)
            guard index[1] == 1 else { return mean }
            return blocks.indices.reduce(0) { total, block in
                let count = Double(blocks[block].count)
                let distance = sums[block] / count - mean
                return total + inputs[0][[index[0], block, 1, index[2]]]
                    + distance * distance * count
            } / Double(rows)
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[0].shape
        lowering.emit(
            .mergeMoments,
            [lowering.output, lowering.inputs[0]],
            sizes: [shape[0], rows, shape[3]],
            work: 2 * shape.count
        )
    }
}

/// For each channel of an upstream gradient and of x, both `[examples, rows, channels]`, and each block of
/// rows: Σ upstream and Σ upstream·(x − mean), with the mean `[examples, channels]`.
///
/// Gives `[examples, blocks, 2, channels]`, in one pass over memory.
package struct BlockGradientSums: Operation {
    package var description: String { "sums for the gradient of a normalisation" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let type = try BlockMoments().resultType(of: [inputs[1]])
        let shape = inputs[1].shape
        guard inputs[0] == inputs[1], inputs[2] == TensorType(.float32, [shape[0], shape[2]]) else {
            throw ShapeError(
                "\(description) take two of one shape and means, not \(inputs[0]), \(inputs[1]), "
                    + "\(inputs[2])"
            )
        }
        return type
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let x = inputs[1]
        let blocks = blocks(of: x.shape[1])
        return ReferenceArray(shape: [x.shape[0], blocks.count, 2, x.shape[2]]) { index in
            blocks[index[1]].reduce(0) { sum, row in
                let place = [index[0], row, index[3]]
                let distance = x[place] - inputs[2][[index[0], index[3]]]
                return sum + inputs[0][place] * (index[2] == 0 ? 1 : distance)
            }
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[1].shape
        lowering.emit(
            .blockGradientSums,
            [lowering.output] + lowering.inputs,
            sizes: shape.sizes,
            work: 6 * shape.count
        )
    }
}

/// How the kernels divide rows into blocks: from their count alone.
func blocks(of rows: Int) -> [Range<Int>] {
    let size = Int(CK_BLOCK_ROWS)
    return stride(from: 0, to: rows, by: size).map { $0..<min($0 + size, rows) }
}

extension Symbol {
    /// Mean and variance of each channel of `[examples, rows, channels]`, each `[examples, channels]`; the
    /// variance divides by the count of rows.
    ///
    /// They have no gradient of their own: ``normalized(by:groups:scale:shift:epsilon:)`` has it.
    package func moments() -> (mean: Symbol, variance: Symbol) {
        guard shape.rank == 3 else {
            let failed = builder.apply(BlockMoments(), to: [self])
            return (failed, failed)
        }
        let both = builder.apply(
            MergedMoments(rows: shape[1]),
            to: [builder.apply(BlockMoments(), to: [self])]
        )
        return (both.pair(0), both.pair(1))
    }

    /// One of the two of `[examples, 2, channels]`.
    func pair(_ index: Int) -> Symbol {
        let part = slice(1, index..<index + 1)
        return part.reshaped(to: [part.shape[0], part.shape[-1]])
    }
}
