public import Computation

/// Filters that slide along sequences, such as sound.
///
/// Shapes: input `[batch, length, channels]` (without channels there is one), `weight` in files
/// `[filters, channels / groups, kernel]` as in PyTorch, `bias` `[filters]`, output
/// `[batch, positions, filters]`.
public struct Conv1D: Layer {
    /// The name in files.
    public static let name = "Conv1D"

    /// The number of filters.
    public let filters: Int
    /// How many places of the sequence a filter sees.
    public let kernel: Int
    /// From one position to the next.
    public let stride: Int
    /// What is added at both ends; of sides with numbers, left and right count.
    public let padding: Padding
    /// From one place that a filter sees to the next.
    public let dilation: Int
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
    ///   - kernel: How many places of the sequence a filter sees.
    ///   - stride: From one position to the next.
    ///   - padding: What is added at both ends.
    ///   - dilation: From one place that a filter sees to the next.
    ///   - groups: Into how many groups channels and filters are divided.
    ///   - activation: The activation function.
    ///   - usesBias: Whether each filter has a bias.
    ///   - initializer: How the first weights are drawn. By default as suits the activation.
    public init(
        _ filters: Int,
        kernel: Int,
        stride: Int = 1,
        padding: Padding = .valid,
        dilation: Int = 1,
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

    /// A sequence is a picture of one line.
    private var settings: ConvolutionSettings {
        ConvolutionSettings(
            filters: filters,
            kernel: [1, kernel],
            stride: [1, stride],
            padding: padding.acrossOnly,
            dilation: [1, dilation],
            groups: groups
        )
    }

    /// Writes the convolution, bias and activation.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.shape.rank == 2 || input.shape.rank == 3 else {
            scope.fail(
                "takes sequences [batch, length, channels], not \(input.shape)",
                remedy: "pictures are for Conv2D"
            )
            return input
        }
        let sizes = input.shape.sizes + (input.shape.rank == 2 ? [1] : [])
        let lines = input.reshaped(to: [sizes[0], 1, sizes[1], sizes[2]])
        guard let geometry = settings.geometry(over: lines.shape, in: scope) else { return input }
        let weights = scope.parameter(
            "weight",
            [filters, sizes[2] / groups, kernel],
            initializer,
            memoryOrder: [2, 1, 0]
        ).reshaped(to: [1, kernel, sizes[2] / groups, filters])
        let output = scope.finish(
            lines.convolved(with: weights, geometry),
            of: lines,
            filters: filters,
            usesBias: usesBias,
            activation,
            geometry
        )
        return output.reshaped(to: [sizes[0], geometry.positions[1], filters])
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case filters, kernel, stride, padding, dilation, groups, activation, usesBias, initializer
    }

    /// Reads a layer of filters along sequences.
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

    /// As it is declared: `Conv1D(32, kernel: 9, padding: .same, activation: .relu)`.
    public var description: String {
        "Conv1D(\(filters), kernel: \(kernel)"
            + (stride == 1 ? "" : ", stride: \(stride)")
            + (padding == .valid ? "" : ", padding: \(padding)")
            + (dilation == 1 ? "" : ", dilation: \(dilation)")
            + (groups == 1 ? "" : ", groups: \(groups)")
            + (activation == .identity ? "" : ", activation: .\(activation.rawValue)")
            + (usesBias ? "" : ", usesBias: false") + ")"
    }
}

extension Padding {
    /// The same to the left and right, and nothing above and below.
    var acrossOnly: Padding {
        if case .explicit(_, _, let left, let right) = self {
            return .explicit(top: 0, bottom: 0, left: left, right: right)
        }
        return self
    }
}
