import NeuralNetworks

/// The convolutional networks of learners for pictures and sounds: as deep as the input allows, as wide as the
/// number of examples suggests.
enum ConvolutionalNetwork {
    /// Stages of convolution, normalisation and pooling, each with half the resolution and more filters.
    ///
    /// - Parameters:
    ///   - shape: The shape of an input, `[height, width, channels]`.
    ///   - width: How many filters the first stage has.
    ///   - convolutions: How many convolutions a stage has, after the first, which has one.
    ///   - coarsest: The shorter side of the last maps is not less than this.
    /// - Returns: The layers, from pictures to maps.
    static func stages(
        for shape: Shape,
        width: Int,
        convolutions: Int = 1,
        coarsest: Int = 4
    ) -> Network {
        var side = min(shape[0], shape[1])
        var layers: [any Layer] = []
        var filters = width
        repeat {
            for _ in 0..<(layers.isEmpty ? 1 : convolutions) {
                layers.append(
                    Conv2D(filters, kernel: 3, padding: .same, usesBias: false, initializer: .he)
                )
                layers.append(BatchNorm())
                layers.append(Activation(.relu))
            }
            if side >= 2 * coarsest { layers.append(MaxPooling2D(window: 2)) }
            side /= 2
            filters = min(2 * filters, 8 * width)
        } while side >= coarsest
        return Network(layers)
    }
}
