import Computation

/// The element types of the format that are read, and what becomes of them.
///
/// Written are `F32`, `I32` and `U8`, the types of a ``Tensor``. The others are converted: to
/// `Float` exactly (`F16`, `BF16`) or rounded to the nearest (`F64`), to `Int32` exactly or not at
/// all (the whole numbers), to bytes 0 and 1 (`BOOL`).
enum SafeTensorsElementType: String, CaseIterable {
    case bool = "BOOL"
    case uint8 = "U8"
    case int8 = "I8"
    case int16 = "I16"
    case uint16 = "U16"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int32 = "I32"
    case uint32 = "U32"
    case float32 = "F32"
    case float64 = "F64"
    case int64 = "I64"
    case uint64 = "U64"

    /// The size of one element in bytes.
    var byteCount: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .uint16, .float16, .bfloat16: 2
        case .int32, .uint32, .float32: 4
        case .float64, .int64, .uint64: 8
        }
    }

    /// The type under which a tensor is written.
    init(_ type: ElementType) {
        switch type {
        case .float32: self = .float32
        case .int32: self = .int32
        case .uint8: self = .uint8
        }
    }
}

extension SafeTensorsHeader.Entry {
    /// The tensor whose numbers lie in `data`, converted where that is needed.
    func tensor(from data: ArraySlice<UInt8>) throws(SafeTensorsError.Problem) -> Tensor {
        switch type {
        case .uint8: Tensor(Array(data), shape: shape)
        case .int32: Tensor(LittleEndian.array(of: Int32.self, from: data), shape: shape)
        case .float32: Tensor(LittleEndian.floats(from: data), shape: shape)
        case .bool: Tensor(try booleans(data), shape: shape)
        case .float16:
            Tensor(LittleEndian.array(from: data).map(Float.init(halfBits:)), shape: shape)
        case .bfloat16:
            Tensor(
                LittleEndian.array(of: UInt16.self, from: data)
                    .map { Float(bitPattern: UInt32($0) << 16) },
                shape: shape
            )
        case .float64: Tensor(try floats(data), shape: shape)
        case .int8: Tensor(try integers(data, Int8.self), shape: shape)
        case .int16: Tensor(try integers(data, Int16.self), shape: shape)
        case .uint16: Tensor(try integers(data, UInt16.self), shape: shape)
        case .uint32: Tensor(try integers(data, UInt32.self), shape: shape)
        case .int64: Tensor(try integers(data, Int64.self), shape: shape)
        case .uint64: Tensor(try integers(data, UInt64.self), shape: shape)
        }
    }

    private func booleans(_ data: ArraySlice<UInt8>) throws(SafeTensorsError.Problem) -> [UInt8] {
        if let value = data.first(where: { $0 > 1 }) {
            throw .outOfRange(tensor: name, value: "\(value)", type: "BOOL")
        }
        return Array(data)
    }

    private func integers<Source: FixedWidthInteger & BitwiseCopyable>(
        _ data: ArraySlice<UInt8>,
        _ type: Source.Type
    ) throws(SafeTensorsError.Problem) -> [Int32] {
        try LittleEndian.array(of: Source.self, from: data)
            .map { value throws(SafeTensorsError.Problem) in
                guard let number = Int32(exactly: value) else {
                    throw .outOfRange(tensor: name, value: value.grouped, type: "int32")
                }
                return number
            }
    }

    private func floats(_ data: ArraySlice<UInt8>) throws(SafeTensorsError.Problem) -> [Float] {
        try LittleEndian.array(of: UInt64.self, from: data)
            .map { bits throws(SafeTensorsError.Problem) in
                let value = Double(bitPattern: bits)
                let number = Float(value)
                guard number.isFinite || !value.isFinite else {
                    throw .outOfRange(tensor: name, value: "\(value)", type: "float32")
                }
                return number
            }
    }
}

extension Float {
    /// The number that sixteen bits stand for in the half-precision format of IEEE 754.
    init(halfBits bits: UInt16) {
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF)
        self =
            switch exponent {
            case 0: sign * fraction * 0x1p-24
            case 31 where fraction == 0: sign * .infinity
            case 31:
                Float(
                    bitPattern: UInt32(bits & 0x8000) << 16 | 0x7F80_0000
                        | UInt32(bits & 0x3FF) << 13
                )
            default:
                sign * (1 + fraction * 0x1p-10)
                    * Float(sign: .plus, exponent: exponent - 15, significand: 1)
            }
    }
}
