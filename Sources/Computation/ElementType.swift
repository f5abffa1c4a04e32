/// What a tensor holds in each of its places.
public enum ElementType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Single-precision numbers: weights, activations, gradients.
    case float32
    /// Whole numbers: class labels, tokens, indices.
    case int32
    /// Bytes: pixels as files hold them, converted to `float32` by the first kernel.
    case uint8

    /// The size of one element in bytes.
    public var byteCount: Int {
        switch self {
        case .float32, .int32: 4
        case .uint8: 1
        }
    }
}
