/// Sets each element to zero with probability `rate` and scales the others by 1/(1 − rate), so that
/// the expected value stays.
///
/// Source: Srivastava et al., 2014.
///
/// The second input is the key, int32 `[4]`: seed (low, high), step, and the place of the first row
/// in the global batch. What is dropped is a pure function of key, stream, row and column, so that a
/// batch draws the same noise however it is split, and the gradient draws it again instead of
/// keeping a mask.
package struct Dropout: Operation {
    package let rate: Float
    /// Tells the dropout layers of one network apart.
    package let stream: Int

    package var description: String { "dropout" }

    /// Random words below this are dropped.
    private var threshold: Int { Int((Double(rate) * 0x1p32).rounded()) }
    private var factor: Float { 1 / (1 - rate) }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let type = try inputs[0].requireFloats(for: description)
        guard rate >= 0, rate < 1 else {
            throw ShapeError(
                "a dropout rate must be at least 0 and less than 1, not \(rate)",
                remedy: "0.5 drops every second activation"
            )
        }
        guard type.shape.rank > 0, inputs[1] == TensorType(.int32, [4]) else {
            throw ShapeError("dropout takes rows and a key int32 [4], not \(type), \(inputs[1])")
        }
        return type
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let columns = inputs[0].shape.sizes.dropFirst().reduce(1, *)
        let key = inputs[1].values.map { UInt32(bitPattern: Int32($0)) }
        var result = inputs[0]
        for index in result.values.indices {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let words = Philox.words(
                counter: SIMD4(
                    UInt32(column / 4),
                    key[3] &+ UInt32(row),
                    key[2],
                    UInt32(stream)
                ),
                key: SIMD2(key[0], key[1])
            )
            let isKept = Int(words[column % 4]) >= threshold
            result.values[index] *= isKept ? Double(factor) : 0
        }
        return result
    }

    package var gradientUses: GradientUses { .inputs }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [context.output.builder.apply(self, to: [context.upstream, context.inputs[1]]), nil]
    }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.outputType.shape
        lowering.emit(
            .dropout,
            [lowering.output] + lowering.inputs,
            sizes: [shape[0], shape.sizes.dropFirst().reduce(1, *), stream, threshold],
            scalars: [factor],
            work: 8 * shape.count
        )
    }
}

extension Symbol {
    /// Zero with probability `rate`, otherwise scaled by 1/(1 − rate); `key` is int32 `[4]`: seed
    /// low, seed high, step, place of the first row in the global batch.
    public func dropout(rate: Float, stream: Int, key: Symbol) -> Symbol {
        builder.apply(Dropout(rate: rate, stream: stream), to: [self, key])
    }
}
