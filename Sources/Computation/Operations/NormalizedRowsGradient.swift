/// Mean and variance of each row of `[rows, channels]`: `[2, rows]`; the variance divides by the count of
/// channels.
package struct RowMoments: Operation {
    package var description: String { "moments of rows" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard shape.rank == 2, shape[1] > 0 else {
            throw ShapeError(
                "\(description) are of [rows, channels] with at least one channel, not \(shape)"
            )
        }
        return TensorType(.float32, [2, shape[0]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let x = inputs[0]
        let count = Double(x.shape[1])
        return ReferenceArray(shape: [2, x.shape[0]]) { index in
            let row = (0..<x.shape[1]).map { x[[index[1], $0]] }
            let mean = row.reduce(0, +) / count
            return index[0] == 0 ? mean : row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        }
    }

    package var gradientUses: GradientUses { [] }
    /// None: what is normalised knows the way from the result to the numbers by itself.
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[0].shape
        lowering.emit(
            .rowMoments,
            [lowering.output, lowering.inputs[0]],
            sizes: shape.sizes,
            work: 4 * shape.count
        )
    }
}

/// The gradient of ``NormalizedRows`` with respect to the numbers, from upstream and x `[rows, channels]`,
/// mean and inverse of each row, and scale.
package struct NormalizedRowsGradient: Operation {
    package var description: String { "gradient of normalised rows" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType { inputs[1] }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (g, x, mean, inverse) = (inputs[0], inputs[1], inputs[2], inputs[3])
        let scaled = ReferenceArray(shape: x.shape) { g[$0] * inputs[4][$0] }
        func normalized(_ index: [Int]) -> Double { (x[index] - mean[index]) * inverse[index] }
        func average(_ row: Int, _ term: ([Int]) -> Double) -> Double {
            (0..<x.shape[1]).reduce(0) { $0 + term([row, $1]) } / Double(x.shape[1])
        }
        return ReferenceArray(shape: x.shape) { index in
            let ofUpstream = average(index[0]) { scaled[$0] }
            let ofProducts = average(index[0]) { scaled[$0] * normalized($0) }
            return inverse[index] * (scaled[index] - ofUpstream - normalized(index) * ofProducts)
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.outputType.shape
        lowering.emit(
            .gradientNormalizedRows,
            [lowering.output] + lowering.inputs,
            sizes: shape.sizes,
            work: 12 * shape.count
        )
    }
}

/// For each block of rows of an upstream gradient and of x, `[rows, channels]`, and each channel: Σ upstream
/// and Σ upstream·x̂, where x̂ = (x − mean)·inverse with mean and inverse of each row: `[blocks, 2, channels]`.
package struct BlockRowSums: Operation {
    package var description: String { "sums for the gradient of a normalisation of rows" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = inputs[1].shape
        return TensorType(.float32, [blocks(of: shape[0]).count, 2, shape[1]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (g, x, mean, inverse) = (inputs[0], inputs[1], inputs[2], inputs[3])
        let blocks = blocks(of: x.shape[0])
        return ReferenceArray(shape: [blocks.count, 2, x.shape[1]]) { index in
            blocks[index[0]].reduce(0) { sum, row in
                let place = [row, index[2]]
                let normalized = (x[place] - mean[place]) * inverse[place]
                return sum + g[place] * (index[1] == 0 ? 1 : normalized)
            }
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[1].shape
        lowering.emit(
            .blockRowSums,
            [lowering.output] + lowering.inputs,
            sizes: [1] + shape.sizes,
            work: 6 * shape.count
        )
    }
}
