extension Initializer {
    private enum Kind: String, CodingKey, CaseIterable {
        case zeros, constant, uniform, normal, glorot, he
    }

    /// Reads `"he"`, `{"normal": 0.1}`, or what `encode(to:)` writes: `{"normal": {"deviation": 0.1}}`.
    public init(from decoder: any Decoder) throws {
        let name = try? decoder.singleValueContainer().decode(String.self)
        let container = try? decoder.container(keyedBy: Kind.self)
        let kinds = container?.allKeys ?? []
        let number = kinds.first.flatMap { kind -> Float? in
            let nested = try? container?.decode([String: Float].self, forKey: kind)
            return nested?.count == 1
                ? nested?.values.first : try? container?.decode(Float.self, forKey: kind)
        }
        let kind = name.flatMap(Kind.init) ?? (kinds.count == 1 ? kinds.first : nil)
        switch (kind, number) {
        case (.zeros, nil): self = .zeros
        case (.glorot, nil): self = .glorot
        case (.he, nil): self = .he
        case (.constant, let number?): self = .constant(number)
        case (.uniform, let number?): self = .uniform(limit: number)
        case (.normal, let number?): self = .normal(deviation: number)
        default:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "an initializer is he, glorot, zeros, or constant, uniform or "
                        + "normal with its number: {\"normal\": 0.1}"
                )
            )
        }
    }
}
