/// The largest number of each window over pictures, channel by channel; NaN counts as largest.
package struct MaxPooling: Operation {
    package let windows: PoolingWindows

    package var description: String { "max pooling" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        try windows.resultShape(of: inputs[0], for: description)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = inputs[0].shape
        let result: Shape = [shape[0], windows.rows.count, windows.columns.count, shape[3]]
        return ReferenceArray(shape: result) { index in
            let seen = windows.places(for: index, in: shape).map { inputs[0].values[$0] }
            return seen.contains { $0.isNaN } ? .nan : seen.max() ?? .nan
        }
    }

    package var gradientUses: GradientUses { [.inputs, .output] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [
            context.output.builder.apply(
                MaxPoolingGradient(windows: windows),
                to: [context.inputs[0], context.output, context.upstream]
            )
        ]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        windows.emit(.maxPool, to: &lowering, pictures: lowering.inputTypes[0].shape)
    }
}

/// What arrives for each window goes to the first position, row by row, that holds its largest number;
/// from pictures, their largest numbers, and the upstream gradient.
///
/// The position is looked for again: that reads no more memory than a list of positions, and there is none
/// to keep.
package struct MaxPoolingGradient: Operation {
    package let windows: PoolingWindows

    package var description: String { "gradient of max pooling" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType { inputs[0] }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = inputs[0].shape
        var result = ReferenceArray([Double](repeating: 0, count: shape.count), shape: shape)
        forEachIndex(of: inputs[1].shape) { index in
            let largest = inputs[1].exact(index)
            let first = windows.places(for: index, in: shape).first { place in
                let value = inputs[0].values[place]
                return value == largest || value.isNaN
            }
            if let first { result.values[first] += inputs[2].exact(index) }
        }
        return result
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        windows.emit(.gradientMaxPool, to: &lowering, pictures: lowering.outputType.shape)
    }
}

extension Symbol {
    /// The largest number of each window over these pictures `[batch, height, width, channels]`.
    package func maxPooled(_ windows: PoolingWindows) -> Symbol {
        builder.apply(MaxPooling(windows: windows), to: [self])
    }
}
