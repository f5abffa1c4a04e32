import Computation

extension SafeTensors {
    /// Reads the bytes of a safetensors file.
    ///
    /// Single-precision numbers, 32-bit whole numbers and bytes are taken as they are. `F16` and
    /// `BF16` become `Float` exactly, `F64` by rounding to the nearest; the other whole numbers
    /// become `Int32`, and `BOOL` bytes 0 and 1. A number that its new type cannot hold is an
    /// error. Header and file must agree to the byte: no gaps, no overlaps, nothing left over, no
    /// name twice.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Throws: A ``SafeTensorsError`` that says what is wrong and where.
    public init(decoding bytes: [UInt8], file: String) throws(SafeTensorsError) {
        do throws(SafeTensorsError.Problem) {
            try self.init(decoding: bytes)
        } catch {
            throw SafeTensorsError(file: file, problem: error)
        }
    }

    private init(decoding bytes: [UInt8]) throws(SafeTensorsError.Problem) {
        guard bytes.count >= 8 else { throw .tooShort(byteCount: bytes.count) }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= SafeTensors.headerLimit else { throw .headerTooLong(byteCount: length) }
        let dataStart = 8 + Int(length)
        guard dataStart <= bytes.count else {
            throw .headerIncomplete(byteCount: Int(length), available: bytes.count - 8)
        }
        let header = try SafeTensorsHeader(
            parsing: bytes[8..<dataStart],
            dataCount: bytes.count - dataStart
        )
        self.init(metadata: header.metadata)
        for entry in header.entries {
            let range = dataStart + entry.bytes.lowerBound..<dataStart + entry.bytes.upperBound
            tensors[entry.name] = try entry.tensor(from: bytes[range])
        }
    }

    /// The bytes of a safetensors file with these tensors: the same tensors, the same bytes.
    ///
    /// As the reference writer does it, wider elements come first, then names in order, and the
    /// header is padded with spaces so that the numbers begin at a multiple of eight.
    ///
    /// - Returns: The whole file.
    /// - Throws: A ``SafeTensorsError`` when a tensor has the name `__metadata__`, or when the
    ///   names and metadata are longer than the format's 100,000,000 bytes.
    public func encoded() throws(SafeTensorsError) -> [UInt8] {
        if tensors[SafeTensors.metadataKey] != nil {
            throw SafeTensorsError(
                file: "safetensors",
                problem: .reservedName(SafeTensors.metadataKey)
            )
        }
        let ordered = tensors.map { (name: $0.key, tensor: $0.value) }
            .sorted { SafeTensors.comesFirst($0, before: $1) }

        var header: [UInt8] = []
        var offset = 0
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(JSONText($0.key)):\(JSONText($0.value))" }
            header += "\(JSONText(SafeTensors.metadataKey)):{\(texts.joined(separator: ","))},".utf8
        }
        for (name, tensor) in ordered {
            let type = SafeTensorsElementType(tensor.elementType)
            let end = offset + tensor.shape.count * type.byteCount
            let sizes = tensor.shape.sizes.map(String.init).joined(separator: ",")
            header += #"\#(JSONText(name)):{"dtype":"\#(type.rawValue)","shape":[\#(sizes)],"#.utf8
            header += #""data_offsets":[\#(offset),\#(end)]},"#.utf8
            offset = end
        }
        if header.isEmpty {
            header = Array("{}".utf8)
        } else {
            header.insert(UInt8(ascii: "{"), at: 0)
            header[header.count - 1] = UInt8(ascii: "}")
        }
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        guard header.count <= SafeTensors.headerLimit else {
            throw SafeTensorsError(
                file: "safetensors",
                problem: .headerTooLong(byteCount: UInt64(header.count))
            )
        }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + offset)
        LittleEndian.append([UInt64(header.count)], to: &bytes)
        bytes += header
        for (_, tensor) in ordered {
            switch tensor.storage {
            case .float32(let numbers): LittleEndian.append(numbers, to: &bytes)
            case .int32(let numbers): LittleEndian.append(numbers, to: &bytes)
            case .uint8(let numbers): bytes += numbers
            }
        }
        return bytes
    }

    private static func comesFirst(
        _ left: (name: String, tensor: Tensor),
        before right: (name: String, tensor: Tensor)
    ) -> Bool {
        let ranks: [ElementType: Int] = [.float32: 0, .int32: 1, .uint8: 2]
        let leftRank = ranks[left.tensor.elementType, default: 0]
        let rightRank = ranks[right.tensor.elementType, default: 0]
        if leftRank != rightRank { return leftRank < rightRank }
        return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
}

/// Text as JSON writes it, in quotes.
private struct JSONText: CustomStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    var description: String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\0"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
