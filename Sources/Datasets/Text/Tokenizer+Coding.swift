extension Tokenizer: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, characters, words, merges, unknown, end
    }

    /// Writes the kind and what was learned: characters as one text, words as a list, pairs as the text
    /// `101 32,116 104`, each pair in the order in which it is joined.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        switch kind {
        case .characters:
            let text = String(decoding: definition.pieces.flatMap(\.self), as: UTF8.self)
            try container.encode(text, forKey: .characters)
        case .words:
            let words = definition.pieces.map { String(decoding: $0, as: UTF8.self) }
            try container.encode(words, forKey: .words)
        case .bytes: break
        case .bytePairs:
            let pairs = definition.merges.map { "\($0.first) \($0.second)" }
            try container.encode(pairs.joined(separator: ","), forKey: .merges)
        }
        if definition.hasUnknown, kind != .words { try container.encode(true, forKey: .unknown) }
        if definition.hasEnd { try container.encode(true, forKey: .end) }
    }

    /// Reads a tokenizer, and refuses one that cannot be.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func check(_ holds: Bool, _ key: CodingKeys, _ problem: String) throws {
            guard !holds else { return }
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: container,
                debugDescription: "\(problem); write the tokenizer anew"
            )
        }
        var definition = Definition(kind: try container.decode(Kind.self, forKey: .kind))
        definition.hasEnd = try container.decodeIfPresent(Bool.self, forKey: .end) ?? false
        var bytes = (0...255).map { [UInt8($0)] }
        switch definition.kind {
        case .characters:
            let text = try container.decode(String.self, forKey: .characters)
            definition.pieces = text.unicodeScalars.map { Array(String($0).utf8) }
            definition.hasUnknown =
                try container.decodeIfPresent(Bool.self, forKey: .unknown) ?? false
            bytes = definition.pieces
            try check(!bytes.isEmpty, .characters, "there is no character")
            try check(Set(bytes).count == bytes.count, .characters, "a character stands twice")
        case .words:
            definition.pieces =
                try container.decode([String].self, forKey: .words).map { Array($0.utf8) }
            definition.hasUnknown = true
            bytes = definition.pieces
            try check(!bytes.contains([]), .words, "a word is empty")
            try check(Set(bytes).count == bytes.count, .words, "a word stands twice")
        case .bytes: break
        case .bytePairs:
            let text = try container.decode(String.self, forKey: .merges)
            let merges = Self.merges(text)
            try check(
                merges != nil,
                .merges,
                "the merges are not pairs of tokens such as \"101 32,116 104\""
            )
            let tokens = merges.flatMap(BytePair.tokens)
            try check(
                tokens != nil,
                .merges,
                "a pair joins tokens that are not there yet, stands twice, or is longer than "
                    + "\(BytePair.longestToken) bytes"
            )
            (definition.merges, bytes) = (merges ?? [], tokens ?? bytes)
        }
        self.init(definition, bytes: bytes)
    }

    private static func merges(_ text: String) -> [BytePair]? {
        var merges: [BytePair] = []
        for pair in text.utf8.split(separator: UInt8(ascii: ",")) {
            let numbers = pair.split(separator: UInt8(ascii: " ")).map { Int32(Substring($0)) }
            guard numbers.count == 2, let first = numbers[0], let second = numbers[1] else {
                return nil
            }
            merges.append(BytePair(first: first, second: second))
        }
        return merges
    }
}
