/// Zeros added before and after along one dimension.
package struct Pad: Operation {
    package let dimension: Int
    package let before: Int
    package let after: Int

    package var description: String { "pad dimension \(dimension) by \(before) and \(after)" }

    private func padded(_ shape: Shape) -> Shape {
        var sizes = shape.sizes
        sizes[dimension] += before + after
        return Shape(sizes)
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard shape.sizes.indices.contains(dimension), before >= 0, after >= 0 else {
            throw ShapeError("cannot \(description) of \(shape)")
        }
        return TensorType(.float32, padded(shape))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let size = inputs[0].shape[dimension]
        return ReferenceArray(shape: padded(inputs[0].shape)) { index in
            var source = index
            source[dimension] -= before
            return (0..<size).contains(source[dimension]) ? inputs[0].exact(source) : 0
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let size = context.inputs[0].shape[dimension]
        return [context.upstream.slice(dimension, before..<before + size)]
    }

    package func lower(_ lowering: inout Lowering) {
        let (input, output) = (lowering.inputTypes[0].shape, lowering.outputType.shape)
        for (start, size) in [(0, before), (before + input[dimension], after)] where size > 0 {
            var sizes = input.sizes
            sizes[dimension] = size
            lowering.emitCopy(
                sizes: sizes,
                to: lowering.output.advanced(by: start * output.strides[dimension] * 4),
                strides: output.strides,
                from: lowering.constant([0]),
                strides: sizes.map { _ in 0 }
            )
        }
        lowering.emitCopy(
            sizes: input.sizes,
            to: lowering.output.advanced(by: before * output.strides[dimension] * 4),
            strides: output.strides,
            from: lowering.inputs[0],
            strides: input.strides
        )
    }
}

extension Symbol {
    /// With zeros added before and after along one dimension.
    public func padded(_ dimension: Int, before: Int, after: Int) -> Symbol {
        builder.apply(Pad(dimension: dimension, before: before, after: after), to: [self])
    }
}
