import Computation

/// A layer of any kind, as other layers hold and files write it: its kind under `layer`, beside its
/// fields.
///
/// What is read may be shorter: `Flatten`, `{Dense: 10}`, `{Dense: {units: 10, activation: relu}}`, and a
/// list of layers for a network.
struct AnyLayer: Hashable, Sendable {
    let layer: any Layer

    init(_ layer: any Layer) { self.layer = layer }

    static func == (left: AnyLayer, right: AnyLayer) -> Bool {
        AnyHashable(left.layer) == AnyHashable(right.layer)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(layer)) }
}

extension AnyLayer: Codable {
    /// Networks in networks are followed so far, which any thread's stack allows.
    private static let largestDepth = 100

    init(from decoder: any Decoder) throws {
        let path = decoder.codingPath
        guard path.count <= AnyLayer.largestDepth else {
            throw LayerProblem.error("layers lie too deep in one another; make fewer of them", [])
        }
        if let container = try? decoder.container(keyedBy: FieldName.self) {
            if container.contains(.layer) {
                guard let name = try? container.decode(String.self, forKey: .layer) else {
                    throw LayerProblem.error(
                        "the kind of a layer is a name, as in layer: Dense",
                        path
                    )
                }
                layer = try AnyLayer.kind(name, decoder).init(from: decoder)
            } else if let key = container.allKeys.first, container.allKeys.count == 1 {
                let type = try AnyLayer.kind(key.stringValue, decoder)
                layer = try type.init(from: container.superDecoder(forKey: key))
            } else {
                throw LayerProblem.error(
                    "it is not said which layer this is, as in layer: Dense",
                    path
                )
            }
        } else if let name = try? decoder.singleValueContainer().decode(String.self) {
            layer = try AnyLayer.kind(name, decoder).init(from: decoder)
        } else if (try? decoder.unkeyedContainer()) != nil {
            layer = try Network(from: decoder)
        } else {
            throw LayerProblem.error("this is no layer; one is written as layer: Dense", path)
        }
    }

    private static func kind(_ name: String, _ decoder: any Decoder) throws -> any Layer.Type {
        let further = CodingUserInfoKey.layerTypes.flatMap { decoder.userInfo[$0] }
        let types = LayerCatalogue.types + (further as? [any Layer.Type] ?? [])
        guard let type = types.first(where: { $0.name == name }) else {
            throw LayerProblem.error(
                "there is no layer \(quoted(name)); the layers are "
                    + types.map { $0.name }.sorted().joined(separator: ", "),
                decoder.codingPath
            )
        }
        return type
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encode(type(of: layer).name, forKey: .layer)
        try layer.encode(to: encoder)
    }
}

extension [AnyLayer] {
    init(_ layers: [any Layer]) { self = layers.map { AnyLayer($0) } }

    /// The layers as they are declared, one a line, four columns in, between two lines of their own.
    func declared(after opening: String) -> String {
        let lines = map(\.layer.description).joined(separator: "\n").split(separator: "\n")
        return opening + " {\n" + lines.map { "    \($0)\n" }.joined() + "}"
    }
}

extension Layer {
    /// The layer's declaration, or how it begins: what one line has room for.
    var title: String {
        let text = description
        guard let end = text.firstIndex(of: "\n") else { return text }
        let line = text[..<end]
        return String(line.hasSuffix(" {") ? line.dropLast(2) : line)
    }

    /// The name that the layer was given by ``named(_:)``.
    var givenName: String? {
        switch self {
        case let layer as Named: layer.label
        case let layer as Frozen: layer.layer.givenName
        default: nil
        }
    }
}

/// What each of some layers is called in its paths: its own name, or its number after `prefix`.
package func labels(of layers: [any Layer], numberedAfter prefix: String) -> [String] {
    layers.enumerated().map { $1.givenName ?? "\(prefix).\($0)" }
}
