/// The fields by which a file describes a layer, with the layer's own defaults for what is left out.
///
/// ```swift
/// private enum CodingKeys: String, CodingKey, CaseIterable { case units, activation }
///
/// init(from decoder: any Decoder) throws {
///     let fields = try LayerFields<CodingKeys>(decoder, of: Self.self)
///     try self.init(fields.required(.units), activation: fields[.activation] ?? .identity)
/// }
/// ```
///
/// A file may give the first field alone, without its name. Fields that the layer does not have, and
/// values of another kind, are errors that say what there is.
public struct LayerFields<Key: CodingKey & CaseIterable> {
    private enum Source {
        /// Each field by its name.
        case named(KeyedDecodingContainer<FieldName>)
        /// The first field alone.
        case first(any Decoder)
        case nothing
    }

    private let source: Source
    private let layer: String
    private let path: [any CodingKey]

    /// Reads the names of the fields.
    ///
    /// - Parameters:
    ///   - decoder: What stands in the file.
    ///   - type: The kind of layer.
    /// - Throws: `DecodingError` where there is a field that the layer does not have.
    public init(_ decoder: any Decoder, of type: any Layer.Type) throws {
        layer = type.name
        // The short form `Dense: …` lies in a field of the layer's name.
        let isShort = decoder.codingPath.last?.stringValue == type.name
        path = isShort ? decoder.codingPath.dropLast() : decoder.codingPath
        let names = Key.allCases.map(\.stringValue)
        let known = names.isEmpty ? "none" : names.joined(separator: ", ")
        if let container = try? decoder.container(keyedBy: FieldName.self) {
            let unknown = container.allKeys.map(\.stringValue).filter {
                !names.contains($0) && $0 != FieldName.layer.stringValue
            }
            if let name = unknown.min() {
                throw LayerProblem.error(
                    "\(layer) has no field \(quoted(name)); it has \(known)",
                    path
                )
            }
            source = .named(container)
            return
        }
        let value = try? decoder.singleValueContainer()
        if value?.decodeNil() == true || (try? value?.decode(String.self)) == layer {
            source = .nothing
        } else if names.isEmpty {
            throw LayerProblem.error("\(layer) has no fields, but is given a value", path)
        } else {
            source = .first(decoder)
        }
    }

    /// The value of a field, or nil where the file leaves it out.
    public subscript<Value: Decodable>(key: Key) -> Value? {
        get throws {
            switch source {
            case .nothing: return nil
            case .first(let decoder):
                guard key.stringValue == Key.allCases.first?.stringValue else { return nil }
                return try value(key, decoder) { try $0.singleValueContainer().decode(Value.self) }
            case .named(let container):
                let name = FieldName(key.stringValue)
                guard container.contains(name), try !container.decodeNil(forKey: name) else {
                    return nil
                }
                return try value(key, container.superDecoder(forKey: name)) { _ in
                    try container.decode(Value.self, forKey: name)
                }
            }
        }
    }

    /// The value of a field that has no default.
    ///
    /// - Throws: `DecodingError` where the file leaves it out.
    public func required<Value: Decodable>(_ key: Key) throws -> Value {
        guard let value: Value = try self[key] else {
            throw LayerProblem.error("\(layer) needs \(key.stringValue)", path)
        }
        return value
    }

    /// Decodes one field, and says in the file's words what was expected there.
    private func value<Value: Decodable>(
        _ key: Key,
        _ decoder: any Decoder,
        _ decode: (any Decoder) throws -> Value
    ) throws -> Value {
        do {
            return try decode(decoder)
        } catch {
            guard let expected = LayerProblem.expectation(of: Value.self, at: decoder) else {
                throw error
            }
            throw LayerProblem.error(
                "\(layer): \(key.stringValue) must be \(expected), not \(LayerProblem.found(decoder))",
                path
            )
        }
    }
}

/// The fields of a layer that has none.
public enum NoFields: CodingKey, CaseIterable {
    /// None has this name.
    public init?(stringValue: String) { nil }
    /// None has this number.
    public init?(intValue: Int) { nil }
    /// There is none to ask for its name.
    public var stringValue: String { switch self {} }
    /// There is none to ask for its number.
    public var intValue: Int? { switch self {} }
}

/// The name of any field.
struct FieldName: CodingKey {
    /// The field that says which kind a layer is.
    static let layer = FieldName("layer")

    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}
