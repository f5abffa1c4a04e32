public import Computation
import NeuralNetworks

/// The file format of MNIST and its followers: a tensor behind a short header.
///
/// Two zero bytes, one for the element type, one for the number of dimensions, each dimension's
/// size in four bytes, then the elements in row-major order; numbers are big-endian.
///
/// Source: <http://yann.lecun.com/exdb/mnist/>
public enum IDXFile {
    private static let uint8Code: UInt8 = 0x08
    private static let int32Code: UInt8 = 0x0C

    /// Reads the bytes of an IDX file, decompressed.
    ///
    /// The header must agree with the file to the byte. Bytes handed over for good
    /// (`decode(consume bytes, …)`) become the tensor without being copied.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Returns: A tensor of bytes or of 32-bit whole numbers.
    /// - Throws: A ``DataFileError`` that says what is wrong.
    public static func decode(
        _ bytes: consuming [UInt8],
        file: String
    ) throws(DataFileError) -> Tensor {
        do throws(DataFileError.Problem) {
            let header = try Header.parse(bytes)
            bytes.removeFirst(header.byteCount)
            if header.elementBytes == 1 { return Tensor(bytes, shape: Shape(header.sizes)) }
            return Tensor(wholeNumbers(bytes), shape: Shape(header.sizes))
        } catch {
            throw DataFileError(file: file, problem: error)
        }
    }

    /// The bytes of an IDX file that holds a tensor of bytes or of 32-bit whole numbers.
    ///
    /// - Parameters:
    ///   - tensor: Of 1 to 255 dimensions.
    ///   - file: The name of the file to be, for the words of an error.
    /// - Returns: The whole file.
    /// - Throws: A ``DataFileError`` when the format cannot hold such a tensor.
    public static func encode(_ tensor: Tensor, file: String) throws(DataFileError) -> [UInt8] {
        let sizes = tensor.shape.sizes
        guard (1...255).contains(sizes.count), sizes.allSatisfy({ $0 <= UInt32.max }) else {
            throw DataFileError(file: file, problem: .unsupportedShape(sizes))
        }
        let header = { (code: UInt8) -> [UInt8] in
            [0, 0, code, UInt8(sizes.count)] + sizes.flatMap { bigEndian(UInt32($0)) }
        }
        switch tensor.storage {
        case .uint8(let elements):
            return header(uint8Code) + elements
        case .int32(let elements):
            return elements.reduce(into: header(int32Code)) {
                $0 += bigEndian(UInt32(bitPattern: $1))
            }
        case .float32:
            throw DataFileError(file: file, problem: .unsupportedElementType("float32"))
        }
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func wholeNumbers(_ bytes: [UInt8]) -> [Int32] {
        stride(from: 0, to: bytes.count, by: 4).map { start in
            Int32(bitPattern: bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    /// What stands before the elements, checked against the length of the file.
    private struct Header {
        let elementBytes: Int
        let sizes: [Int]
        let byteCount: Int

        /// Reads and checks it; a function, since an initializer would take the bytes over.
        static func parse(_ bytes: [UInt8]) throws(DataFileError.Problem) -> Header {
            guard bytes.count > 0 else { throw .empty }
            let beginning = Array(bytes.prefix(4))
            if beginning.starts(with: [0x1F, 0x8B]) { throw .stillCompressed }
            guard [0, 0].starts(with: beginning.prefix(2)) else {
                throw .notIDX(beginning: beginning)
            }
            guard beginning.count == 4 else {
                throw .incomplete(byteCount: bytes.count, expected: 4)
            }
            let elementBytes = try elementBytes(beginning)
            let rank = Int(beginning[3])
            guard rank > 0 else { throw .unsupportedShape([]) }
            let byteCount = 4 + 4 * rank
            guard bytes.count >= byteCount else {
                throw .incomplete(byteCount: bytes.count, expected: byteCount)
            }
            let sizes = stride(from: 4, to: byteCount, by: 4).map { start in
                bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            }
            guard let dataCount = Shape.byteCount(of: sizes, elementBytes: elementBytes),
                dataCount <= Int.max - byteCount
            else { throw .shapeOverflow(sizes) }
            let expected = byteCount + dataCount
            if bytes.count < expected {
                throw .incomplete(byteCount: bytes.count, expected: expected)
            }
            if bytes.count > expected {
                throw .trailingBytes(byteCount: bytes.count, expected: expected)
            }
            return Header(elementBytes: elementBytes, sizes: sizes, byteCount: byteCount)
        }

        private static func elementBytes(_ beginning: [UInt8]) throws(DataFileError.Problem) -> Int
        {
            switch beginning[2] {
            case uint8Code: return 1
            case int32Code: return 4
            case 0x09: throw .unsupportedElementType("int8")
            case 0x0B: throw .unsupportedElementType("int16")
            case 0x0D: throw .unsupportedElementType("float32")
            case 0x0E: throw .unsupportedElementType("float64")
            default: throw .notIDX(beginning: beginning)
            }
        }
    }
}
