/// Convolution of images `[batch, height, width, channels]` with weights
/// `[lines, columns, channels / groups, filters]`: for each position the weighted sum of what the kernel
/// sees there, `[batch, down, across, filters]`.
///
/// Transposed, it gives each pixel the weighted sum of the positions that see it: what the gradient of
/// the images is, and a way to make larger images of smaller ones. Then the first input is
/// `[batch, down, across, filters]`, the result `[batch, height, width, channels]`.
///
/// Source: Dumoulin and Visin, 2016, "A guide to convolution arithmetic for deep learning".
package struct Convolution: Operation {
    package let geometry: ConvolutionGeometry
    package var isTransposed = false

    package init(_ geometry: ConvolutionGeometry, isTransposed: Bool = false) {
        self.geometry = geometry
        self.isTransposed = isTransposed
    }

    package var description: String { isTransposed ? "transposed convolution" : "convolution" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let values = try inputs[0].requireFloats(for: description).shape
        let weights = try inputs[1].requireFloats(for: description).shape
        try geometry.check()
        guard values.rank == 4, weights.rank == 4, [weights[0], weights[1]] == geometry.kernel
        else {
            throw ShapeError(
                "\(description) takes images [batch, height, width, channels] and weights "
                    + "[\(geometry.kernel[0]), \(geometry.kernel[1]), channels, filters], "
                    + "not \(values) and \(weights)"
            )
        }
        let (channels, filters) = (weights[2] * geometry.groups, weights[3])
        let seen = isTransposed ? geometry.positions + [filters] : geometry.image + [channels]
        guard filters % geometry.groups == 0, Array(values.sizes.dropFirst()) == seen else {
            throw ShapeError(
                "\(description) with weights \(weights) in \(geometry.groups) groups takes "
                    + "\(Shape([values[0]] + seen)), not \(values)"
            )
        }
        let result = isTransposed ? geometry.image + [channels] : geometry.positions + [filters]
        return TensorType(.float32, Shape([values[0]] + result))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (values, weights) = (inputs[0], inputs[1])
        let (perGroup, filters) = (weights.shape[2], weights.shape[3])
        let channels = perGroup * geometry.groups
        let filtersPerGroup = filters / geometry.groups
        let (pixels, positions) = (
            geometry.image.reduce(1, *), geometry.positions.reduce(1, *)
        )
        let count = values.shape[0]
        let shape = Shape(
            [count]
                + (isTransposed ? geometry.image + [channels] : geometry.positions + [filters])
        )
        var result = [Double](repeating: 0, count: shape.count)
        for image in 0..<count {
            geometry.forEachPair { pixel, kernel, position in
                let (seen, seeing) = (
                    (image * pixels + pixel) * channels, (image * positions + position) * filters
                )
                for filter in 0..<filters {
                    let first = filter / filtersPerGroup * perGroup
                    for channel in 0..<perGroup {
                        let weight = weights.values[
                            (kernel * perGroup + channel) * filters + filter
                        ]
                        if isTransposed {
                            result[seen + first + channel] +=
                                values.values[seeing + filter] * weight
                        } else {
                            result[seeing + filter] +=
                                values.values[seen + first + channel] * weight
                        }
                    }
                }
            }
        }
        return ReferenceArray(result, shape: shape)
    }

    package var gradientUses: GradientUses { .inputs }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (values, weights, upstream) = (context.inputs[0], context.inputs[1], context.upstream)
        let other = Convolution(geometry, isTransposed: !isTransposed)
        return [
            upstream.builder.apply(other, to: [upstream, weights]),
            upstream.builder.apply(
                ConvolutionWeights(geometry),
                to: isTransposed ? [upstream, values] : [values, upstream]
            ),
        ]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func endsWithElementwise(_ result: TensorType) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        let (values, weights) = (lowering.inputTypes[0].shape, lowering.inputTypes[1].shape)
        lowering.emit(
            isTransposed ? .convolutionTransposed : .convolution,
            [lowering.output] + lowering.inputs,
            sizes: geometry.kernelSizes(
                count: values[0],
                channels: weights[2] * geometry.groups,
                filters: weights[3]
            ),
            work: geometry.work(count: values[0], weights),
            rowStrides: [
                lowering.outputType.byteCount / max(values[0], 1),
                lowering.inputTypes[0].byteCount / max(values[0], 1), 0,
            ]
        )
    }
}

/// The gradient of a convolution's weights: the images `[batch, height, width, channels]` times what
/// arrives at the outputs, `[batch, down, across, filters]`, summed over all positions.
package struct ConvolutionWeights: Operation {
    package let geometry: ConvolutionGeometry

    package init(_ geometry: ConvolutionGeometry) { self.geometry = geometry }

    package var description: String { "gradient of a convolution's weights" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let images = try inputs[0].requireFloats(for: description).shape
        let outputs = try inputs[1].requireFloats(for: description).shape
        let sizes = geometry.kernel + [images[-1] / geometry.groups, outputs[-1]]
        return TensorType(.float32, Shape(sizes))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (images, outputs) = (inputs[0], inputs[1])
        let (channels, filters) = (images.shape[-1], outputs.shape[-1])
        let (perGroup, filtersPerGroup) = (channels / geometry.groups, filters / geometry.groups)
        let (pixels, positions) = (
            geometry.image.reduce(1, *), geometry.positions.reduce(1, *)
        )
        let shape = Shape(geometry.kernel + [perGroup, filters])
        var result = [Double](repeating: 0, count: shape.count)
        for image in 0..<images.shape[0] {
            geometry.forEachPair { pixel, kernel, position in
                let (seen, seeing) = (
                    (image * pixels + pixel) * channels, (image * positions + position) * filters
                )
                for channel in 0..<perGroup {
                    for filter in 0..<filters {
                        let first = filter / filtersPerGroup * perGroup
                        result[(kernel * perGroup + channel) * filters + filter] +=
                            images.values[seen + first + channel] * outputs.values[seeing + filter]
                    }
                }
            }
        }
        return ReferenceArray(result, shape: shape)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let images = lowering.inputTypes[0].shape
        lowering.emit(
            .convolutionWeights,
            [lowering.output] + lowering.inputs,
            sizes: geometry.kernelSizes(
                count: images[0],
                channels: images[3],
                filters: lowering.outputType.shape[3]
            ),
            work: geometry.work(count: images[0], lowering.outputType.shape)
        )
    }
}

extension ConvolutionGeometry {
    /// How many arithmetic operations a convolution with these weights takes, and its gradients.
    fileprivate func work(count: Int, _ weights: Shape) -> Int {
        2 * count * positions.reduce(1, *) * weights.count
    }
}

extension Symbol {
    /// The convolution of these images, `[batch, height, width, channels]`, with weights
    /// `[lines, columns, channels / groups, filters]`.
    package func convolved(with weights: Symbol, _ geometry: ConvolutionGeometry) -> Symbol {
        builder.apply(Convolution(geometry), to: [self, weights])
    }

    /// Images `[batch, height, width, channels]` of these outputs, `[batch, down, across, filters]`, by
    /// the weights `[lines, columns, channels / groups, filters]` of the convolution whose transposed it is.
    package func convolvedBack(with weights: Symbol, _ geometry: ConvolutionGeometry) -> Symbol {
        builder.apply(Convolution(geometry, isTransposed: true), to: [self, weights])
    }
}
