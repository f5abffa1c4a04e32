/// Dimensions in another order: dimension d of the result is dimension `order[d]` of the input.
package struct Transpose: Operation {
    package let order: [Int]

    package var description: String { "transpose to the order \(order)" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard order.sorted() == Array(0..<shape.rank) else {
            throw ShapeError("\(order) is not an order of the dimensions of \(shape)")
        }
        return TensorType(.float32, Shape(order.map { shape[$0] }))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(shape: Shape(order.map { inputs[0].shape[$0] })) { index in
            var source = index
            for (dimension, position) in zip(order, index) { source[dimension] = position }
            return inputs[0][source]
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [context.upstream.transposed(order.indices.map { order.firstIndex(of: $0) ?? 0 })]
    }

    package func lower(_ lowering: inout Lowering) {
        let strides = lowering.inputTypes[0].shape.strides
        lowering.emitCopy(
            sizes: lowering.outputType.shape.sizes,
            to: lowering.output,
            strides: lowering.outputType.shape.strides,
            from: lowering.inputs[0],
            strides: order.map { strides[$0] }
        )
    }
}

extension Symbol {
    /// The dimensions in another order; in reverse when none is given.
    public func transposed(_ order: [Int]? = nil) -> Symbol {
        builder.apply(Transpose(order: order ?? (0..<shape.rank).reversed()), to: [self])
    }
}
