/// What a network is given to read, as the page says it.
enum Input: Codable, Hashable, Sendable {
    /// Light ink on black, row by row.
    case drawing(width: Int, height: Int, ink: Bytes64)
    /// The bytes of the input as they are.
    case pixels(Bytes64)
    /// One of the data's examples.
    case example(part: Part, index: Int)
    /// Random pixels.
    case noise(seed: UInt64)
    /// A picture file.
    case picture(Bytes64)
    /// A point of the plane.
    case point(x: Float, y: Float)

    /// A part of the data.
    enum Part: String, Codable, Sendable, CaseIterable { case training, validation, test }

    private enum Kind: String, Codable {
        case drawing, pixels, example, noise, picture, point
    }

    private enum CodingKeys: String, CodingKey {
        case kind, width, height, ink, pixels, part, index, seed, file, x, y
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys) throws -> Value {
            try container.decode(Value.self, forKey: key)
        }
        switch try container.decode(Kind.self, forKey: .kind) {
        case .drawing:
            self = .drawing(
                width: try value(.width),
                height: try value(.height),
                ink: try value(.ink)
            )
        case .pixels: self = .pixels(try value(.pixels))
        case .example: self = .example(part: try value(.part), index: try value(.index))
        case .noise: self = .noise(seed: try value(.seed))
        case .picture: self = .picture(try value(.file))
        case .point: self = .point(x: try value(.x), y: try value(.y))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .drawing(let width, let height, let ink):
            try container.encode(Kind.drawing, forKey: .kind)
            try container.encode(width, forKey: .width)
            try container.encode(height, forKey: .height)
            try container.encode(ink, forKey: .ink)
        case .pixels(let pixels):
            try container.encode(Kind.pixels, forKey: .kind)
            try container.encode(pixels, forKey: .pixels)
        case .example(let part, let index):
            try container.encode(Kind.example, forKey: .kind)
            try container.encode(part, forKey: .part)
            try container.encode(index, forKey: .index)
        case .noise(let seed):
            try container.encode(Kind.noise, forKey: .kind)
            try container.encode(seed, forKey: .seed)
        case .picture(let file):
            try container.encode(Kind.picture, forKey: .kind)
            try container.encode(file, forKey: .file)
        case .point(let x, let y):
            try container.encode(Kind.point, forKey: .kind)
            try container.encode(x, forKey: .x)
            try container.encode(y, forKey: .y)
        }
    }
}

/// An input and the answer that is wanted.
struct LabelledInput: Codable, Hashable, Sendable {
    let input: Input
    let label: Int
}
