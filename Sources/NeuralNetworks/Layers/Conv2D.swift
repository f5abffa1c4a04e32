public import Computation

/// Filters that slide over pictures: at each position, each filter is a neuron that sees a small patch,
/// with the same weights everywhere.
///
/// Shapes: input `[batch, height, width, channels]` (without channels there is one), `weight` in files
/// `[filters, channels / groups, lines, columns]` as in PyTorch, `bias` `[filters]`, output
/// `[batch, down, across, filters]`.
///
/// Source: LeCun, Bottou, Bengio, Haffner, 1998, "Gradient-based learning applied to document recognition".
public struct Conv2D: Layer {
    /// The name in files.
    public static let name = "Conv2D"

    /// The number of filters.
    public let filters: Int
    /// The size of the patch that a filter sees.
    public let kernel: Extent2D
    /// From one position to the next.
    public let stride: Extent2D
    /// What is added around the pictures.
    public let padding: Padding
    /// From one pixel that a filter sees to the next.
    public let dilation: Extent2D
    /// Into how many groups channels and filters are divided; as many as channels: depthwise.
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
    ///   - filters: The number of filters.
    ///   - kernel: The size of the patch that a filter sees: `3`, or `[3, 5]` down and across.
    ///   - stride: From one position to the next.
    ///   - padding: What is added around the pictures.
    ///   - dilation: From one pixel that a filter sees to the next.
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

    /// Writes the convolution, bias and activation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let pictures = input.asPictures(in: scope),
            let geometry = settings.geometry(over: pictures.shape, in: scope)
        else { return input }
        // In memory a line of a patch is one run of numbers, and filters are neighbours.
        let weights = scope.parameter(
            "weight",
            [filters, pictures.shape[3] / groups, kernel.down, kernel.across],
            initializer,
            memoryOrder: [2, 3, 1, 0]
        )
        return scope.finish(
            pictures.convolved(with: weights, geometry),
            of: pictures,
            filters: filters,
            usesBias: usesBias,
            activation,
            geometry
        )
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case filters, kernel, stride, padding, dilation, groups, activation, usesBias, initializer
    }

    /// Reads a layer of filters over pictures.
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

    /// As it is declared: `Conv2D(32, kernel: 5, padding: .same, activation: .relu)`.
    public var description: String {
        "Conv2D(\(filters), kernel: \(kernel)\(settings.description)"
            + (activation == .identity ? "" : ", activation: .\(activation.rawValue)")
            + (usesBias ? "" : ", usesBias: false") + ")"
    }
}
