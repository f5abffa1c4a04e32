public import Computation

/// Named tensors and a few words about them, as a safetensors file holds them.
///
/// The format is the common one for weights: eight bytes with the length of a header, the header
/// in JSON, then the numbers, little-endian. Nothing in it is ever executed, and reading checks
/// every claim of the header against the file before it allocates for any.
///
/// ```swift
/// var file = SafeTensors(["layers.1.weight": weight, "layers.1.bias": bias])
/// file.metadata["format"] = "pt"
/// try WholeFile.write(file.encoded(), to: "digits.safetensors")
/// ```
///
/// Source: <https://github.com/huggingface/safetensors>
public struct SafeTensors: Hashable, Sendable {
    /// The tensors by their names.
    ///
    /// The format keeps no order of its own: its writer sorts.
    public var tensors: [String: Tensor]
    /// Free text by keys, such as the framework that wrote the file.
    public var metadata: [String: String]

    /// Tensors and metadata from memory.
    public init(_ tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// The tensor of that name.
    public subscript(name: String) -> Tensor? {
        get { tensors[name] }
        set { tensors[name] = newValue }
    }

    /// The key under which the header keeps the metadata; no tensor can have this name.
    static let metadataKey = "__metadata__"
    /// The longest header the format allows, in bytes.
    static let headerLimit = 100_000_000
}
