/// The mean of each window over pictures, channel by channel.
package struct AveragePooling: Operation {
    package let windows: PoolingWindows
    /// Whether positions outside the picture count, as zeros.
    package let countsPadding: Bool

    package var description: String { "average pooling" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        try windows.resultShape(of: inputs[0], for: description)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = inputs[0].shape
        let result: Shape = [shape[0], windows.rows.count, windows.columns.count, shape[3]]
        return ReferenceArray(shape: result) { index in
            let places = windows.places(for: index, in: shape)
            return places.reduce(0) { $0 + inputs[0].values[$1] } / divisor(places.count)
        }
    }

    fileprivate func divisor(_ seen: Int) -> Double {
        Double(countsPadding ? windows.rows.window * windows.columns.window : seen)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let gradient = AveragePoolingGradient(pooling: self, pictures: context.inputs[0].shape)
        return [context.output.builder.apply(gradient, to: [context.upstream])]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        windows.emit(
            .averagePool,
            to: &lowering,
            pictures: lowering.inputTypes[0].shape,
            countsPadding: countsPadding
        )
    }
}

/// What arrives for each window is shared out evenly among its positions.
package struct AveragePoolingGradient: Operation {
    package let pooling: AveragePooling
    /// The shape of the pictures.
    package let pictures: Shape

    package var description: String { "gradient of average pooling" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        TensorType(.float32, pictures)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        var result = ReferenceArray([Double](repeating: 0, count: pictures.count), shape: pictures)
        forEachIndex(of: inputs[0].shape) { index in
            let places = pooling.windows.places(for: index, in: pictures)
            let share = inputs[0].exact(index) / pooling.divisor(places.count)
            for place in places { result.values[place] += share }
        }
        return result
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [context.output.builder.apply(pooling, to: [context.upstream])]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        pooling.windows.emit(
            .gradientAveragePool,
            to: &lowering,
            pictures: pictures,
            countsPadding: pooling.countsPadding
        )
    }
}

extension Symbol {
    /// The mean of each window over these pictures `[batch, height, width, channels]`.
    package func averagePooled(_ windows: PoolingWindows, countsPadding: Bool = false) -> Symbol {
        builder.apply(
            AveragePooling(windows: windows, countsPadding: countsPadding),
            to: [self]
        )
    }
}
