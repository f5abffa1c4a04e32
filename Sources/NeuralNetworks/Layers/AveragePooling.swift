public import Computation

/// The mean of each window over pictures, channel by channel.
///
/// Shapes: input `[batch, height, width, channels]` (without channels there is one), output
/// `[batch, rows, columns, channels]`. How many windows there are is said by ``Padding``.
public struct AveragePooling2D: Layer {
    /// The name in files.
    public static let name = "AveragePooling2D"
    /// How many rows and columns a window looks at.
    public let window: Extent2D
    /// From one window to the next; nil where that is the window.
    public let stride: Extent2D?
    /// What is added around the pictures.
    public let padding: Padding
    /// Whether positions of padding count as zeros; if not, the mean is over what lies inside.
    public let countsPadding: Bool

    /// A layer that pools.
    ///
    /// - Parameters:
    ///   - window: How many rows and columns a window looks at: `2`, or `[2, 3]`.
    ///   - stride: From one window to the next; by default the window.
    ///   - padding: What is added around the pictures.
    ///   - countsPadding: Whether positions of padding count as zeros.
    public init(
        window: Extent2D,
        stride: Extent2D? = nil,
        padding: Padding = .valid,
        countsPadding: Bool = false
    ) {
        self.window = window
        self.stride = stride
        self.padding = padding
        self.countsPadding = countsPadding
    }

    /// Writes the pooling.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        Pooling(window: window, stride: stride, padding: padding).pictures(input, in: scope) {
            $0.averagePooled($1, countsPadding: countsPadding)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case window, stride, padding, countsPadding
    }

    /// Reads a layer that pools.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            window: fields.required(.window),
            stride: fields[.stride],
            padding: fields[.padding] ?? .valid,
            countsPadding: fields[.countsPadding] ?? false
        )
    }

    /// As it is declared: `AveragePooling2D(window: 2)`.
    public var description: String {
        "AveragePooling2D(\(Pooling.arguments(window, stride, padding))"
            + (countsPadding ? ", countsPadding: true)" : ")")
    }
}

/// The mean of each window over sequences, channel by channel.
///
/// Shapes: input `[batch, length, channels]` (without channels there is one), output
/// `[batch, windows, channels]`. How many windows there are is said by ``Padding``.
public struct AveragePooling1D: Layer {
    /// The name in files.
    public static let name = "AveragePooling1D"
    /// How many positions a window looks at.
    public let window: Int
    /// From one window to the next; nil where that is the window.
    public let stride: Int?
    /// What is added around the sequences.
    public let padding: Padding
    /// Whether positions of padding count as zeros; if not, the mean is over what lies inside.
    public let countsPadding: Bool

    /// A layer that pools.
    ///
    /// - Parameters:
    ///   - window: How many positions a window looks at.
    ///   - stride: From one window to the next; by default the window.
    ///   - padding: What is added around the sequences.
    ///   - countsPadding: Whether positions of padding count as zeros.
    public init(
        window: Int,
        stride: Int? = nil,
        padding: Padding = .valid,
        countsPadding: Bool = false
    ) {
        self.window = window
        self.stride = stride
        self.padding = padding
        self.countsPadding = countsPadding
    }

    /// Writes the pooling.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        Pooling(window: window, stride: stride, padding: padding).sequences(input, in: scope) {
            $0.averagePooled($1, countsPadding: countsPadding)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case window, stride, padding, countsPadding
    }

    /// Reads a layer that pools.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            window: fields.required(.window),
            stride: fields[.stride],
            padding: fields[.padding] ?? .valid,
            countsPadding: fields[.countsPadding] ?? false
        )
    }

    /// As it is declared: `AveragePooling1D(window: 2)`.
    public var description: String {
        "AveragePooling1D(\(Pooling.arguments(window, stride, padding))"
            + (countsPadding ? ", countsPadding: true)" : ")")
    }
}
