/// A range of positions along one dimension.
package struct Slice: Operation {
    package let dimension: Int
    package let range: Range<Int>

    package var description: String { "slice \(range) of dimension \(dimension)" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard shape.sizes.indices.contains(dimension), range.lowerBound >= 0,
            range.upperBound <= shape[dimension]
        else { throw ShapeError("\(description) lies outside \(shape)") }
        var sizes = shape.sizes
        sizes[dimension] = range.count
        return TensorType(.float32, Shape(sizes))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        var sizes = inputs[0].shape.sizes
        sizes[dimension] = range.count
        return ReferenceArray(shape: Shape(sizes)) { index in
            var source = index
            source[dimension] += range.lowerBound
            return inputs[0].exact(source)
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let size = context.inputs[0].shape[dimension]
        return [
            context.upstream.padded(
                dimension,
                before: range.lowerBound,
                after: size - range.upperBound
            )
        ]
    }

    package func lower(_ lowering: inout Lowering) {
        let strides = lowering.inputTypes[0].shape.strides
        lowering.emitCopy(
            sizes: lowering.outputType.shape.sizes,
            to: lowering.output,
            strides: lowering.outputType.shape.strides,
            from: lowering.inputs[0].advanced(by: range.lowerBound * strides[dimension] * 4),
            strides: strides
        )
    }
}

extension ReferenceArray {
    /// The element at an index, without broadcasting.
    func exact(_ index: [Int]) -> Double {
        values[zip(index, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }]
    }
}

extension Symbol {
    /// The positions in `range` along one dimension.
    public func slice(_ dimension: Int, _ range: Range<Int>) -> Symbol {
        builder.apply(Slice(dimension: dimension, range: range), to: [self])
    }
}
