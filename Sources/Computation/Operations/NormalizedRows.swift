/// The rows of x, `[rows, channels]`, each normalised by its mean and variance: the gradient of the whole
/// formula in one rule.
///
/// y = (x − mean)·inverse·scale + shift. The result is the first input, which is y as a chain of
/// element-wise operations gives it; then follow x, mean and inverse (1/√(variance + ε)) of each row,
/// `[rows, 1]`, scale and shift, `[channels]`. Mean and inverse must be those of x: what flows through them
/// is part of the rule.
///
/// With g the gradient that arrives, x̂ = (x − mean)·inverse and means over a row:
/// ∂x = inverse·(g·scale − mean(g·scale) − x̂·mean(g·scale·x̂)). Source: Ba, Kiros and Hinton, 2016.
package struct NormalizedRows: ViewOperation {
    package var description: String { "normalised rows" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let sizes = inputs[1].shape.sizes
        let each = TensorType(.float32, Shape(sizes.prefix(1) + [1]))
        let channels = TensorType(.float32, Shape(Array(sizes.suffix(1))))
        guard sizes.count == 2, inputs == [inputs[1], inputs[1], each, each, channels, channels]
        else {
            throw ShapeError("\(description): \(inputs) do not belong together")
        }
        return inputs[0]
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray { inputs[0] }

    package var gradientUses: GradientUses { .inputs }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (x, mean, inverse) = (context.inputs[1], context.inputs[2], context.inputs[3])
        let (scale, g) = (context.inputs[4], context.upstream)
        let builder = x.builder
        let change = builder.apply(NormalizedRowsGradient(), to: [g, x, mean, inverse, scale])
        let sums = builder.apply(BlockRowSums(), to: [g, x, mean, inverse]).sum(over: 0..<1)
        func part(_ index: Int) -> Symbol {
            sums.slice(0, index..<index + 1).reshaped(to: scale.shape)
        }
        return [nil, change, nil, nil, part(1), part(0)]
    }
}

extension Symbol {
    /// The rows of `[rows, channels]`, each brought to mean 0 and variance 1 and then scaled and shifted
    /// channel by channel.
    ///
    /// - Parameters:
    ///   - scale: A factor for each channel.
    ///   - shift: What is added, for each channel.
    ///   - epsilon: What is added to the variance, so that its root can be divided by.
    /// - Returns: Numbers of the same shape.
    package func normalizedRows(scale: Symbol, shift: Symbol, epsilon: Float) -> Symbol {
        guard builder.failure == nil else { return self }
        let column = Shape([shape[0], 1])
        let moments = builder.apply(RowMoments(), to: [self])
        let mean = moments.slice(0, 0..<1).reshaped(to: column)
        let inverse = (moments.slice(0, 1..<2).reshaped(to: column) + epsilon).squareRoot()
            .reciprocal()
        let value = (self - mean) * inverse * scale + shift
        return builder.apply(
            NormalizedRows(),
            to: [value, self, mean, inverse, scale, shift]
        )
    }
}
