/// The channels of x, `[examples, rows, channels]`, normalised by their mean and variance, together in
/// groups of neighbouring ones: the gradient of the whole formula in one rule.
///
/// y = (x − mean)·inverse·scale + shift. The result is the first input, which is y as a chain of
/// element-wise operations gives it; then follow x, mean and inverse (1/√(variance + ε)) of each example
/// and channel, `[examples, channels]`, scale and shift, `[channels]`. Mean and inverse must be those of x:
/// what flows through them is part of the rule.
///
/// With g the gradient that arrives, x̂ = (x − mean)·inverse, n the count of numbers of a group and Σ over
/// a group: ∂x = inverse·(g·scale − Σ(g·scale)/n − x̂·Σ(g·scale·x̂)/n). Source: Ioffe and Szegedy, 2015,
/// section 3.
package struct NormalizedChannels: ViewOperation {
    /// Into how many groups the channels are divided; as many as channels: each by itself.
    package let groups: Int

    package var description: String { "normalised in \(groups) groups" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let sizes = inputs[1].shape.sizes
        let each = TensorType(.float32, Shape(sizes.prefix(1) + sizes.suffix(1)))
        let channels = TensorType(.float32, Shape(Array(sizes.suffix(1))))
        guard sizes.count == 3, inputs == [inputs[1], inputs[1], each, each, channels, channels],
            groups > 0, sizes[2] % groups == 0
        else { throw ShapeError("\(description): \(inputs) do not belong together") }
        return inputs[0]
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray { inputs[0] }

    package var gradientUses: GradientUses { .inputs }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (x, mean, inverse) = (context.inputs[1], context.inputs[2], context.inputs[3])
        let (scale, g) = (context.inputs[4], context.upstream)
        let sums = x.builder.apply(BlockGradientSums(), to: [g, x, mean]).sum(over: 1..<2)
        let (ofUpstream, ofProducts) = (sums.pair(0), sums.pair(1) * inverse)
        let factor = -1 / Float(x.shape[1] * x.shape[2] / groups)
        let change: Symbol
        if groups == x.shape[2] {
            // The scale comes last, so that the whole is one chain.
            let slope = (ofProducts * inverse * factor).rows
            let offset = (ofUpstream * factor).rows
            let all = (inverse * scale).rows
            change = ((x - mean.rows) * slope + g + offset) * all
        } else {
            let slope = ((ofProducts * scale).sum(of: groups) * inverse * inverse * factor).rows
            let offset = ((ofUpstream * scale).sum(of: groups) * inverse * factor).rows
            let all = (inverse * scale).rows
            change = (x - mean.rows) * slope + offset + g * all
        }
        return [
            nil, change, nil, nil, ofProducts.sum(over: 0..<1), ofUpstream.sum(over: 0..<1),
        ]
    }
}

extension Symbol {
    /// The channels of `[examples, rows, channels]`, brought to mean 0 and variance 1 and then scaled and
    /// shifted, with a gradient that flows through mean and variance as well.
    ///
    /// - Parameters:
    ///   - moments: The ``moments()`` of this.
    ///   - groups: Into how many groups of neighbouring channels that share mean and variance the channels
    ///     are divided; by default each is a group.
    ///   - scale: A factor for each channel.
    ///   - shift: What is added, for each channel.
    ///   - epsilon: What is added to the variance, so that its root can be divided by.
    /// - Returns: Numbers of the same shape.
    package func normalized(
        by moments: (mean: Symbol, variance: Symbol),
        groups: Int? = nil,
        scale: Symbol,
        shift: Symbol,
        epsilon: Float
    ) -> Symbol {
        guard builder.failure == nil else { return self }
        var (mean, variance) = moments
        let channels = shape[-1]
        let groups = groups ?? channels
        if groups < channels {
            // Each channel has as many numbers, so that means are means of means.
            let own = mean
            mean = own.mean(of: groups)
            variance = (variance + (own - mean).squared()).mean(of: groups)
        }
        let inverse = (variance + epsilon).squareRoot().reciprocal()
        let value = (self - mean.rows) * (inverse * scale).rows + shift
        return builder.apply(
            NormalizedChannels(groups: groups),
            to: [value, self, mean, inverse, scale, shift]
        )
    }

    /// `[examples, channels]` as what all rows of an example share.
    fileprivate var rows: Symbol { reshaped(to: [shape[0], 1, shape[-1]]) }

    /// For each channel of `[examples, channels]` the sum over its group.
    fileprivate func sum(of groups: Int) -> Symbol {
        let parts = Shape([shape[0], groups, shape[-1] / groups])
        return reshaped(to: parts).sum(over: 2..<3).reshaped(to: [shape[0], groups, 1])
            .broadcast(to: parts).reshaped(to: shape)
    }

    /// For each channel of `[examples, channels]` the mean over its group.
    fileprivate func mean(of groups: Int) -> Symbol {
        sum(of: groups) * (Float(groups) / Float(shape[-1]))
    }
}
