import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Bytes that travel as base64 text.
struct Bytes64: Codable, Hashable, Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let data = Data(base64Encoded: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "this is not base64"
            )
        }
        bytes = Array(data)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(bytes).base64EncodedString())
    }
}

/// Single-precision numbers that travel as base64 text of their bytes, lowest first.
struct Floats64: Encodable, Hashable, Sendable {
    let floats: [Float]

    init(_ floats: [Float]) { self.floats = floats }

    func encode(to encoder: any Encoder) throws {
        try Bytes64(floats.littleEndianBytes).encode(to: encoder)
    }
}

/// The numbers of a layer: a list of those of neurons side by side; those of maps, which are many, travel as base64.
enum LayerNumbers: Encodable, Hashable, Sendable {
    case list([Float])
    case maps(Floats64)

    /// The numbers of one example.
    init(_ tensor: Tensor) {
        self = tensor.shape.rank > 1 ? .maps(Floats64(tensor.floats)) : .list(tensor.floats)
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .list(let numbers): try numbers.encode(to: encoder)
        case .maps(let numbers): try numbers.encode(to: encoder)
        }
    }
}

extension [Float] {
    /// The numbers' bytes, each number's lowest byte first.
    var littleEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * count)
        for value in self {
            let bits = value.bitPattern
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
        return bytes
    }
}
