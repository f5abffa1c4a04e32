public import Computation

/// The way back of a convolution: makes larger pictures of smaller ones, each pixel the weighted sum of the
/// positions that would see it.
///
/// Shapes: input `[batch, down, across, channels]` (without channels there is one), `weight` in files
/// `[channels, filters / groups, lines, columns]` as in PyTorch, `bias` `[filters]`, output
/// `[batch, height, width, filters]`. With the padding ``Padding/same`` the height is down · stride, with
/// others (down − 1) · stride + kernel − padding: the smallest picture over which the kernel has so many
/// positions.
///
/// Source: Dumoulin and Visin, 2016, "A guide to convolution arithmetic for deep learning", section 4.
public struct TransposedConv2D: Layer {
    /// The name in files.
    public static let name = "TransposedConv2D"

    /// The number of channels that go out.
    public let filters: Int
    /// The size of the patch that each position writes to.
    public let kernel: Extent2D
    /// From one position to the next, in the larger picture.
    public let stride: Extent2D
    /// What the convolution there would add around the larger picture.
    public let padding: Padding
    /// From one pixel that a position writes to to the next.
    public let dilation: Extent2D
    /// Into how many groups channels and filters are divided.
    public let groups: Int
    /// The activation function.
    public let activation: ActivationFunction
    /// Whether each filter has a bias.
    public let usesBias: Bool
    /// How the first weights are drawn; biases begin at zero.
    public let initializer: Initializer

    /// A layer of `filters` filters.
    ///
    /// - Parameters:
    ///   - filters: The number of channels that go out.
    ///   - kernel: The size of the patch that each position writes to: `3`, or `[3, 5]`.
    ///   - stride: From one position to the next, in the larger picture.
    ///   - padding: What the convolution there would add around the larger picture.
    ///   - dilation: From one pixel that a position writes to to the next.
    ///   - groups: Into how many groups channels and filters are divided.
    ///   - activation: The activation function.
    ///   - usesBias: Whether each filter has a bias.
    ///   - initializer: How the first weights are drawn. By default as suits the activation.
    public init(
        _ filters: Int,
        kernel: Extent2D,
        stride: Extent2D = 1,
        padding: Padding = .valid,
        dilation: Extent2D = 1,
        groups: Int = 1,
        activation: ActivationFunction = .identity,
        usesBias: Bool = true,
        initializer: Initializer? = nil
    ) {
        self.filters = filters
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
        self.activation = activation
        self.usesBias = usesBias
        self.initializer = initializer ?? activation.usualInitializer
    }

    private var settings: ConvolutionSettings {
        ConvolutionSettings(
            filters: filters,
            kernel: kernel,
            stride: stride,
            padding: padding,
            dilation: dilation,
            groups: groups
        )
    }

    /// Writes the transposed convolution, bias and activation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let outputs = input.asPictures(in: scope),
            settings.check(channels: outputs.shape[3], in: scope)
        else { return input }
        let (down, across, channels) = (outputs.shape[1], outputs.shape[2], outputs.shape[3])
        guard let height = size(.down, positions: down),
            let width = size(.across, positions: across),
            let before = settings.place(.down, size: height)?.before,
            let left = settings.place(.across, size: width)?.before
        else {
            scope.fail(
                "the padding \(padding) leaves nothing of the pictures that \(down)×\(across) positions "
                    + "would write",
                remedy: "take less padding"
            )
            return input
        }
        let geometry = ConvolutionGeometry(
            image: [height, width],
            kernel: kernel.numbers,
            positions: [down, across],
            stride: stride.numbers,
            before: [before, left],
            dilation: dilation.numbers,
            groups: groups
        )
        let weights = scope.parameter(
            "weight",
            [channels, filters / groups, kernel.down, kernel.across],
            initializer,
            memoryOrder: [2, 3, 1, 0]
        )
        return scope.finish(
            outputs.convolvedBack(with: weights, geometry),
            of: outputs,
            filters: filters,
            usesBias: usesBias,
            activation,
            nil
        )
    }

    /// How large a picture is over which the kernel has so many positions; nil if there is none.
    private func size(_ direction: Padding.Direction, positions: Int) -> Int? {
        let isDown = direction == .down
        let (window, stride, dilation) =
            isDown
            ? (kernel.down, stride.down, dilation.down)
            : (kernel.across, stride.across, dilation.across)
        let span = (window - 1) * dilation + 1
        let size: Int
        switch padding {
        case .valid: size = (positions - 1) * stride + span
        case .same: size = positions * stride
        case .explicit(let top, let bottom, let left, let right):
            size = (positions - 1) * stride + span - (isDown ? top + bottom : left + right)
        }
        return size > 0 ? size : nil
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case filters, kernel, stride, padding, dilation, groups, activation, usesBias, initializer
    }

    /// Reads a layer of filters that write.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            fields.required(.filters),
            kernel: fields.required(.kernel),
            stride: fields[.stride] ?? 1,
            padding: fields[.padding] ?? .valid,
            dilation: fields[.dilation] ?? 1,
            groups: fields[.groups] ?? 1,
            activation: fields[.activation] ?? .identity,
            usesBias: fields[.usesBias] ?? true,
            initializer: fields[.initializer]
        )
    }

    /// As it is declared: `TransposedConv2D(16, kernel: 4, stride: 2, padding: .same)`.
    public var description: String {
        "TransposedConv2D(\(filters), kernel: \(kernel)\(settings.description)"
            + (activation == .identity ? "" : ", activation: .\(activation.rawValue)")
            + (usesBias ? "" : ", usesBias: false") + ")"
    }
}
