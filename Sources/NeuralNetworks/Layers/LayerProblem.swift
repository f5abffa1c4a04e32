/// The words for what is wrong with a layer in a file.
enum LayerProblem {
    /// An error at a place in the file.
    static func error(_ problem: String, _ path: [any CodingKey]) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: path, debugDescription: problem))
    }

    /// What a field of this type must be, for the types that have no words of their own.
    static func expectation(of type: any Decodable.Type, at decoder: any Decoder) -> String? {
        switch type {
        // What is wrong within the list has its own words.
        case is [AnyLayer].Type:
            (try? decoder.unkeyedContainer()) == nil ? "a list of layers" : nil
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Int].Type: "a list of whole numbers"
        case is [String: [Int]].Type: "shapes by name, as in row: [5]"
        case let choices as any (CaseIterable & RawRepresentable).Type:
            "one of " + names(choices).joined(separator: ", ")
        default: nil
        }
    }

    private static func names<Choice: CaseIterable & RawRepresentable>(
        _ type: Choice.Type
    ) -> [String] {
        type.allCases.map { "\($0.rawValue)" }
    }

    /// What stands in the file, as far as one line can say it.
    static func found(_ decoder: any Decoder) -> String {
        let value = try? decoder.singleValueContainer()
        if let truth = try? value?.decode(Bool.self) { return "\(truth)" }
        if let number = try? value?.decode(Int.self) { return "\(number)" }
        if let number = try? value?.decode(Double.self) { return "\(number)" }
        if let text = try? value?.decode(String.self) { return quoted(text) }
        return (try? decoder.unkeyedContainer()) != nil ? "a list" : "several fields"
    }
}

/// A text from a file within a line: short, and without what would end or disturb the line.
func quoted(_ text: String) -> String {
    let line = text.prefix(60).map { character in
        character.isNewline
            || character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
            ? " " : character
    }
    return "\"" + String(line) + (text.count > 60 ? "…" : "") + "\""
}

extension DecodingError {
    /// What was wrong and where, in one line: `layers[3]: Dense needs units`.
    var problem: String {
        switch self {
        case .dataCorrupted(let context), .keyNotFound(_, let context),
            .typeMismatch(_, let context), .valueNotFound(_, let context):
            let path = context.codingPath.reduce("") { path, key in
                key.intValue.map { "\(path)[\($0)]" }
                    ?? (path.isEmpty ? key.stringValue : path + "." + key.stringValue)
            }
            return (path.isEmpty ? "" : path + ": ") + context.debugDescription
        @unknown default: return "\(self)"
        }
    }
}
