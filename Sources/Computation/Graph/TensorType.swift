/// What is known of a tensor before it is computed: what it holds, and its shape.
public struct TensorType: Hashable, Sendable, CustomStringConvertible {
    /// What each element is.
    public let elementType: ElementType
    /// The sizes along each dimension.
    public let shape: Shape

    /// A type from its two parts.
    public init(_ elementType: ElementType = .float32, _ shape: Shape) {
        self.elementType = elementType
        self.shape = shape
    }

    /// As in `float32 [32, 10]`.
    public var description: String { "\(elementType) \(shape)" }

    /// The size of the whole tensor in bytes.
    package var byteCount: Int { shape.count * elementType.byteCount }
}
