import Learners

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One machine-readable line of output: a JSON object.
struct JSONLine: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        init(stringValue: String) { self.stringValue = stringValue }
        var intValue: Int? { nil }
        init?(intValue: Int) { nil }
    }

    private let fields: [(name: String, value: any Encodable)]

    /// An object of the fields that have a value.
    init(_ fields: KeyValuePairs<String, (any Encodable)?>) {
        self.fields = fields.compactMap { name, value in value.map { (name, $0) } }
    }

    /// An object of fields of any names.
    init(_ fields: [String: JSONValue]) {
        self.fields = fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in fields { try container.encode(value, forKey: Key(stringValue: name)) }
    }

    /// Prints the line on standard output.
    func printLine() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
