/// The kinds of layer that files and help know: the only list of them.
///
/// Decoding, `nn` help and the tests that every layer must pass all read it. A layer of one's own
/// is decoded by naming its type to ``Model/init(contentsOf:layers:processor:)``.
public enum LayerCatalogue {
    /// Every kind of layer of this library.
    public static let types: [any Layer.Type] = [
        Activation.self, Dense.self, Dropout.self, Flatten.self, Named.self, Network.self,
    ]
}

extension CodingUserInfoKey {
    /// Further kinds of layer that a decoder knows, as `[any Layer.Type]`.
    static let layerTypes = CodingUserInfoKey(rawValue: "layerTypes")
}

/// A layer of any kind as files hold it: its fields, and its kind under `layer`.
struct AnyLayerCoding: Codable {
    let layer: any Layer

    private enum Key: String, CodingKey { case layer }

    init(_ layer: any Layer) { self.layer = layer }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .layer)
        let further = CodingUserInfoKey.layerTypes.flatMap { decoder.userInfo[$0] }
        let types = LayerCatalogue.types + (further as? [any Layer.Type] ?? [])
        guard let type = types.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .layer,
                in: container,
                debugDescription: "there is no layer \"\(name)\"; the layers are "
                    + types.map { $0.name }.sorted().joined(separator: ", ")
            )
        }
        layer = try type.init(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type(of: layer).name, forKey: .layer)
        try layer.encode(to: encoder)
    }
}
