public import Computation

/// The largest number of each window over pictures, channel by channel.
///
/// Shapes: input `[batch, height, width, channels]` (without channels there is one), output
/// `[batch, rows, columns, channels]`. How many windows there are is said by ``Padding``.
/// A window that holds a NaN gives NaN; its gradient goes to the first of its
/// largest numbers, row by row, as in PyTorch.
public struct MaxPooling2D: Layer {
    /// The name in files.
    public static let name = "MaxPooling2D"
    /// How many rows and columns a window looks at.
    public let window: Extent2D
    /// From one window to the next; nil where that is the window.
    public let stride: Extent2D?
    /// What is added around the pictures.
    public let padding: Padding

    /// A layer that pools.
    ///
    /// - Parameters:
    ///   - window: How many rows and columns a window looks at: `2`, or `[2, 3]`.
    ///   - stride: From one window to the next; by default the window.
    ///   - padding: What is added around the pictures; it is never the largest.
    public init(
        window: Extent2D,
        stride: Extent2D? = nil,
        padding: Padding = .valid
    ) {
        self.window = window
        self.stride = stride
        self.padding = padding
    }

    /// Writes the pooling.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        Pooling(window: window, stride: stride, padding: padding).pictures(input, in: scope) {
            $0.maxPooled($1)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case window, stride, padding
    }

    /// Reads a layer that pools.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            window: fields.required(.window),
            stride: fields[.stride],
            padding: fields[.padding] ?? .valid
        )
    }

    /// As it is declared: `MaxPooling2D(window: 2)`.
    public var description: String {
        "MaxPooling2D(\(Pooling.arguments(window, stride, padding)))"
    }
}

/// The largest number of each window over sequences, channel by channel.
///
/// Shapes: input `[batch, length, channels]` (without channels there is one), output
/// `[batch, windows, channels]`. How many windows there are is said by ``Padding``.
public struct MaxPooling1D: Layer {
    /// The name in files.
    public static let name = "MaxPooling1D"
    /// How many positions a window looks at.
    public let window: Int
    /// From one window to the next; nil where that is the window.
    public let stride: Int?
    /// What is added around the sequences.
    public let padding: Padding

    /// A layer that pools.
    ///
    /// - Parameters:
    ///   - window: How many positions a window looks at.
    ///   - stride: From one window to the next; by default the window.
    ///   - padding: What is added around the sequences; it is never the largest.
    public init(
        window: Int,
        stride: Int? = nil,
        padding: Padding = .valid
    ) {
        self.window = window
        self.stride = stride
        self.padding = padding
    }

    /// Writes the pooling.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        Pooling(window: window, stride: stride, padding: padding).sequences(input, in: scope) {
            $0.maxPooled($1)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case window, stride, padding
    }

    /// Reads a layer that pools.
    public init(from decoder: any Decoder) throws {
        let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
        try self.init(
            window: fields.required(.window),
            stride: fields[.stride],
            padding: fields[.padding] ?? .valid
        )
    }

    /// As it is declared: `MaxPooling1D(window: 2)`.
    public var description: String {
        "MaxPooling1D(\(Pooling.arguments(window, stride, padding)))"
    }
}
